import { EVEN, SMALLEST_RANGE, TAIL, UNARY, magnitudePrefix, share } from "./range-coder.js";

const HIGHEST_WITHOUT_CARRY = 0xff000000;
const CARRY = 2 ** 32;

/** A binary range coder with carry: 32 bits of range, 16-bit probabilities. */
export class RangeEncoder {
  constructor() {
    this.out = [];
    this.low = 0;
    this.range = 0xffffffff;
    this.pending = 0;
    this.pendingBytes = 0;
    this.started = false;
  }

  code(bit, bits, index) {
    this.encode(bit, bits.probabilities[index]);
    bits.learn(index, bit);
    return bit;
  }

  codeRaw(value, count) {
    for (let i = count - 1; i >= 0; i--) this.encode((value >> i) & 1, EVEN);
    return value;
  }

  encode(bit, probability) {
    const one = share(this.range, probability);
    if (bit) {
      this.range = one;
    } else {
      this.low += one;
      this.range -= one;
    }
    while (this.range < SMALLEST_RANGE) {
      this.range *= 256;
      this.shift();
    }
  }

  /** Ends the code, and gives its bytes. */
  finish() {
    this.chooseTail();
    for (let i = 0; i <= TAIL; i++) this.shift();
    let end = this.out.length;
    // A decoder reads zeros behind the end, but at most as many as its state has bytes.
    while (end > this.out.length - TAIL && this.out[end - 1] === 0) end--;
    return this.out.slice(0, Math.max(end, 0));
  }

  /** Chooses, among the numbers with the same decoding, one that ends in zeros, which need not be written. */
  chooseTail() {
    const highest = this.low + this.range - 1;
    for (const unit of [2 ** 24, 2 ** 16, 2 ** 8, 1]) {
      const candidate = Math.floor(highest / unit) * unit;
      if (candidate >= this.low) {
        this.low = candidate;
        return;
      }
    }
  }

  shift() {
    const carry = this.low >= CARRY ? 1 : 0;
    if (this.low < HIGHEST_WITHOUT_CARRY || carry) {
      if (this.started) this.put(this.pending + carry);
      this.started = true;
      for (; this.pendingBytes > 0; this.pendingBytes--) this.put(0xff + carry);
      this.pending = Math.floor(this.low / 2 ** 24) & 255;
    } else {
      this.pendingBytes++;
    }
    this.low = (this.low % 2 ** 24) * 256;
  }

  put(value) {
    this.out.push(value & 255);
  }
}

/** Lets probabilities learn and writes nothing. */
export const learner = {
  code(bit, bits, index) {
    bits.learn(index, bit);
    return bit;
  },
  codeRaw: (value) => value,
};

const COSTS = Float64Array.from({ length: 4097 }, (_, i) => -Math.log2((Math.max(i, 0.5) + 0.5) / 4096));

/** The cost of a bit with a probability of a 1, in bits. */
export function costOf(probability, bit) {
  return COSTS[(bit ? probability : 65536 - probability) >> 4];
}

/** The cost of a magnitude, in bits. */
export function costOfMagnitude({ probabilities }, base, magnitude) {
  let cost = 0;
  for (let k = 0; k <= UNARY; k++) {
    cost += costOf(probabilities[base + k], magnitude > k ? 1 : 0);
    if (k >= magnitude) return cost;
  }
  const length = 31 - Math.clz32(magnitude - UNARY);
  for (let k = 0; k <= length; k++) cost += costOf(probabilities[base + magnitudePrefix(k)], k < length ? 1 : 0);
  return cost + length;
}

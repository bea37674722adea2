import { InvalidData } from "./invalid-data.js";

export const EVEN = 32768;
export const SMALLEST_RANGE = 0x1000000;
/** The magnitude up to which a magnitude is coded in unary. */
export const UNARY = 13;
const LONGEST = 20;

/** Zeros that a decoder reads behind the end: the bytes of its state. */
export const TAIL = 4;

/** The number of adaptive bits of a context of magnitudes. */
export const MAGNITUDE_BITS = 18;

/** Probabilities of a 1, in units of 1/65536, that learn. Integers keep them equal on every machine. */
export class AdaptiveBits {
  /**
   * @param probabilities the first probabilities
   * @param seen how many bits each of them counts as
   * @param limit the most bits that one counts as; from there on it forgets
   */
  constructor(probabilities, seen, limit) {
    this.probabilities = Uint16Array.from(probabilities);
    this.seen = Uint8Array.from(seen);
    this.limit = limit;
  }

  static even(count, limit) {
    return new AdaptiveBits(new Uint16Array(count).fill(EVEN), new Uint8Array(count), limit);
  }

  learn(index, bit) {
    const count = Math.min(this.seen[index] + 1, this.limit);
    this.seen[index] = count;
    const probability = this.probabilities[index];
    const moved = probability + ((((bit ? 65535 : 0) - probability) / (count + 1)) | 0);
    this.probabilities[index] = moved < 48 ? 48 : moved > 65488 ? 65488 : moved;
  }
}

/** The share of a range that a probability takes: range · probability / 65536, in integers of 32 bits. */
export function share(range, probability) {
  return ((Math.imul(range >>> 16, probability) >>> 0) + ((range & 0xffff) * probability >>> 16)) >>> 0;
}

/** Reads what a RangeEncoder wrote. Both have the same methods, so that one function describes a format. */
export class RangeDecoder {
  constructor(bytes, from = 0) {
    this.bytes = bytes;
    this.at = from;
    // A typed array holds 32 bits without boxing, which a field does not.
    this.state = new Uint32Array([0, 0xffffffff]);
    for (let i = 0; i < TAIL; i++) this.state[0] = (this.state[0] << 8) | this.next();
  }

  /** Reads a bit whose probability is adaptive. The first argument is what an encoder writes. */
  code(_, bits, index) {
    const bit = this.decode(bits.probabilities[index]);
    bits.learn(index, bit);
    return bit;
  }

  /** Reads an integer of up to 31 bits, the highest first. */
  codeRaw(_, count) {
    let value = 0;
    for (let i = 0; i < count; i++) value = (value << 1) | this.decode(EVEN);
    return value;
  }

  decode(probability) {
    const state = this.state;
    let code = state[0];
    let range = state[1];
    const one = share(range, probability);
    const bit = code < one ? 1 : 0;
    if (bit) {
      range = one;
    } else {
      code -= one;
      range -= one;
    }
    while (range < SMALLEST_RANGE) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | this.next()) >>> 0;
    }
    state[0] = code;
    state[1] = range;
    return bit;
  }

  next() {
    if (this.at < this.bytes.length) return this.bytes[this.at++];
    if (++this.at > this.bytes.length + TAIL) throw new InvalidData("the code is cut off");
    return 0;
  }

  /** Checks that all bytes were used. */
  finish() {
    if (this.at < this.bytes.length) {
      throw new InvalidData(`the code ends ${this.bytes.length - this.at} bytes before its end`);
    }
  }
}

/** Codes a magnitude: unary up to 13, then Exp-Golomb. */
export function codeMagnitude(coder, bits, base, magnitude) {
  for (let k = 0; k <= UNARY; k++) {
    if (!coder.code(magnitude > k ? 1 : 0, bits, base + k)) return k;
  }
  const rest = magnitude - UNARY;
  const length = magnitude > UNARY ? 31 - Math.clz32(rest) : 0;
  let count = 0;
  while (coder.code(count < length ? 1 : 0, bits, base + magnitudePrefix(count))) {
    if (++count > LONGEST) throw new InvalidData("a number of the code is out of range");
  }
  return UNARY + ((1 << count) | coder.codeRaw(rest & ((1 << count) - 1), count));
}

/** The adaptive bit, within a context, of a step of the unary length behind 13. */
export function magnitudePrefix(count) {
  return Math.min(UNARY + 1 + count, MAGNITUDE_BITS - 1);
}

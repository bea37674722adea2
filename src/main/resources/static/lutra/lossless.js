import { InvalidData } from "./invalid-data.js";
import { AdaptiveBits, MAGNITUDE_BITS, codeMagnitude } from "./range-coder.js";

const LEVELS = 6;
const ACTIVITIES = 32;
const SIGNS = 3;
const LIMIT = 60;
/** The bytes that a value takes at least: −log₂(65488 / 65536) bits. */
const LEAST_BYTES = 0.00013;

/**
 * Reads the code values of a lossless detail, from a coarse lattice to the whole one.
 *
 * @param left the bytes that hold them: too few are refused before memory is taken
 * @returns the values, 0…top, the channels of a point together, red fastest
 */
export function readLossless(coder, size, channels, top, left) {
  if (left < LEAST_BYTES * channels * size ** 3 - 8) throw new InvalidData("the detail is cut off");
  const reader = new LosslessReader(coder, size, channels, top);
  reader.read();
  return reader.values;
}

class LosslessReader {
  constructor(coder, size, channels, top) {
    this.coder = coder;
    this.size = size;
    this.channels = channels;
    this.top = top;
    this.strides = [channels * size * size, channels * size, channels];
    this.values = new Uint16Array(channels * size ** 3);
    this.missing = new Int32Array(channels * size ** 3);
    const contexts = LEVELS * channels * ACTIVITIES;
    this.zeros = AdaptiveBits.even(contexts * SIGNS, LIMIT);
    this.signs = AdaptiveBits.even(channels * SIGNS, LIMIT);
    this.magnitudes = AdaptiveBits.even(contexts * MAGNITUDE_BITS, LIMIT);
    this.place = [0, 0, 0];
  }

  read() {
    let top = 2;
    while (top < this.size - 1) top *= 2;
    this.readPoints(LEVELS - 1, -1, top, [0, 0, 0], [top, top, top]);
    let level = Math.log2(top);
    for (let half = top / 2; half >= 1; half /= 2) {
      level--;
      for (let axis = 0; axis < 3; axis++) {
        const whole = 2 * half;
        const first = [0, 0, 0];
        first[axis] = half;
        const steps = [axis === 0 ? whole : half, axis === 2 ? half : whole, whole];
        this.readPoints(Math.min(level, LEVELS - 1), axis, half, first, steps);
      }
    }
  }

  readPoints(level, axis, half, first, steps) {
    const place = this.place;
    for (place[0] = first[0]; place[0] < this.size; place[0] += steps[0]) {
      for (place[1] = first[1]; place[1] < this.size; place[1] += steps[1]) {
        for (place[2] = first[2]; place[2] < this.size; place[2] += steps[2]) this.readPoint(level, axis, half);
      }
    }
  }

  readPoint(level, axis, half) {
    const { place, strides, values, missing, top } = this;
    const at = place[0] * strides[0] + place[1] * strides[1] + place[2] * strides[2];
    for (let channel = 0; channel < this.channels; channel++) {
      const guess = axis < 0 ? 0 : this.predict(at + channel, place[axis], strides[axis] * half, half);
      const predicted = Math.min(top, Math.max(0, guess));
      const activity = axis < 0 ? ACTIVITIES - 1 : this.activity(at, channel, half);
      const difference = this.readMissing(level, channel, activity, at);
      const value = predicted + difference;
      if (value < 0 || value > top) throw new InvalidData(`the detail has the value ${value}, outside 0…${top}`);
      values[at + channel] = value;
      missing[at + channel] = difference;
    }
  }

  predict(at, place, step, half) {
    const values = this.values;
    const before = values[at - step];
    const hasFarBefore = place >= 3 * half;
    const farBefore = hasFarBefore ? values[at - 3 * step] : before;
    if (place + half >= this.size) return (3 * before - farBefore + 1) >> 1;
    const after = values[at + step];
    const hasFarAfter = place + 3 * half < this.size;
    const farAfter = hasFarAfter ? values[at + 3 * step] : after;
    if (hasFarBefore && hasFarAfter) return (9 * (before + after) - farBefore - farAfter + 8) >> 4;
    if (hasFarBefore) return (6 * before + 3 * after - farBefore + 4) >> 3;
    if (hasFarAfter) return (3 * before + 6 * after - farAfter + 4) >> 3;
    return (before + after + 1) >> 1;
  }

  /** The magnitude of what was missing nearby, in half octaves. */
  activity(at, channel, half) {
    const { place, strides, missing, size } = this;
    let sum = 0;
    for (let axis = 0; axis < 3; axis++) {
      const step = half * strides[axis];
      const index = at + channel;
      if (place[axis] >= half) sum += Math.abs(missing[index - step]);
      if (place[axis] >= 2 * half) sum += 2 * Math.abs(missing[index - 2 * step]);
      if (place[axis] + half < size) sum += Math.abs(missing[index + step]);
      if (place[axis] + 2 * half < size) sum += 2 * Math.abs(missing[index + 2 * step]);
    }
    for (let before = 0; before < channel; before++) sum += 3 * Math.abs(missing[at + before]);
    if (sum === 0) return 0;
    const octave = 31 - Math.clz32(sum + 1);
    return Math.min(2 * octave - 1 + (sum + 1 >= (3 << octave) >> 1 ? 1 : 0), ACTIVITIES - 2);
  }

  readMissing(level, channel, activity, at) {
    const context = (level * this.channels + channel) * ACTIVITIES + activity;
    const guess = channel > 0 ? 1 + Math.sign(this.missing[at + channel - 1]) : 1;
    if (!this.coder.code(0, this.zeros, context * SIGNS + guess)) return 0;
    const negative = this.coder.code(0, this.signs, channel * SIGNS + guess);
    const magnitude = 1 + codeMagnitude(this.coder, this.magnitudes, context * MAGNITUDE_BITS, 0);
    return negative ? -magnitude : magnitude;
  }
}

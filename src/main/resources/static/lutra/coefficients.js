import { InvalidData } from "./invalid-data.js";
import { MAGNITUDE_BITS, codeMagnitude } from "./range-coder.js";
import { axisOf } from "./axis.js";

const LOWEST = -128;
const HIGHEST = 111;
const PLACES = 11;
const LOWS = 9;
const TRAINED_SIZE = 33;
const MONOCHROME = 3;

const ONE = 256;
const START = 4 * ONE;
const CONTEXTS = 44;
const LARGEST = 65535;

/** 256 · 2^(i/8). */
const POWER = [256, 279, 304, 332, 362, 395, 431, 470];
const LOG = Int32Array.from({ length: 128 }, (_, i) => 8 * Math.log(1 + (i + 0.5) / 128) / Math.LN2);
const LEAST_POWER = -256;
const POWERS = Float64Array.from({ length: 448 }, (_, i) => {
  const eighths = i + LEAST_POWER;
  return Math.floor(POWER[eighths & 7] * 2 ** (eighths >> 3));
});

/** 256 · 2^(eighths/8), rounded down. */
function power(eighths) {
  return POWERS[eighths - LEAST_POWER];
}

/** 8 log₂ of an integer of 1 or more, about rounded down. */
function log(value) {
  let octaves = 0;
  while (value >= 0x80000000) {
    value = Math.floor(value / 256);
    octaves += 8;
  }
  const octave = 31 - Math.clz32(value);
  const mantissa = octave >= 7 ? value >> (octave - 7) : value << (7 - octave);
  return 8 * (octaves + octave) + LOG[mantissa & 127];
}

/** The expected magnitudes of the coefficients of a lattice, and their order: the largest comes first. */
export class CoefficientTable {
  constructor(constants, size, monochrome) {
    this.axis = axisOf(size);
    this.channels = monochrome ? 1 : 3;
    this.count = this.channels * size ** 3;
    const byIndex = new Int8Array(this.count);
    for (let channel = 0; channel < this.channels; channel++) {
      fill(constants.priors[monochrome ? MONOCHROME : channel], this.axis, byIndex, channel * size ** 3);
    }
    this.order = descending(byIndex);
    this.expected = Int8Array.from(this.order, (index) => byIndex[index]);
    this.neighbours = new Neighbours(this.axis, this.channels);
    this.arounds = new Int32Array(this.count);
    this.sums = new Int32Array(this.count);
    this.known = 0;
  }

  static of(constants, size, monochrome) {
    const key = monochrome ? -size : size;
    if (!constants.tables.has(key)) constants.tables.set(key, new CoefficientTable(constants, size, monochrome));
    return constants.tables.get(key);
  }

  /**
   * The expected sums of the neighbours that come before a coefficient, by rank, for the first `count` ranks. They are
   * made on demand, because most details code few of the coefficients.
   */
  around(count) {
    for (let rank = this.known; rank < count; rank++) {
      const index = this.order[rank];
      this.arounds[rank] = this.sums[index];
      this.neighbours.tell(this.sums, index, power(this.expected[rank]));
    }
    this.known = Math.max(this.known, count);
    return this.arounds;
  }
}

function fill(prior, axis, expected, from) {
  const along = (first) => Int32Array.from(axis.band, (band, k) => {
    const place = band === 0 ? k : LOWS - 1 + band;
    const last = prior[first + PLACES - 1];
    return place < PLACES
      ? prior[first + place]
      : last + (place - PLACES + 1) * (last - prior[first + PLACES - 2]);
  });
  const third = (k) => (k === 0 ? 0 : k < 3 ? 1 : 2);
  const [blues, greens, reds] = [along(0), along(PLACES), along(2 * PLACES)];
  const scale = Math.round(12 * Math.log(axis.size / TRAINED_SIZE) / Math.LN2);
  let index = from;
  for (let blue = 0; blue < axis.size; blue++) {
    for (let green = 0; green < axis.size; green++) {
      const mask = 3 * PLACES + 9 * third(blue) + 3 * third(green);
      for (let red = 0; red < axis.size; red++) {
        const sum = scale + blues[blue] + greens[green] + reds[red] + prior[mask + third(red)];
        expected[index++] = Math.min(HIGHEST, Math.max(LOWEST, sum));
      }
    }
  }
}

/** The indices by descending expectation; equal ones keep their order. */
function descending(byIndex) {
  const starts = new Int32Array(HIGHEST - LOWEST + 2);
  for (const expectation of byIndex) starts[HIGHEST - expectation + 1]++;
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const order = new Int32Array(byIndex.length);
  for (let index = 0; index < byIndex.length; index++) order[starts[HIGHEST - byIndex[index]]++] = index;
  return order;
}

/** The coefficients beside one, across, finer at its place, and of the other channels: their magnitudes are alike. */
class Neighbours {
  constructor(axis, channels) {
    const { size, band } = axis;
    const sameBand = (k, other) => (other >= 0 && other < size && band[k] === band[other] ? 1 : 0);
    this.size = size;
    this.channels = channels;
    this.before = Uint8Array.from(band, (_, k) => sameBand(k, k - 1));
    this.after = Uint8Array.from(band, (_, k) => sameBand(k, k + 1));
    this.beyond = Uint8Array.from(band, (_, k) => sameBand(k, k + 2));
    this.finer = axis.finer;
  }

  /** Adds the magnitude of a coefficient to the sums of its neighbours. */
  tell(sums, index, magnitude) {
    const size = this.size;
    const plane = size * size;
    const red = index % size;
    const green = (index / size | 0) % size;
    const blue = (index / plane | 0) % size;
    this.along(sums, index, red, 1, magnitude);
    this.along(sums, index, green, size, magnitude);
    this.along(sums, index, blue, plane, magnitude);
    this.across(sums, index, red, 1, green, size, magnitude);
    this.across(sums, index, green, size, blue, plane, magnitude);
    this.across(sums, index, red, 1, blue, plane, magnitude);
    if (this.channels === 3) {
      const block = plane * size;
      const channel = index / block | 0;
      sums[index + (channel === 2 ? -2 : 1) * block] += 2 * magnitude;
      sums[index + (channel === 0 ? 2 : -1) * block] += 2 * magnitude;
    }
  }

  along(sums, index, place, stride, magnitude) {
    if (this.before[place]) sums[index - stride] += 2 * magnitude;
    if (this.after[place]) sums[index + stride] += 2 * magnitude;
    if (this.beyond[place]) sums[index + 2 * stride] += magnitude;
    const finer = this.finer[place];
    for (let i = 0; i < finer.length; i++) sums[index + (finer[i] - place) * stride] += 2 * magnitude;
  }

  across(sums, index, one, oneStride, other, otherStride, magnitude) {
    if (this.before[one]) this.beside(sums, index - oneStride, other, otherStride, magnitude);
    if (this.after[one]) this.beside(sums, index + oneStride, other, otherStride, magnitude);
  }

  beside(sums, index, other, stride, magnitude) {
    if (this.before[other]) sums[index - stride] += magnitude;
    if (this.after[other]) sums[index + stride] += magnitude;
  }
}

/** Chooses the context of a coefficient: how large it is expected to be, corrected by what was coded so far. */
export class CoefficientContext {
  /** @param fineness the quanta of a unit of the signal, in eighths of an octave */
  constructor(table, fineness, count) {
    this.table = table;
    this.fineness = fineness;
    this.around = table.around(count);
    this.sums = new Int32Array(table.count);
    this.scale = POWER[fineness & 7] * 2 ** (fineness >> 3) / ONE;
    this.latest = 0;
    this.latestExpected = 0;
  }

  /** The index of the first adaptive bit for the coefficient at a rank. */
  base(rank) {
    // The logarithm of 256 is 64.
    const beside = 64 + log(1 + this.sums[this.table.order[rank]]) - log(ONE + Math.floor(this.around[rank] * this.scale));
    const lately = log(this.latest + START) - log(this.latestExpected + START);
    const eighths = this.table.expected[rank] + this.fineness + ((6 * beside) >> 3) + ((2 * lately) >> 3) + 80;
    return MAGNITUDE_BITS * Math.min(CONTEXTS - 1, Math.max(0, eighths >> 2));
  }

  /** Records the magnitude of the coefficient at a rank. */
  tell(rank, magnitude) {
    const counted = Math.min(magnitude, LARGEST);
    if (counted > 0) this.table.neighbours.tell(this.sums, this.table.order[rank], counted);
    this.latest += ONE * counted - Math.floor(this.latest / 512);
    this.latestExpected += power(this.table.expected[rank] + this.fineness) - Math.floor(this.latestExpected / 512);
  }
}

/**
 * Codes quantised coefficients.
 *
 * @param levels the levels by index, which a reader fills in
 * @param count how many of them are coded, in their order; all further ones are 0. A reader ignores it
 * @returns the indices of the levels that are not 0
 */
export function codeCoefficients(coder, constants, table, fineness, levels, count) {
  const length = coder.codeRaw(32 - Math.clz32(count), 5);
  const coded = length === 0
    ? 0
    : (1 << (length - 1)) | coder.codeRaw(count & ((1 << (length - 1)) - 1), length - 1);
  if (coded < 0 || coded > table.count) throw new InvalidData("the detail has more coefficients than its lattice");
  const context = new CoefficientContext(table, fineness, coded);
  const bits = constants.coefficientBits();
  const filled = [];
  for (let rank = 0; rank < coded; rank++) {
    const index = table.order[rank];
    const level = levels[index];
    const magnitude = codeMagnitude(coder, bits, context.base(rank), Math.abs(level));
    if (magnitude > 0) {
      levels[index] = coder.codeRaw(level < 0 ? 1 : 0, 1) ? -magnitude : magnitude;
      filled.push(index);
    }
    context.tell(rank, magnitude);
  }
  return filled;
}

import { CoefficientContext, CoefficientTable, codeCoefficients } from "./coefficients.js";
import { writeHeader } from "./detail.js";
import { GreyCorrection } from "./greys.js";
import { codeMagnitude } from "./range-coder.js";
import { RangeEncoder, costOf, costOfMagnitude, learner } from "./range-encoder.js";
import { fromRgb, multiply, quantum, toRgb } from "./signal.js";
import { analyse, synthesise } from "./transform.js";

const FIRST_STEP = -64;
const LAST_STEP = 95;
/** A step of small details. */
const USUAL_STEP = 2;
/** The rise of the logarithm of the bytes from one step to the next finer one. */
const BYTES_RISE = 0.086;
/** The cost of a bit, in squared quanta. The change from one to the other has about the effect of a step. */
const LAMBDA = 0.12;
const DEAREST = 0.24;
const REFINEMENTS = 2;
/** The errors of greys that are tried, in codes of 255. A smaller one takes bytes, which the other colours then lack. */
const MOST_OFF = [10, 3, 0.98];
const LEAST_FOR_GREYS = 48;
/** The share of greys in the error that is compared. */
const GREY_SHARE = 0.25;
/** The expected magnitude below which coefficients are left out, in eighths of an octave of the quantum. */
const HOPELESS = -44;
const LARGEST_LEVEL = 2 ** 21 + 12;

/** Encodes the differences of a look to the identity within a limit of bytes. */
export class DetailEncoder {
  /**
   * @param source the planes of the look, red fastest, in codes of 255: three, or one of greys
   * @param identity the same planes of the identity
   */
  constructor(constants, size, source, identity) {
    const differences = source.map((plane, i) => plane.map((value, at) => value - identity[i][at]));
    this.constants = constants;
    this.size = size;
    this.channels = source.length;
    this.greys = new Greys(source, identity, size);
    this.table = CoefficientTable.of(constants, size, this.channels === 1);
    this.signal = multiply(fromRgb(this.channels), differences);
    this.coefficients = this.signal.map((plane) => analyse(this.table.axis, plane));
    this.quantised = new Map();
  }

  /** The most accurate detail of at most `most` bytes; null if there is none. */
  within(most) {
    const best = [null, ...(most < LEAST_FOR_GREYS ? [] : MOST_OFF)]
      .map((mostOff) => this.search(most, mostOff))
      .filter((attempt) => attempt !== null)
      .sort((one, other) => one.error - other.error)[0];
    return best ? best.bytes : null;
  }

  search(most, mostOff) {
    let fitting = FIRST_STEP - 1;
    let tooLong = LAST_STEP + 1;
    let best = null;
    for (let guess = USUAL_STEP; tooLong - fitting > 1; ) {
      const step = Math.min(tooLong - 1, Math.max(fitting + 1, guess));
      const attempt = this.attempt(step, LAMBDA, mostOff);
      const move = Math.round(Math.log(most / attempt.bytes.length) / BYTES_RISE);
      if (attempt.bytes.length <= most) {
        fitting = step;
        best = attempt;
        guess = fitting + Math.max(move, 1);
      } else {
        tooLong = step;
        guess = tooLong + Math.min(move, -1);
      }
    }
    return best && tooLong <= LAST_STEP ? this.dearer(most, mostOff, tooLong, best) : best;
  }

  /** Tries a step that is too fine, with bits so dear that the detail fits. */
  dearer(most, mostOff, step, fitting) {
    let best = fitting;
    let cheap = LAMBDA;
    let dear = DEAREST;
    for (let i = 0; i < REFINEMENTS; i++) {
      const lambda = Math.sqrt(cheap * dear);
      const attempt = this.attempt(step, lambda, mostOff);
      if (attempt.bytes.length <= most) {
        dear = lambda;
        if (attempt.error < best.error) best = attempt;
      } else {
        cheap = lambda;
      }
    }
    return best;
  }

  /** @param mostOff the permitted error of greys; null where they are not corrected */
  attempt(step, lambda, mostOff) {
    const { constants, table, size, channels } = this;
    const { levels, count, decoded, distance } = this.quantise(step, lambda);
    const coder = new RangeEncoder();
    codeCoefficients(coder, constants, table, step - 48, levels.slice(), count);
    const { correction, off } = this.greys.corrected(decoded, mostOff);
    correction?.code(coder, constants.greyBits(), step);
    const header = writeHeader({
      size, lossless: false, monochrome: channels === 1, againstIdentity: true, exactGreys: correction !== null, number: step,
    });
    return { bytes: Uint8Array.from([...header, ...coder.finish()]), error: distance + GREY_SHARE * off };
  }

  /** The levels of a step, and the signal that a decoder makes of them; made once. */
  quantise(step, lambda) {
    const key = `${step} ${lambda}`;
    if (!this.quantised.has(key)) {
      const { levels, count } = this.choose(step, lambda);
      const decoded = this.decode(levels, count, step);
      this.quantised.set(key, { levels, count, decoded, distance: distanceOf(decoded, this.signal) });
    }
    return this.quantised.get(key);
  }

  /** For each coefficient the nearest level, the one below it, or 0: whichever costs least in error and bits. */
  choose(step, lambda) {
    const { table, constants } = this;
    const fineness = step - 48;
    let hopeful = 0;
    while (hopeful < table.count && table.expected[hopeful] + fineness >= HOPELESS) hopeful++;
    const context = new CoefficientContext(table, fineness, hopeful);
    const bits = constants.coefficientBits();
    const levels = new Int32Array(table.count);
    const block = table.count / this.channels;
    const quanta = 1 / quantum(step);
    let gain = 0;
    let most = 0;
    let count = 0;
    for (let rank = 0; rank < hopeful; rank++) {
      const index = table.order[rank];
      const coefficient = this.coefficients[Math.floor(index / block)][index % block] * quanta;
      const base = context.base(rank);
      const zero = lambda * costOf(bits.probabilities[base], 0);
      const size = Math.min(Math.abs(coefficient), LARGEST_LEVEL);
      const nearest = Math.floor(size + 0.5);
      let chosen = 0;
      if (nearest > 0) {
        let least = size * size + zero;
        gain += least;
        for (let level = nearest; level > 0 && level >= nearest - 1; level--) {
          const cost = (size - level) ** 2 + lambda * (1 + costOfMagnitude(bits, base, level));
          if (cost < least) {
            least = cost;
            chosen = level;
          }
        }
        gain -= least;
      }
      gain -= zero;
      codeMagnitude(learner, bits, base, chosen);
      context.tell(rank, chosen);
      if (chosen > 0) {
        levels[index] = coefficient < 0 ? -chosen : chosen;
        if (gain > most) {
          most = gain;
          count = rank + 1;
        }
      }
    }
    for (let rank = count; rank < hopeful; rank++) levels[table.order[rank]] = 0;
    return { levels, count };
  }

  decode(levels, count, step) {
    const block = this.table.count / this.channels;
    const unit = quantum(step);
    const entries = this.signal.map(() => []);
    for (const index of this.table.order.subarray(0, count)) {
      if (levels[index] !== 0) entries[Math.floor(index / block)].push(index % block, levels[index] * unit);
    }
    return entries.map((list) => synthesise(this.table.axis, list, 1));
  }
}

/** The grey axis of a look that is encoded. */
class Greys {
  constructor(source, identity, size) {
    this.size = size;
    this.source = source.map((plane) => this.axisOf(plane));
    this.identity = identity.map((plane) => this.axisOf(plane));
  }

  axisOf(plane) {
    return Float64Array.from({ length: this.size }, (_, i) => plane[i * (1 + this.size + this.size * this.size)]);
  }

  /** The correction of a decoded signal, if one is wanted, and the mean distance of the greys that it leaves. */
  corrected(decoded, mostOff) {
    const { source, identity, size } = this;
    const differences = multiply(toRgb(source.length), decoded.map((plane) => this.axisOf(plane)));
    const values = differences.map((line, channel) => line.map((value, i) => value + identity[channel][i]));
    const correction = mostOff === null ? null : new GreyCorrection(source.length, size);
    values.forEach((line, channel) => {
      correction?.choose(channel, line, source[channel], mostOff);
      correction?.apply(channel, line);
    });
    const left = values.map((line, channel) => line.map((value, i) => value - source[channel][i]));
    const none = source.map((line) => new Float64Array(line.length));
    return { correction, off: distanceOf(multiply(fromRgb(source.length), left), none) };
  }
}

/** The mean distance of two signals, which is about their mean ΔE76. */
function distanceOf(planes, others) {
  let sum = 0;
  for (let i = 0; i < planes[0].length; i++) {
    let square = 0;
    for (let channel = 0; channel < planes.length; channel++) square += (planes[channel][i] - others[channel][i]) ** 2;
    sum += Math.sqrt(square);
  }
  return sum / planes[0].length;
}

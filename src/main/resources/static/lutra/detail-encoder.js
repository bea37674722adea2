import { CoefficientContext, CoefficientTable, codeCoefficients } from "./coefficients.js";
import { writeHeader } from "./detail.js";
import { GreyCorrection } from "./greys.js";
import { codeMagnitude } from "./range-coder.js";
import { RangeEncoder, costOf, costOfMagnitude, learner } from "./range-encoder.js";
import { fromRgb, multiply, quantum, toRgb } from "./signal.js";
import { analyse, synthesise } from "./transform.js";

const FIRST_STEP = -64;
const LAST_STEP = 95;
/** The step at which the mean difference is about 1. */
const USUAL_STEP = 17;
/** The rise of the logarithm of the bytes from one step to the next finer one. */
const BYTES_RISE = 0.086;
/** The cost of a bit, in squared quanta. The change from one to the other has about the effect of a step. */
const LAMBDA = 0.12;
const DEAREST = 0.24;
const REFINEMENTS = 2;
/** The expected magnitude below which coefficients are left out, in eighths of an octave of the quantum. */
const HOPELESS = -44;
const LARGEST_LEVEL = 2 ** 21 + 12;

/** Encodes a lattice of differences to the identity within a limit of bytes. */
export class DetailEncoder {
  /**
   * @param source the planes of the look, red fastest, in codes of 255: three, or one of greys
   * @param identity the same planes of the identity
   */
  constructor(constants, size, source, identity, exactGreys) {
    const monochrome = source.length === 1;
    this.constants = constants;
    this.header = { size, lossless: false, monochrome, againstIdentity: true, exactGreys };
    this.channels = source.length;
    this.source = source;
    this.identity = identity;
    this.table = CoefficientTable.of(constants, size, monochrome);
    this.signal = multiply(fromRgb(this.channels), source.map((plane, i) => plane.map((value, at) => value - identity[i][at])));
    this.coefficients = this.signal.map((plane) => analyse(this.table.axis, plane));
  }

  /** The most accurate detail of at most `most` bytes; null if there is none. */
  within(most) {
    let fitting = FIRST_STEP - 1;
    let tooLong = LAST_STEP + 1;
    let best = null;
    for (let guess = USUAL_STEP; tooLong - fitting > 1; ) {
      const step = Math.min(tooLong - 1, Math.max(fitting + 1, guess));
      const bytes = this.encode(step, LAMBDA).bytes;
      const move = Math.round(Math.log(most / bytes.length) / BYTES_RISE);
      if (bytes.length <= most) {
        fitting = step;
        best = bytes;
        guess = fitting + Math.max(move, 1);
      } else {
        tooLong = step;
        guess = tooLong + Math.min(move, -1);
      }
    }
    return best && tooLong <= LAST_STEP ? this.finer(most, tooLong, fitting) : best;
  }

  /** Tries a step that is too fine, with bits so dear that the detail fits. */
  finer(most, step, fitting) {
    let best = this.encode(fitting, LAMBDA);
    let cheap = LAMBDA;
    let dear = DEAREST;
    for (let i = 0; i < REFINEMENTS; i++) {
      const lambda = Math.sqrt(cheap * dear);
      const attempt = this.encode(step, lambda);
      if (attempt.bytes.length <= most) {
        dear = lambda;
        if (attempt.error() < best.error()) best = attempt;
      } else {
        cheap = lambda;
      }
    }
    return best.bytes;
  }

  encode(step, lambda) {
    const { header, constants, table } = this;
    const { levels, count } = this.choose(step, lambda);
    const coder = new RangeEncoder();
    const filled = codeCoefficients(coder, constants, table, step - 48, levels, count);
    const decoded = this.decode(levels, filled, step);
    if (header.exactGreys) this.greys(decoded).code(coder, constants.greyBits(), step);
    const bytes = Uint8Array.from([...writeHeader({ ...header, number: step }), ...coder.finish()]);
    return { bytes, error: () => distance(decoded, this.signal) };
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

  /** The signal that a decoder will see. */
  decode(levels, filled, step) {
    const block = this.table.count / this.channels;
    return this.signal.map((_, channel) => {
      const own = filled.filter((index) => Math.floor(index / block) === channel);
      const unit = quantum(step);
      return synthesise(this.table.axis, own.flatMap((index) => [index - channel * block, levels[index] * unit]), 1);
    });
  }

  greys(decoded) {
    const { size } = this.header;
    const correction = new GreyCorrection(this.channels, size);
    const onAxis = (plane) => Float64Array.from({ length: size }, (_, i) => plane[i * (1 + size + size * size)]);
    multiply(toRgb(this.channels), decoded.map(onAxis)).forEach((differences, channel) => {
      const predicted = onAxis(this.identity[channel]);
      correction.choose(channel, differences.map((value, i) => value + predicted[i]), onAxis(this.source[channel]));
    });
    return correction;
  }
}

/** The mean distance of two signals, which is about their mean ΔE76. */
function distance(planes, others) {
  let sum = 0;
  for (let i = 0; i < planes[0].length; i++) {
    let square = 0;
    for (let channel = 0; channel < planes.length; channel++) square += (planes[channel][i] - others[channel][i]) ** 2;
    sum += Math.sqrt(square);
  }
  return sum / planes[0].length;
}

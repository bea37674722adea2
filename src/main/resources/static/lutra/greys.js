import { MAGNITUDE_BITS, codeMagnitude } from "./range-coder.js";

/** A correction, in codes of 255. */
const UNIT = 0.96;
/** The most that black and white may be off, in codes of 255. */
const MOST_OFF_AT_ENDS = UNIT / 2 + 1e-4;
const NEIGHBOURHOODS = 5;
const FINENESSES = 4;
const SIGNS = FINENESSES * NEIGHBOURHOODS * MAGNITUDE_BITS;
const TURNS = SIGNS + 3;

/**
 * The correction that makes the greys of a look exact: for each channel and point a number of units, and the direction
 * of the source from each point to the next: 1, −1 or 0.
 */
export class GreyCorrection {
  constructor(channels, size) {
    this.corrections = Array.from({ length: channels }, () => new Int32Array(size));
    this.directions = Array.from({ length: channels }, () => new Int8Array(size - 1));
  }

  /**
   * Chooses the smallest corrections of a channel with which no value is too far from the source.
   *
   * @param mostOff the permitted error between black and white, in codes of 255
   */
  choose(channel, values, source, mostOff) {
    const directions = this.directions[channel];
    for (let i = 0; i < directions.length; i++) directions[i] = Math.sign(source[i + 1] - source[i]);
    const last = values.length - 1;
    const low = source.map((value, i) => value - (i === 0 || i === last ? MOST_OFF_AT_ENDS : mostOff));
    const high = source.map((value, i) => value + (i === 0 || i === last ? MOST_OFF_AT_ENDS : mostOff));
    for (let i = last - 1; i >= 0; i--) {
      // A value that must not be reversed is bounded by the values that follow.
      if (directions[i] <= 0) low[i] = Math.max(low[i], low[i + 1]);
      if (directions[i] >= 0) high[i] = Math.min(high[i], high[i + 1]);
    }
    const corrections = this.corrections[channel];
    let before = 0;
    for (let i = 0; i <= last; i++) {
      const value = this.limited(channel, i, values[i], before);
      if (value < low[i]) corrections[i] = Math.ceil((low[i] - values[i]) / UNIT);
      else if (value > high[i]) corrections[i] = -Math.ceil((values[i] - high[i]) / UNIT);
      before = this.limited(channel, i, values[i], before);
    }
  }

  /** Codes the correction, which a reader fills in. */
  code(coder, bits, step) {
    for (const directions of this.directions) {
      let before = 1;
      for (let i = 0; i < directions.length; i++) {
        before = codeDirection(coder, bits, before, directions[i]);
        directions[i] = before;
      }
    }
    const fineness = Math.min(FINENESSES - 1, Math.max(0, ((step - 16) >> 3) + 1));
    for (let i = 0; i < this.corrections[0].length; i++) {
      for (let channel = 0; channel < this.corrections.length; channel++) {
        const line = this.corrections[channel];
        const before = i > 0 ? line[i - 1] : 0;
        const beside = channel > 0 ? this.corrections[channel - 1][i] : 0;
        const neighbourhood = Math.min(Math.abs(before), 2) + Math.min(Math.abs(beside), 2);
        const base = (fineness * NEIGHBOURHOODS + neighbourhood) * MAGNITUDE_BITS;
        const correction = line[i];
        const magnitude = codeMagnitude(coder, bits, base, Math.abs(correction));
        if (magnitude > 0) {
          const guess = Math.sign(beside !== 0 ? beside : before);
          line[i] = coder.code(correction < 0 ? 1 : 0, bits, SIGNS + 1 + guess) ? -magnitude : magnitude;
        }
      }
    }
  }

  /** Corrects the values of a channel in place, in codes of 255. */
  apply(channel, values) {
    for (let i = 0; i < values.length; i++) values[i] = this.limited(channel, i, values[i], values[i - 1]);
  }

  limited(channel, i, value, before) {
    const corrected = Math.min(255, Math.max(0, value + UNIT * this.corrections[channel][i]));
    if (i === 0) return corrected;
    const direction = this.directions[channel][i - 1];
    if (direction === 0) return before;
    return direction > 0 ? Math.max(before, corrected) : Math.min(before, corrected);
  }
}

function codeDirection(coder, bits, before, direction) {
  const context = TURNS + 2 * (before + 1);
  if (!coder.code(direction !== before ? 1 : 0, bits, context)) return before;
  const higher = before === 1 ? 0 : 1;
  const lower = before === -1 ? 0 : -1;
  return coder.code(direction === higher ? 1 : 0, bits, context + 1) ? higher : lower;
}

import { MAGNITUDE_BITS, codeMagnitude } from "./range-coder.js";

/** A correction, in codes of 255. */
const UNIT = 0.96;
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
    const directions = this.directions[channel];
    for (let i = 0; i < values.length; i++) {
      const value = Math.min(255, Math.max(0, values[i] + UNIT * this.corrections[channel][i]));
      const direction = i > 0 ? directions[i - 1] : undefined;
      if (direction === undefined) values[i] = value;
      else if (direction > 0) values[i] = Math.max(values[i - 1], value);
      else if (direction < 0) values[i] = Math.min(values[i - 1], value);
      else values[i] = values[i - 1];
    }
  }
}

function codeDirection(coder, bits, before, direction) {
  const context = TURNS + 2 * (before + 1);
  if (!coder.code(direction !== before ? 1 : 0, bits, context)) return before;
  const higher = before === 1 ? 0 : 1;
  const lower = before === -1 ? 0 : -1;
  return coder.code(direction === higher ? 1 : 0, bits, context + 1) ? higher : lower;
}

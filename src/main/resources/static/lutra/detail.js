import { InvalidData } from "./invalid-data.js";
import { RangeDecoder } from "./range-coder.js";
import { CoefficientTable, codeCoefficients } from "./coefficients.js";
import { GreyCorrection } from "./greys.js";
import { readLossless } from "./lossless.js";
import { multiply, quantum, toRgb } from "./signal.js";
import { synthesise, synthesiseGreys } from "./transform.js";
import { points, sample, uniform } from "./lattice.js";

const LOSSLESS = 1;
const MONOCHROME = 2;
const IDENTITY = 4;
const SIZE = 8;
const PLAIN_GREYS = 16;
const USUAL_SIZE = 33;
const LARGEST_TRANSFORMED = 65;
const DEPTHS = [8, 10, 12, 16];
const FIRST_STEP = -64;
const LAST_STEP = 95;

/** Reads what stands before the code of a detail. */
export function readHeader(bytes) {
  const at = (index) => {
    if (index >= bytes.length) throw new InvalidData(`a detail has only ${bytes.length} bytes`);
    return bytes[index];
  };
  const flags = at(0);
  if (flags > 31) throw new InvalidData("a detail has an unknown kind");
  const hasSize = (flags & SIZE) !== 0;
  const header = {
    size: hasSize ? at(1) + 1 : USUAL_SIZE,
    lossless: (flags & LOSSLESS) !== 0,
    monochrome: (flags & MONOCHROME) !== 0,
    againstIdentity: (flags & IDENTITY) !== 0,
    exactGreys: (flags & PLAIN_GREYS) === 0,
    /** The step of a transformed detail, or the bits of a value of a lossless one. */
    number: (at(hasSize ? 2 : 1) << 24) >> 24,
    length: hasSize ? 3 : 2,
  };
  const { size, lossless, number } = header;
  if (size < 2 || (!lossless && size > LARGEST_TRANSFORMED)) throw new InvalidData(`a detail has the size ${size}`);
  if (lossless && !DEPTHS.includes(number)) throw new InvalidData(`a detail has code values of ${number} bits`);
  if (!lossless && (number < FIRST_STEP || number > LAST_STEP)) {
    throw new InvalidData(`a detail has the step ${number}, outside ${FIRST_STEP}…${LAST_STEP}`);
  }
  return header;
}

/** Writes a header that readHeader reads. */
export function writeHeader({ size, lossless, monochrome, againstIdentity, exactGreys, number }) {
  const flags = (lossless ? LOSSLESS : 0) | (monochrome ? MONOCHROME : 0) | (againstIdentity ? IDENTITY : 0)
    | (exactGreys ? 0 : PLAIN_GREYS);
  return size === USUAL_SIZE ? [flags, number & 255] : [flags | SIZE, size - 1, number & 255];
}

/**
 * Decodes a detail.
 *
 * @param constants the constants for its prediction
 * @param predictGreys gives the prediction on the grey axis for a size: RGB triples, 0…1; not called where none is needed
 * @param size the wanted size: where its points are among those of the detail, only they are computed; null for all
 * @returns {{size: number, values: Float32Array, lossless: boolean}} of the wanted size, or else of that of the detail
 */
export function decodeDetail(bytes, constants, predictGreys, size) {
  const header = readHeader(bytes);
  const coder = new RangeDecoder(bytes, header.length);
  const stride = size === null || (header.size - 1) % (size - 1) !== 0 ? 1 : (header.size - 1) / (size - 1);
  const values = header.lossless
    ? losslessValues(coder, header, stride, bytes.length)
    : differences(coder, header, stride, constants, predictGreys);
  return { size: (header.size - 1) / stride + 1, values, lossless: header.lossless };
}

/** A decoded detail on a lattice of another size. */
export function resampled(detail, size) {
  return detail.size === size ? detail : sampledAt(detail, [uniform(size), uniform(size), uniform(size)]);
}

/** A decoded detail at the points of three axes of one length, each 0…1. */
export function sampledAt({ size, values, lossless }, axes) {
  return { size: axes[0].length, values: sample(values, size, points(axes)), lossless };
}

/** The identity on the grey axis. */
export function identityGreys(count) {
  return Float64Array.from({ length: 3 * count }, (_, i) => Math.floor(i / 3) / (count - 1));
}

/** Adds differences to predictions in place; for a monochrome look, to the means of the predictions. */
export function addTo(predicted, added, monochrome) {
  for (let i = 0; i < predicted.length; i += 3) {
    if (monochrome) predicted.fill((predicted[i] + predicted[i + 1] + predicted[i + 2]) / 3, i, i + 3);
    for (let k = i; k < i + 3; k++) predicted[k] = Math.min(1, Math.max(0, predicted[k] + added[k]));
  }
  return predicted;
}

function losslessValues(coder, { size, monochrome, number }, stride, length) {
  const channels = monochrome ? 1 : 3;
  const top = 2 ** number - 1;
  const codes = readLossless(coder, size, channels, top, length);
  coder.finish();
  const count = (size - 1) / stride + 1;
  const values = new Float32Array(3 * count ** 3);
  let at = 0;
  for (let blue = 0; blue < size; blue += stride) {
    for (let green = 0; green < size; green += stride) {
      for (let red = 0; red < size; red += stride) {
        const point = channels * ((blue * size + green) * size + red);
        for (let channel = 0; channel < 3; channel++) values[at++] = codes[point + (channel % channels)] / top;
      }
    }
  }
  return values;
}

function differences(coder, { size, monochrome, exactGreys, number }, stride, constants, predictGreys) {
  const channels = monochrome ? 1 : 3;
  const table = CoefficientTable.of(constants, size, monochrome);
  const levels = new Int32Array(table.count);
  const filled = Int32Array.from(codeCoefficients(coder, constants, table, number - 48, levels, 0)).sort();
  const unit = quantum(number);
  const entries = Array.from({ length: channels }, (_, channel) => entriesOf(filled, levels, channel * size ** 3, size ** 3, unit));
  const planes = multiply(toRgb(channels), entries.map((list) => synthesise(table.axis, list, stride)));
  if (exactGreys) {
    const correction = new GreyCorrection(channels, size);
    correction.code(coder, constants.greyBits(), number);
    const greys = multiply(toRgb(channels), entries.map((list) => synthesiseGreys(table.axis, list)));
    correct(planes, greys, predictGreys(size), correction, stride);
  }
  coder.finish();
  return toLattice(planes);
}

/** The coefficients of a channel that are not 0: [place, value, place, value, …]. */
function entriesOf(filled, levels, from, count, unit) {
  const entries = new Float64Array(2 * filled.length);
  let at = 0;
  for (const index of filled) {
    if (index < from || index >= from + count) continue;
    entries[at++] = index - from;
    entries[at++] = levels[index] * unit;
  }
  return entries.subarray(0, at);
}

/** Puts the corrected greys in place of those of the planes. */
function correct(planes, greys, predicted, correction, stride) {
  greys.forEach((line, channel) => {
    const prediction = line.map((_, i) => 255 * (greys.length === 3
      ? predicted[3 * i + channel]
      : (predicted[3 * i] + predicted[3 * i + 1] + predicted[3 * i + 2]) / 3));
    const values = line.map((value, i) => value + prediction[i]);
    correction.apply(channel, values);
    const points = (line.length - 1) / stride + 1;
    for (let i = 0; i < points; i++) {
      planes[channel][i * (1 + points + points * points)] = values[i * stride] - prediction[i * stride];
    }
  });
}

function toLattice(planes) {
  const values = new Float32Array(3 * planes[0].length);
  for (let channel = 0; channel < 3; channel++) {
    const plane = planes[channel % planes.length];
    for (let i = 0; i < plane.length; i++) values[3 * i + channel] = plane[i] / 255;
  }
  return values;
}

import { fromBase64 } from "./base64.js";
import { InvalidData } from "./invalid-data.js";
import { AdaptiveBits, RangeDecoder } from "./range-coder.js";

const MOST_POINTS = 65536;
const LONGEST = 43;
const LIMIT = 60;
/** What integers are divided by; the scale 15 tells that they are the bits of floats. */
const DENOMINATORS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 255, 1023, 4095, 65535];
const BITS_OF_FLOAT = 15;

/**
 * Unpacks a shaper: the curves before a lattice, which are straight between their points and constant beyond them.
 *
 * @returns {{inputs: Float32Array | null, outputs: Float32Array, low: number, high: number}[]} red, green and blue;
 *     `inputs` is null where they are evenly spaced from low to high
 */
export function readShaper(base64) {
  const coder = new RangeDecoder(fromBase64(base64));
  const count = coder.codeRaw(0, 2);
  if (count !== 1 && count !== 3) throw new InvalidData(`a shaper has 1 or 3 curves, not ${count}`);
  const heads = Array.from({ length: count }, () => readHead(coder));
  const curves = heads.map((head) => readCurve(coder, head));
  coder.finish();
  return count === 1 ? [curves[0], curves[0], curves[0]] : curves;
}

/** The output of a curve. */
export function curveAt({ inputs, outputs, low, high }, input) {
  const last = outputs.length - 1;
  if (!(input > low)) return outputs[0];
  if (input >= high) return outputs[last];
  let segment, share;
  if (inputs === null) {
    const place = (input - low) * last / (high - low);
    segment = Math.min(Math.floor(place), last - 1);
    share = place - segment;
  } else {
    segment = segmentOf(inputs, input);
    share = (input - inputs[segment]) / (inputs[segment + 1] - inputs[segment]);
  }
  return (1 - share) * outputs[segment] + share * outputs[segment + 1];
}

function segmentOf(inputs, input) {
  let from = 0;
  let to = inputs.length - 1;
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    if (inputs[middle] <= input) from = middle;
    else to = middle;
  }
  return from;
}

function readHead(coder) {
  const points = coder.codeRaw(0, 17);
  if (points < 2 || points > MOST_POINTS) throw new InvalidData(`a curve has 2 to ${MOST_POINTS} points, not ${points}`);
  const even = coder.codeRaw(0, 1) === 1;
  const low = readFloat(coder);
  const high = readFloat(coder);
  if (!(low < high) || !Number.isFinite(low) || !Number.isFinite(high)) {
    throw new InvalidData(`a curve cannot span inputs from ${low} to ${high}`);
  }
  return { points, even, low, high };
}

function readCurve(coder, { points, even, low, high }) {
  const inputs = even ? null : readNumbers(coder, points);
  const outputs = readNumbers(coder, points);
  if (inputs !== null) {
    if (inputs[0] !== low || inputs[points - 1] !== high) throw new InvalidData("a curve spans other inputs than it says");
    if (inputs.some((input, i) => i > 0 && !(inputs[i - 1] < input))) throw new InvalidData("the inputs of a curve do not ascend");
  }
  if (outputs.some((output) => !Number.isFinite(output))) throw new InvalidData("a curve has an output that is not finite");
  return { inputs, outputs, low, high };
}

/** Integers, each predicted by the line through the two before it. Doubles hold them exactly. */
function readNumbers(coder, points) {
  const scale = coder.codeRaw(0, 4);
  if (scale >= DENOMINATORS.length && scale !== BITS_OF_FLOAT) throw new InvalidData(`a curve has the unknown scale ${scale}`);
  const lengths = AdaptiveBits.even((LONGEST + 1) ** 2, LIMIT);
  const values = new Float32Array(points);
  let context = LONGEST;
  let before = 0;
  let last = 0;
  for (let i = 0; i < points; i++) {
    const predicted = i < 2 ? last : 2 * last - before;
    let length = 0;
    while (length < LONGEST && coder.code(0, lengths, context * (LONGEST + 1) + length)) length++;
    const integer = predicted + (length === 0 ? 0 : readMissing(coder, length));
    values[i] = scale === BITS_OF_FLOAT ? floatOf(integer) : integer / DENOMINATORS[scale];
    before = last;
    last = integer;
    context = length;
  }
  return values;
}

function readMissing(coder, length) {
  let magnitude = 1;
  for (let left = length - 1; left > 0; ) {
    const count = Math.min(left, 16);
    left -= count;
    magnitude = magnitude * 2 ** count + coder.codeRaw(0, count);
  }
  return coder.codeRaw(0, 1) ? -magnitude : magnitude;
}

const floats = new DataView(new ArrayBuffer(4));

/** The bits of a negative float are stored reversed, so that the order of integers is that of floats. */
function floatOf(integer) {
  floats.setInt32(0, integer >= 0 ? integer : -0x80000000 - integer - 1);
  return floats.getFloat32(0);
}

function readFloat(coder) {
  const upper = coder.codeRaw(0, 16);
  floats.setUint32(0, upper * 65536 + coder.codeRaw(0, 16));
  return floats.getFloat32(0);
}

import { InvalidData } from "./invalid-data.js";
import { AdaptiveBits, RangeDecoder } from "./range-coder.js";

const CODES_AND_SCALES = 0;
const CODED_WITH_PRIOR = 1;
const LENGTH_BYTES = 4;

const LONGEST = 14;
const LIMIT = 250;
const SEEN = 24;
/** Percentages: that a bit length is greater than 0, 1, …; that the second bit is 1; that the third is. */
const LONGER = [96, 92, 87, 76, 45, 8, 3, 3, 3, 3, 3, 3, 3, 3];
const SECOND = [50, 50, 49, 47, 40, 20, 8, 8, 8, 8, 8, 8, 8, 8, 8];
const START = Uint16Array.from([...LONGER, ...SECOND, ...new Array(30).fill(48)], (percent) => percent * 65536 / 100);

/**
 * Finds the embedding at the start of the bytes of a look.
 *
 * @param count the numbers of an embedding
 * @returns its coding, where its code starts, and where it ends
 */
export function findEmbedding(bytes, count, blocks) {
  const room = (end) => {
    if (end > bytes.length) throw new InvalidData(`a look of ${bytes.length} bytes has no room for its embedding`);
    return end;
  };
  room(1);
  const coding = bytes[0];
  if (coding === CODES_AND_SCALES) return { coding, from: 1, to: room(1 + count + 4 * blocks) };
  if (coding !== CODED_WITH_PRIOR) throw new InvalidData(`an embedding is coded in an unknown way: ${coding}`);
  let length = 0;
  for (let i = 0; i < LENGTH_BYTES; i++) {
    room(2 + i);
    length += (bytes[1 + i] & 127) * 2 ** (7 * i);
    if (bytes[1 + i] < 128) return { coding, from: 2 + i, to: room(2 + i + length) };
  }
  throw new InvalidData(`an embedding has a length of more than ${LENGTH_BYTES} bytes`);
}

/**
 * Reads the numbers of an embedding: biases and scales, block by block.
 *
 * @param prior the mean and the deviation of each number; null for a network whose embeddings are signed bytes
 */
export function readEmbedding(bytes, { coding, from, to }, count, blocks, prior) {
  if (coding === CODES_AND_SCALES) {
    const scales = new DataView(bytes.buffer, bytes.byteOffset + from + count, 4 * blocks);
    return scaledBytes(bytes.subarray(from, from + count), Float32Array.from({ length: blocks }, (_, block) => scales.getFloat32(4 * block, true)));
  }
  if (prior === null) throw new InvalidData("an embedding needs a prior, which the model lacks");
  if (from === to) throw new InvalidData("an embedding has no bytes");
  const step = 8 * 2 ** (-bytes[from] / 32);
  const multiples = readIntegers(bytes.subarray(from + 1, to), count);
  return finite(Float32Array.from(multiples, (k, i) => prior.mean[i] + prior.deviation[i] * step * k));
}

/** The numbers of signed bytes with a scale for each block. */
export function scaledBytes(bytes, scales) {
  const codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const perBlock = codes.length / scales.length;
  return finite(Float32Array.from(codes, (code, i) => code * scales[Math.floor(i / perBlock)]));
}

function finite(numbers) {
  // A product of a number of this size and a sum still fits a float32.
  if (numbers.some((number) => !(Math.abs(number) < 1e7))) throw new InvalidData("an embedding has numbers out of range");
  return numbers;
}

function readIntegers(code, count) {
  const coder = new RangeDecoder(code);
  const bits = new AdaptiveBits(START, new Uint8Array(START.length).fill(SEEN), LIMIT);
  const values = Int32Array.from({ length: count }, () => {
    const magnitude = readMagnitude(coder, bits);
    return magnitude && coder.codeRaw(0, 1) ? -magnitude : magnitude;
  });
  coder.finish();
  return values;
}

function readMagnitude(coder, bits) {
  let length = 0;
  while (length < LONGEST && coder.code(0, bits, length)) length++;
  if (length < 2) return length;
  const second = coder.code(0, bits, LONGEST + length);
  if (length === 2) return 2 | second;
  const third = coder.code(0, bits, 2 * LONGEST + 1 + 2 * length + second);
  return ((4 | (second << 1) | third) << (length - 3)) | coder.codeRaw(0, length - 3);
}

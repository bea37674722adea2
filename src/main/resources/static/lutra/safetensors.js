import { InvalidData } from "./invalid-data.js";

const MOST_HEADER = 32 * 2 ** 20;
const MOST_DATA = 2 ** 30;
const BYTES = { U8: 1, I8: 1, F16: 2, I32: 4, F32: 4 };

/**
 * Reads a safetensors file whose tensors follow each other, in the order of the header, up to its end.
 *
 * @param {ArrayBuffer} buffer
 */
export function readSafetensors(buffer) {
  if (buffer.byteLength < 8) throw new InvalidData("no model file: it has fewer than 8 bytes");
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  if (length < 2 || length > MOST_HEADER) throw new InvalidData(`no model file: it has a header of ${length} bytes`);
  if (8 + length > buffer.byteLength) throw new InvalidData("the model file ends within its header");
  const header = json(new Uint8Array(buffer, 8, length), "header");
  const tensors = new Map();
  let from = 8 + length;
  for (const [name, tensor] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const bytes = bytesOf(name, tensor, from - 8 - length);
    if (from + bytes > buffer.byteLength) throw new InvalidData(`the model file ends within the tensor ${name}`);
    tensors.set(name, { type: tensor.dtype, shape: tensor.shape, from, bytes });
    from += bytes;
  }
  if (from < buffer.byteLength) throw new InvalidData("the model file goes on behind its last tensor");
  return new Safetensors(buffer, new Map(Object.entries(header.__metadata__ ?? {})), tensors);
}

/** Parses JSON in UTF-8 that should be an object. */
export function json(bytes, name) {
  let value;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new InvalidData(`the ${name} of the model file is not understood: ${error.message}`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new InvalidData(`the ${name} of the model file is no JSON object`);
  }
  return value;
}

function bytesOf(name, tensor, from) {
  const isCount = (number) => Number.isInteger(number) && number >= 0 && number <= MOST_DATA;
  const size = Object.hasOwn(BYTES, tensor?.dtype) ? BYTES[tensor.dtype] : 0;
  if (size === 0 || !Array.isArray(tensor.shape) || !tensor.shape.every(isCount)) {
    throw new InvalidData(`the tensor ${name} has a type or a shape that this version does not read`);
  }
  const bytes = tensor.shape.reduce((product, dimension) => product * dimension, size);
  const [start, end] = Array.isArray(tensor.data_offsets) ? tensor.data_offsets : [];
  if (start !== from || end !== from + bytes) throw new InvalidData(`the tensor ${name} is not at ${from}…${from + bytes}`);
  return bytes;
}

class Safetensors {
  constructor(buffer, metadata, tensors) {
    this.buffer = buffer;
    this.metadata = metadata;
    this.tensors = tensors;
  }

  has(name) {
    return this.tensors.has(name);
  }

  /** The bytes of a tensor, which must have a type and a shape. */
  bytes(name, type, ...shape) {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new InvalidData(`the model file has no tensor ${name}`);
    if (tensor.type !== type || tensor.shape.join() !== shape.join()) {
      throw new InvalidData(`the tensor ${name} is ${tensor.type} of [${tensor.shape}], not ${type} of [${shape}]`);
    }
    return new Uint8Array(this.buffer, tensor.from, tensor.bytes);
  }

  ints(name, ...shape) {
    return this.numbers(name, "I32", shape, Int32Array, (view, i) => view.getInt32(4 * i, true));
  }

  floats(name, type, ...shape) {
    return this.numbers(name, type, shape, Float32Array, type === "F16"
      ? (view, i) => half(view.getUint16(2 * i, true))
      : (view, i) => view.getFloat32(4 * i, true));
  }

  numbers(name, type, shape, array, read) {
    const bytes = this.bytes(name, type, ...shape);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const values = array.from({ length: bytes.length / BYTES[type] }, (_, i) => read(view, i));
    if (!values.every(Number.isFinite)) throw new InvalidData(`the tensor ${name} has a value that is not finite`);
    return values;
  }
}

/** The value of a float of 16 bits. */
function half(bits) {
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 31) return mantissa ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}

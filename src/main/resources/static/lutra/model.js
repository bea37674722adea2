import { CONSTANTS_BYTES, Constants } from "./constants.js";
import { describeLook, readDescription } from "./description.js";
import { addTo, decodeDetail, identityGreys, readHeader, resampled, sampledAt } from "./detail.js";
import { findEmbedding, readEmbedding, scaledBytes } from "./embedding.js";
import { InvalidData } from "./invalid-data.js";
import { checkSize, points, uniform } from "./lattice.js";
import { Predictor } from "./network.js";
import { readSafetensors } from "./safetensors.js";
import { curveAt, readShaper } from "./shaper.js";

/** Fetches a model file and reads it. */
export async function fetchModel(url, { signal, onProgress } = {}) {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  if (!onProgress || !response.body) return readModel(await response.arrayBuffer());
  // The length of a compressed answer is not that of the file.
  const isPlain = !response.headers.get("content-encoding");
  const total = (isPlain && Number(response.headers.get("content-length"))) || null;
  const parts = [];
  let received = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    received += part.value.length;
    onProgress(received, total);
  }
  return readModel(await new Blob(parts).arrayBuffer());
}

/**
 * Reads a model file. The file is not trusted: whatever does not fit throws InvalidData, here or when a look is decoded.
 *
 * @param {ArrayBuffer} buffer its bytes, which must not be changed afterwards
 */
export async function readModel(buffer) {
  const content = readSafetensors(buffer);
  const description = await readDescription(content.metadata);
  return new Model(description, content);
}

const UNIT = { min: [0, 0, 0], max: [1, 1, 1] };

class Model {
  #constants = { network: null, identity: null };
  /** For each look its numbers, as a function, and the bytes of its detail. */
  #codes;
  #byId;

  constructor(description, content) {
    const { id, title, createdAt, shape, alpha, license = null, attribution = null, provenance, columns } = description;
    Object.assign(this, { id, title, createdAt, shape, alpha, license, attribution, provenance });
    const { blocks, layers, width } = shape;
    const perBlock = 3 * width + (layers - 1) * width * width + 3 * width + 6;
    this.weights = Array.from({ length: blocks }, (_, k) => content.floats(`block.${k}.weights`, "F16", perBlock));
    checkMagnitude(this.weights, shape, alpha);
    this.#codes = description.format === 1
      ? this.#readFirstFormat(content, columns.id.length)
      : this.#readSecondFormat(content, columns.id.length);
    this.looks = this.#codes.map((code, index) => lookOf(columns, index, code));
    this.#byId = new Map(this.looks.map((look) => [look.id, look]));
  }

  /** The number of the numbers of an embedding. */
  get embeddingSize() {
    const { blocks, layers, width, bias, scaled } = this.shape;
    return blocks * width * ((bias === "ALL" ? layers : 1) + scaled.length);
  }

  /** The look with an id or an index. */
  look(idOrIndex) {
    const look = typeof idOrIndex === "number" ? this.looks[idOrIndex] : this.#byId.get(idOrIndex);
    if (!look) throw new RangeError(`the model has no look ${idOrIndex}`);
    return look;
  }

  /** The biases and scales of a look, block by block: rows of `shape.width`, the biased layers, then the scaled ones. */
  numbers(look) {
    return this.#codes[look.index].numbers();
  }

  /**
   * The inputs of the network along the axes of a lattice, each 0…1.
   *
   * @param over "unit" for colours 0…1 before shaper and domain, "inputs" for all inputs of the look
   */
  axes({ domain, shaper, inputs }, size, { over = "unit" } = {}) {
    const box = over === "inputs" ? inputs : UNIT;
    return [0, 1, 2].map((channel) => uniform(checkSize(size)).map((place) => {
      const input = box.min[channel] + place * (box.max[channel] - box.min[channel]);
      const value = shaper === null ? input : curveAt(shaper[channel], input);
      const unit = (value - domain.min[channel]) / (domain.max[channel] - domain.min[channel]);
      return Math.min(1, Math.max(0, unit));
    }));
  }

  /**
   * What is added to the prediction of a look, or the look itself if it is lossless. 0…1 spans the range of the look.
   *
   * @returns null for a look without a detail
   */
  detail(look, size = 33, { over = "unit" } = {}) {
    return this.#detail(look, checkSize(size), over, () => this.#predictor(look));
  }

  /** A look on a lattice, in its own range. Without `detail` it is what the bare network makes of it. */
  lattice(look, size = 33, { detail = true, over = "unit" } = {}) {
    checkSize(size);
    let predictor;
    const predict = () => (predictor ??= this.#predictor(look));
    const added = detail ? this.#detail(look, size, over, predict) : null;
    if (added?.lossless) return inRange(added.values, look.range);
    const axes = this.axes(look, size, { over });
    const lattice = added && look.againstIdentity ? points(axes) : predict().lattice(axes);
    return inRange(added ? addTo(lattice, added.values, look.monochrome) : lattice, look.range);
  }

  #predictor(look) {
    return new Predictor(this.shape, this.alpha, this.weights, this.numbers(look));
  }

  #detail(look, size, over, predict) {
    const bytes = this.#codes[look.index].detail;
    if (bytes.length === 0) return null;
    const [constants, greys] = look.againstIdentity
      ? [this.#constants.identity, identityGreys]
      : [this.#constants.network, (count) => predict().greys(uniform(count))];
    const isEven = look.shaper === null && (over === "inputs" || isUnit(look.domain));
    // Uneven points are read between all points of the detail.
    const decoded = decodeDetail(bytes, constants, greys, isEven ? size : null);
    return isEven ? resampled(decoded, size) : sampledAt(decoded, this.axes(look, size, { over }));
  }

  #readFirstFormat(content, count) {
    const numbers = this.embeddingSize;
    const codes = content.bytes("embedding.codes", "I8", count, numbers);
    const scales = content.floats("embedding.scales", "F32", count, this.shape.blocks);
    const { blocks } = this.shape;
    return Array.from({ length: count }, (_, i) => ({
      embedding: numbers + 4 * blocks,
      detail: new Uint8Array(0),
      numbers: () => scaledBytes(codes.subarray(i * numbers, (i + 1) * numbers), scales.subarray(i * blocks, (i + 1) * blocks)),
    }));
  }

  #readSecondFormat(content, count) {
    const constants = content.bytes("details.constants", "U8", 2, CONSTANTS_BYTES);
    this.#constants.network = new Constants(constants.subarray(0, CONSTANTS_BYTES));
    this.#constants.identity = new Constants(constants.subarray(CONSTANTS_BYTES));
    const numbers = this.embeddingSize;
    const { blocks } = this.shape;
    const prior = content.has("prior.mean") ? {
      mean: content.floats("prior.mean", "F16", numbers),
      deviation: content.floats("prior.deviation", "F16", numbers),
    } : null;
    if (prior?.deviation.some((value) => !(value > 0))) throw new InvalidData("the prior has a deviation that is not above 0");
    const offsets = content.ints("looks.offsets", count + 1);
    const bytes = content.bytes("looks.bytes", "U8", offsets[count]);
    if (offsets[0] !== 0) throw new InvalidData(`the looks start at ${offsets[0]}, not at 0`);
    return Array.from({ length: count }, (_, i) => {
      if (offsets[i] >= offsets[i + 1] || offsets[i + 1] > bytes.length) throw new InvalidData(`look ${i} has no bytes`);
      const own = bytes.subarray(offsets[i], offsets[i + 1]);
      const embedding = findEmbedding(own, numbers, blocks);
      return {
        embedding: embedding.to,
        detail: own.subarray(embedding.to),
        numbers: () => readEmbedding(own, embedding, numbers, blocks, prior),
      };
    });
  }
}

function lookOf(columns, index, code) {
  const look = describeLook(columns, index);
  const hasDetail = code.detail.length > 0;
  if (!hasDetail && look.accuracy !== "none") throw new InvalidData(`look ${index} promises ${look.accuracy} and has no detail`);
  const header = hasDetail ? readHeader(code.detail) : {};
  const shaper = columns.shaper?.[index] == null ? null : readShaper(columns.shaper[index]);
  return {
    ...look,
    shaper,
    inputs: shaper === null
      ? look.domain
      : { min: shaper.map((curve) => curve.low), max: shaper.map((curve) => curve.high) },
    bytes: { embedding: code.embedding, detail: code.detail.length },
    monochrome: header.monochrome ?? false,
    againstIdentity: header.againstIdentity ?? false,
    lossless: header.lossless ?? false,
  };
}

function isUnit({ min, max }) {
  return min.every((value) => value === 0) && max.every((value) => value === 1);
}

/** Stretches values from 0…1 to a range, in place. */
function inRange(values, range) {
  if (isUnit(range)) return values;
  const extent = range.max.map((value, channel) => value - range.min[channel]);
  for (let i = 0; i < values.length; i++) values[i] = range.min[i % 3] + values[i] * extent[i % 3];
  return values;
}

/** Refuses weights with which values inside the network could leave the range of a float32. */
function checkMagnitude(weights, { width }, alpha) {
  let largest = Math.atanh(alpha);
  for (const values of weights) {
    const output = values.length - 6 - 3 * width;
    const column = (from, rows, columns) => {
      let most = 0;
      for (let c = 0; c < columns; c++) {
        let all = 0;
        for (let r = 0; r < rows; r++) all += Math.abs(values[from + r * columns + c]);
        most = Math.max(most, all);
      }
      return most;
    };
    const moved = largest + column(output, width, 3);
    const ends = [0, 1, 2].map((i) => Math.abs(values[output + 3 * width + i]) * moved + Math.abs(values[output + 3 * width + 3 + i]));
    largest = Math.max(column(0, 3, width) * largest, moved, ...ends);
    if (!(largest < 1e30)) throw new InvalidData("the network has weights that are too large");
  }
}

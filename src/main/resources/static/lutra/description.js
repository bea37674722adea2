import { fromBase64 } from "./base64.js";
import { InvalidData } from "./invalid-data.js";
import { json } from "./safetensors.js";

const FORMAT_2 = "lutra-model-2";
const MOST_JSON = 32 * 2 ** 20;
const ID = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]{0,99}$/u;

/** Reads what the metadata of a model file says of its network and its looks. */
export async function readDescription(metadata) {
  const text = metadata.get("lutra");
  if (typeof text !== "string") throw new InvalidData("the metadata of the model file describe no model");
  const name = metadata.get("format");
  if (name !== undefined && name !== FORMAT_2) throw new InvalidData(`the model file is of the format ${name}`);
  const bytes = name === undefined ? new TextEncoder().encode(text) : await inflate(fromBase64(text));
  const description = json(bytes, "description");
  const format = name === undefined ? 1 : 2;
  if (description.format !== format) throw new InvalidData(`the description is of the format ${description.format}`);
  if (!(description.alpha > 0 && description.alpha < 1)) throw new InvalidData(`the model has α = ${description.alpha}`);
  checkShape(description.shape);
  checkColumns(description.columns);
  return description;
}

/** Inflates within a limit: a small text can stand for a large one. */
async function inflate(deflated) {
  const parts = [];
  let length = 0;
  try {
    const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      length += part.value.length;
      if (length > MOST_JSON) {
        await reader.cancel();
        break;
      }
    }
  } catch (error) {
    throw new InvalidData(`the description of the model file is not deflated: ${error.message}`);
  }
  if (length > MOST_JSON) throw new InvalidData(`the description of the model file has more than ${MOST_JSON} bytes`);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function checkShape(shape) {
  const isWithin = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;
  const biased = shape?.bias === "ALL" ? shape.layers : 1;
  if (!isWithin(shape?.blocks, 1, 64) || !isWithin(shape.layers, 1, 16) || !isWithin(shape.width, 4, 256)
    || !["ALL", "FIRST"].includes(shape.bias)) {
    throw new InvalidData("the network has a shape that this version does not know");
  }
  shape.scaled ??= [];
  let last = -1;
  if (!Array.isArray(shape.scaled) || !shape.scaled.every((layer) => {
    const ascends = isWithin(layer, last + 1, biased - 1);
    last = layer;
    return ascends;
  })) {
    throw new InvalidData("the network has scales on layers that it does not have");
  }
}

function checkColumns(columns) {
  const count = columns?.id?.length;
  if (!Array.isArray(columns?.id)) throw new InvalidData("the description has no ids");
  for (const [name, column] of Object.entries(columns)) {
    if (column !== null && (!Array.isArray(column) || column.length !== count)) {
      throw new InvalidData(`the column ${name} does not have ${count} values`);
    }
  }
  columns.id.forEach((id, i) => {
    if (typeof id !== "string" || !ID.test(id)) throw new InvalidData(`look ${i} has no acceptable id`);
  });
  for (const name of ["title", "tags"]) {
    if (!columns[name]?.every((text) => typeof text === "string")) throw new InvalidData(`looks have no ${name}`);
  }
}

/** What the columns say of a look. */
export function describeLook(columns, index) {
  const value = (name) => columns[name]?.[index] ?? null;
  return {
    index,
    id: columns.id[index],
    title: columns.title[index],
    tags: columns.tags[index].split(" ").filter((tag) => tag !== ""),
    license: text(value("license")),
    attribution: text(value("attribution")),
    accuracy: text(value("accuracy")) ?? "none",
    fidelity: fidelity(value("fidelity")),
    domain: box(value("domain"), index),
    range: box(value("range"), index),
    source: { format: text(value("format")), size: value("size"), bytes: value("bytes") },
  };
}

function text(value) {
  return typeof value === "string" ? value : null;
}

/** Minimum and maximum of red, green and blue. */
function box(values, index) {
  if (values === null) return { min: [0, 0, 0], max: [1, 1, 1] };
  const isBox = Array.isArray(values) && values.length === 6 && values.every((value) => Number.isFinite(value))
    && [0, 1, 2].every((channel) => values[channel] < values[channel + 3]);
  if (!isBox) throw new InvalidData(`look ${index} has a box that is none`);
  return { min: values.slice(0, 3), max: values.slice(3) };
}

/** ΔE76 and CIEDE2000 to the source, and PSNR; null if they were not measured. Format 1 has no p99. */
function fidelity(values) {
  if (!Array.isArray(values) || (values.length !== 9 && values.length !== 7)) return null;
  const names = values.length === 9 ? ["mean", "p90", "p99", "max"] : ["mean", "p90", "max"];
  const figures = (from) => Object.fromEntries(names.map((name, i) => [name, values[from + i]]));
  return { deltaE76: figures(0), deltaE2000: figures(names.length), psnr: values.at(-1) };
}

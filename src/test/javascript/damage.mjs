// Damages a model file and tokens in many ways: whatever a reader does not accept must be InvalidData, and must neither
// take long nor much memory. Fails on anything else.
// node damage.mjs model.safetensors 2000 token…
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { deflateSync, inflateSync } from "node:zlib";
import { InvalidData, readModel, readToken, writeToken, identity } from "../../main/resources/static/lutra.js";

const MOST_MEMORY = 1e9;
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
const [file, count, ...tokens] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(file));
const header = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
const random = generator(7);
let refused = 0;

for (let i = 0; i < Number(count); i++) {
  // On a busy machine the collector falls behind, and what counts is the memory for one file.
  if (i % 50 === 0) collectGarbage();
  await refusedOrRead(damaged(bytes, random(4) === 0 ? bytes.length : header), async (mutated) => {
    const model = await readModel(mutated.buffer);
    for (const look of model.looks) model.lattice(look, 5);
  });
}
// Every byte of a short file, from none to all.
for (let length = 0; length < bytes.length; length += 1 + random(97)) {
  await mustRefuse(() => readModel(bytes.slice(0, length).buffer), `the first ${length} bytes of the model file`);
}
await mustRefuse(() => readModel(Uint8Array.of(...bytes, 0).buffer), "a model file with a byte more");
for (const token of [...tokens, writeToken(identity(3), 3, { bytes: 20 })]) {
  for (let length = 0; length < token.length; length++) await mustRefuse(() => readToken(token.slice(0, length)), token);
  for (let i = 0; i < token.length; i++) {
    for (const letter of "A_z0+ é") {
      if (token[i] !== letter) await mustRefuse(() => readToken(token.slice(0, i) + letter + token.slice(i + 1)), token);
    }
  }
}
if (refused < 0.1 * count) throw new Error(`only ${refused} of ${count} damaged files were refused`);
const memory = 1024 * process.resourceUsage().maxRSS;
if (memory > MOST_MEMORY) throw new Error(`damaged files took ${memory} bytes of memory`);

async function refusedOrRead(mutated, read) {
  try {
    await read(mutated);
  } catch (error) {
    if (!(error instanceof InvalidData)) throw error;
    refused++;
  }
}

async function mustRefuse(read, what) {
  try {
    await read();
  } catch (error) {
    if (error instanceof InvalidData) return;
    throw error;
  }
  throw new Error(`accepted: ${what}`);
}

/** One of many ways of damage before an end. */
function damaged(original, end) {
  const mutated = original.slice();
  const way = random(7);
  if (way === 0) return mutated.slice(0, random(mutated.length));
  if (way === 1) for (let i = random(8); i >= 0; i--) mutated[random(end)] = random(256);
  if (way === 2) mutated[random(end)] ^= 1 << random(8);
  if (way === 3) mutated.copyWithin(random(end - 64), random(end - 64), random(end - 64) + random(64));
  if (way === 4) mutated.fill(random(2) * 255, random(end), random(end));
  if (way >= 5) return word(mutated);
  return mutated;
}

/** Another word in place of a number or a word of the header, or of the description, which the header holds deflated. */
function word(original) {
  const text = new TextDecoder("latin1").decode(original.subarray(8, header));
  if (random(2) === 0) return withHeader(original, changed(text));
  const json = JSON.parse(text);
  const description = inflateSync(Buffer.from(json.__metadata__.lutra, "base64")).toString("latin1");
  json.__metadata__.lutra = deflateSync(Buffer.from(changed(description), "latin1")).toString("base64");
  return withHeader(original, JSON.stringify(json));
}

function changed(text) {
  const words = ["null", "{}", "[]", "-1", "1e999", "NaN", "99999999999", "true", '""', "0.5", "256", "65"];
  const found = [...text.matchAll(/[0-9]+|[a-zA-Z]+/g)];
  const { 0: match, index } = found[random(found.length)];
  return text.slice(0, index) + words[random(words.length)] + text.slice(index + match.length);
}

function withHeader(original, text) {
  const bytes = Buffer.from(text, "latin1");
  const mutated = new Uint8Array(8 + bytes.length + original.length - header);
  new DataView(mutated.buffer).setBigUint64(0, BigInt(bytes.length), true);
  mutated.set(bytes, 8);
  mutated.set(original.subarray(header), 8 + bytes.length);
  return mutated;
}

/** Integers below a bound, the same in every run (an LCG of 32 bits, the upper half of its bits). */
function generator(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state >>> 8) / 2 ** 24 * bound);
  };
}

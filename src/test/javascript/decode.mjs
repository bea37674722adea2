// Writes every look of a model file, on each lattice that is asked for, as float32 to the standard output.
// node decode.mjs model.safetensors 33:inputs 17:unit …
import { readFileSync, writeSync } from "node:fs";
import { readModel } from "../../main/resources/static/lutra.js";

const [file, ...lattices] = process.argv.slice(2);
const bytes = readFileSync(file);
const model = await readModel(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
for (const look of model.looks) {
  for (const lattice of lattices) {
    const [size, over] = lattice.split(":");
    write(model.lattice(look, Number(size), { over }));
  }
}

function write(values) {
  const out = new Uint8Array(values.buffer);
  for (let at = 0; at < out.length; ) at += writeSync(1, out, at);
}

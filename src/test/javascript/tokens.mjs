// Reads tokens, and writes the lattices of 33³ and of 17³ of each as float32; or writes tokens of a lattice in a file.
// node tokens.mjs read token… · node tokens.mjs write lattice.f32 size bytes…
import { readFileSync, writeSync } from "node:fs";
import { readToken, writeToken } from "../../main/resources/static/lutra.js";

const [what, ...rest] = process.argv.slice(2);
if (what === "read") {
  for (const text of rest) {
    const token = readToken(text);
    write(token.lattice(33));
    write(token.lattice(17));
  }
} else {
  const [file, size, ...limits] = rest;
  const bytes = readFileSync(file);
  const lattice = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  for (const limit of limits) console.log(writeToken(lattice, Number(size), { bytes: Number(limit) }));
}

function write(values) {
  const out = new Uint8Array(values.buffer);
  for (let at = 0; at < out.length; ) at += writeSync(1, out, at);
}

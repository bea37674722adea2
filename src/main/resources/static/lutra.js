/**
 * Lutra in the browser: reads model files and decodes their looks into lattices, without a server.
 * docs/browser.md describes it, lutra.d.ts has the types.
 */
export { InvalidData } from "./lutra/invalid-data.js";
export { fetchModel, readModel } from "./lutra/model.js";
export { blend, identity, sample, strength } from "./lutra/lattice.js";
export { readToken, writeToken } from "./lutra/token.js";
export { LatticeWorker } from "./lutra/worker.js";
export { LutRenderer } from "./lutra/gl.js";

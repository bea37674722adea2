import { InvalidData } from "./invalid-data.js";
import { readModel } from "./model.js";
import { readToken, writeToken } from "./token.js";

let model = null;

const calls = {
  async readModel(buffer) {
    model = await readModel(buffer);
  },
  numbers: (look) => loaded().numbers(loaded().look(look)),
  detail: (look, size, options) => loaded().detail(loaded().look(look), size, options),
  lattice: (look, size, options) => loaded().lattice(loaded().look(look), size, options),
  readToken: (text, size) => readToken(text).lattice(size),
  writeToken,
};

function loaded() {
  if (model === null) throw new Error("no model was read");
  return model;
}

self.onmessage = async ({ data: { id, name, args } }) => {
  try {
    const result = await calls[name](...args);
    const values = result?.values ?? result;
    self.postMessage({ id, result }, values instanceof Float32Array ? [values.buffer] : []);
  } catch (error) {
    self.postMessage({ id, error: error.message, invalid: error instanceof InvalidData });
  }
};

// Uses all of lutra.d.ts. It is compiled, not run.
import {
  blend, fetchModel, identity, InvalidData, LatticeWorker, readModel, readToken, sample, strength, writeToken,
} from "../../main/resources/static/lutra.js";
import type { Detail, Look, Model, Over, Token } from "../../main/resources/static/lutra.js";

export async function everything(buffer: ArrayBuffer, signal: AbortSignal): Promise<Float32Array> {
  const model: Model = await readModel(buffer);
  const other = await fetchModel(new URL("https://lutra.example/film.safetensors"), {
    signal,
    onProgress: (received, total) => console.log(total === null ? received : received / total),
  });
  const look: Look = other.look("kodak-portra-160");
  const over: Over = "inputs";
  const lattice: Float32Array = model.lattice(look, 33, { detail: true, over });
  const detail: Detail | null = model.detail(look, 17, { over: "unit" });
  const mean: number | undefined = look.fidelity?.deltaE76.mean;
  const reds: Float64Array = model.axes(look, 33)[0];
  const weights: number = model.weights[0].length + model.numbers(look).length + model.shape.scaled.length;
  const token: Token = readToken(writeToken(strength(lattice, 33, 1.2), 33, { bytes: 84 }));
  const worker = new LatticeWorker({ threads: 2 });
  await worker.readModel(buffer);
  const decoded = await worker.lattice(look, 33, { signal, over });
  worker.close();
  console.log(mean, reds, weights, detail?.lossless, look.shaper?.[0].outputs, new InvalidData("none").message);
  return sample(blend([[decoded, 0.5], [token.lattice(33), 0.25], [identity(33), 0.25]]), 33, [0.5, 0.4, 0.3]);
}

import { HYPERBOLIC, NetworkStage, START, STATE } from "./network.js";

/** Points that are computed at once: a bound for the memory, and for the time of a draw on a weak device. */
const BATCH = 1 << 20;

/** What is added to: the output of the network, the input, or nothing. */
const NETWORK = 0;
const IDENTITY = 1;
const NOTHING = 2;

/** Prediction plus detail, in the range of each look. */
const FINISH = `
uniform int size;
uniform float alpha;
uniform usampler2D state;
uniform sampler2D looks, details;
out vec4 result;
${STATE}${HYPERBOLIC}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int look = at.y / size;
  vec4 low = texelFetch(looks, ivec2(size, look), 0);
  vec4 extent = texelFetch(looks, ivec2(size + 1, look), 0);
  vec3 value = vec3(0);
  if (low.a == ${NETWORK}.) {
    value = clamp((hyperbolic(vec4(stateAt(at), 0)).xyz / alpha + 1.) * .5, 0., 1.);
  } else if (low.a == ${IDENTITY}.) {
    value = vec3(texelFetch(looks, ivec2(at.x % size, look), 0).r,
                 texelFetch(looks, ivec2(at.x / size, look), 0).g,
                 texelFetch(looks, ivec2(at.y % size, look), 0).b);
  }
  if (extent.a == 1.) value = vec3((value.r + value.g + value.b) / 3.);
  result = vec4(low.rgb + clamp(value + texelFetch(details, at, 0).rgb, 0., 1.) * extent.rgb, 1);
}`;

/** Lattices below each other in a texture: a point (r, g, b) of lattice k is the texel (r + size·g, b + size·k). */
class Atlas {
  #device;
  #users;

  constructor(device, texture, users) {
    this.#device = device;
    this.#users = users;
    this.texture = texture;
  }

  leave() {
    if (--this.#users === 0) this.#device.gl.deleteTexture(this.texture);
  }
}

/** A lattice in a texture. */
export class GpuLattice {
  #atlas;

  constructor(atlas, row, size) {
    this.#atlas = atlas;
    this.row = row;
    this.size = size;
  }

  get texture() {
    if (!this.#atlas) throw new Error("this lattice was freed");
    return this.#atlas.texture;
  }

  /** Where it lies in its texture: x, y, width, height. */
  get rectangle() {
    return [0, this.row, this.size * this.size, this.size];
  }

  free() {
    this.#atlas?.leave();
    this.#atlas = null;
  }
}

/** Makes lattices of the looks of models, and of values. */
export class LatticeMaker {
  #device;
  #stages = new WeakMap();

  constructor(device) {
    this.#device = device;
  }

  /** A lattice of given values: size³ RGB triples, red fastest. */
  of(values, size) {
    const texels = new Float32Array(4 * size ** 3);
    for (let from = 0, to = 0; from < values.length; from += 3, to += 4) {
      texels[to] = values[from];
      texels[to + 1] = values[from + 1];
      texels[to + 2] = values[from + 2];
      texels[to + 3] = 1;
    }
    return this.#wrap(this.#device.texture(this.#device.lattice, size * size, size, texels), 1, size)[0];
  }

  /** An empty lattice to draw into. */
  empty(size) {
    return this.#wrap(this.#device.texture(this.#device.lattice, size * size, size), 1, size)[0];
  }

  /** Lattices of looks. The model computes them itself where a device cannot hold its network. */
  all(model, looks, size, options) {
    const lattices = [];
    const batch = Math.max(1, Math.min(Math.floor(BATCH / size ** 3), Math.floor(this.#device.largest / size)));
    for (let from = 0; from < looks.length; from += batch) {
      lattices.push(...this.#batch(model, looks.slice(from, from + batch), size, options, from));
    }
    return lattices;
  }

  #batch(model, looks, size, { detail, details, over, script }, from) {
    if (script || !NetworkStage.fits(this.#device, model)) {
      return looks.map((look) => this.of(model.lattice(look, size, { detail, over }), size));
    }
    const decoded = looks.map((look, i) => details ? details[from + i] : detail ? model.detail(look, size, { over }) : null);
    const device = this.#device;
    const stage = this.#stageOf(model);
    const { gl } = device;
    const rectangle = [0, 0, size * size, size * looks.length];
    const float = { internal: gl.RGBA32F, format: gl.RGBA, type: gl.FLOAT };
    const looksTexture = device.texture(float, size + 2, looks.length, rows(model, looks, decoded, size, over));
    const added = new Float32Array(3 * size ** 3 * looks.length);
    decoded.forEach((values, i) => values && added.set(values.values, 3 * size ** 3 * i));
    const detailsTexture = device.texture({ internal: gl.RGB32F, format: gl.RGB, type: gl.FLOAT }, size * size,
      size * looks.length, added);
    const numbers = new Float32Array(4 * stage.numbers * looks.length);
    looks.forEach((look, i) => stage.put(model.numbers(look), numbers, 4 * stage.numbers * i));
    const numbersTexture = device.texture(float, stage.numbers, looks.length, numbers);
    const bits = { internal: gl.RGBA32UI, format: gl.RGBA_INTEGER, type: gl.UNSIGNED_INT };
    const states = [0, 1].map(() => device.texture(bits, size * size, size * looks.length));
    const shared = { looks: { texture: looksTexture }, alpha: model.alpha, size };
    device.draw(device.program(START), states[0], rectangle, shared);
    const state = stage.run(states, rectangle, size, numbersTexture);
    const texture = device.texture(device.lattice, size * size, size * looks.length);
    device.draw(device.program(FINISH), texture, rectangle,
      { ...shared, state: { texture: state }, details: { texture: detailsTexture } });
    for (const used of [looksTexture, detailsTexture, numbersTexture, ...states]) gl.deleteTexture(used);
    return this.#wrap(texture, looks.length, size);
  }

  #wrap(texture, count, size) {
    const atlas = new Atlas(this.#device, texture, count);
    return Array.from({ length: count }, (_, i) => new GpuLattice(atlas, i * size, size));
  }

  #stageOf(model) {
    let stage = this.#stages.get(model);
    if (!stage) {
      stage = new NetworkStage(this.#device, model);
      this.#stages.set(model, stage);
    }
    return stage;
  }
}

/** A row for each look: the inputs along its axes, then the low end of its range and its extent. */
function rows(model, looks, details, size, over) {
  const texels = new Float32Array(4 * (size + 2) * looks.length);
  looks.forEach((look, i) => {
    const at = 4 * (size + 2) * i;
    model.axes(look, size, { over }).forEach((axis, channel) => {
      axis.forEach((value, point) => { texels[at + 4 * point + channel] = value; });
    });
    const { min, max } = look.range;
    const base = !details[i] ? NETWORK : details[i].lossless ? NOTHING : look.againstIdentity ? IDENTITY : NETWORK;
    const monochrome = details[i] && look.monochrome ? 1 : 0;
    texels.set([...min, base, ...max.map((value, channel) => value - min[channel]), monochrome], at + 4 * size);
  });
  return texels;
}

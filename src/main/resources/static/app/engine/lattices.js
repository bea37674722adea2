import {blend, identity, readToken, sample, strength as mixed} from '../../lutra.js';

/** Sizes of lattices: for the first thumbnails, for the refined ones, for everything that is looked at closely. */
export const COARSE = 9;
export const MEDIUM = 17;
export const FINE = 33;

const LIMITS = {[COARSE]: 600, [MEDIUM]: 400, [FINE]: 48};

/**
 * Lattices by key, the latest kept. A key is the id of a look, or tells where else a lattice comes from: network:ID,
 * inverse:ID, token:TEXT.
 */
export class Lattices {
  constructor(engine) {
    this.engine = engine;
    this.kept = new Map();
  }

  use(model) {
    this.model = model;
    this.looks = new Map(model.looks.map((look) => [look.id, look]));
    this.clear();
  }

  clear() {
    for (const bySize of this.kept.values()) for (const lattice of bySize.values()) lattice.free();
    this.kept.clear();
  }

  /** The lattices of keys, in order. One that cannot be had is null. The device is used only after `before`. */
  async all(keys, size, before = null) {
    const missing = keys.filter((key) => !this.find(key, size));
    const plain = missing.filter((key) => this.looks.has(key));
    const bare = missing.filter((key) => key.startsWith('network:') && this.looks.has(key.slice(8)));
    const details = this.engine.gpu ? plain.map((key) => this.model.detail(this.looks.get(key), size, {over: 'unit'})) : null;
    await before;
    this.decode(plain, size, {detail: true, details});
    this.decode(bare, size, {detail: false});
    await Promise.all(missing.filter((key) => !plain.includes(key) && !bare.includes(key)).map(async (key) => {
      try {
        const {values, size: own} = await this.fetched(key, size);
        this.keep(key, size, this.engine.latticeOf(values, own));
      } catch (e) {
        if (keys.length === 1) throw e;
      }
    }));
    return keys.map((key) => this.find(key, size) ?? null);
  }

  async one(key, size) {
    return (await this.all([key], size))[0];
  }

  /** A mix of keys as the renderer takes it. */
  async mix(mix, size) {
    const lattices = await this.all(mix.map(([key]) => key), size);
    if (lattices.includes(null)) throw new Error('A look of the mix could not be loaded.');
    return lattices.map((lattice, i) => [lattice, mix[i][1]]);
  }

  /** The values of a mix with a strength: what a file of it holds. */
  async values(mix, amount, size) {
    const parts = await Promise.all(mix.map(async ([key, weight]) => [await this.exact(key, size), weight]));
    const values = parts.length === 1 ? parts[0][0] : blend(parts);
    return amount === 1 ? values : mixed(values, size, amount);
  }

  async exact(key, size) {
    const [bare, id] = key.startsWith('network:') ? [true, key.slice(8)] : [false, key];
    if (this.looks.has(id)) return this.model.lattice(this.looks.get(id), size, {detail: !bare, over: 'unit'});
    const {values, size: own} = await this.fetched(key, size);
    return own === size ? values : sample(values, own, identity(size));
  }

  decode(keys, size, options) {
    if (!keys.length) return;
    const looks = keys.map((key) => this.looks.get(options.detail ? key : key.slice(8)));
    this.engine.lattices(this.model, looks, size, {...options, over: 'unit'}).forEach((lattice, i) => this.keep(keys[i], size, lattice));
  }

  async fetched(key, size) {
    if (key.startsWith('token:')) return {size, values: readToken(key.slice(6)).lattice(size)};
    if (key.startsWith('inverse:')) return readCube(await text(`/luts/${key.slice(8)}/inverse.cube?res=${size}`));
    const id = key.replace(/^network:/, '');
    const {inputs} = await (await ok(`/luts/${id}`)).json();
    if (inputs) return readHald(await (await ok(`/luts/${id}.png?res=${size < 20 ? 16 : 36}`)).blob());
    return readNpy(await (await ok(`/luts/${id}.npy?res=${size}`)).arrayBuffer());
  }

  find(key, size) {
    const bySize = this.kept.get(size);
    const lattice = bySize?.get(key);
    if (lattice) {
      bySize.delete(key);
      bySize.set(key, lattice);
    }
    return lattice;
  }

  keep(key, size, lattice) {
    if (!this.kept.has(size)) this.kept.set(size, new Map());
    const bySize = this.kept.get(size);
    bySize.set(key, lattice);
    if (bySize.size > LIMITS[size]) {
      const [oldest, old] = bySize.entries().next().value;
      old.free();
      bySize.delete(oldest);
    }
  }
}

async function ok(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail ?? `HTTP ${response.status}`);
  return response;
}

const text = async (path) => (await ok(path)).text();

function readCube(file) {
  const values = [];
  let size = 0;
  for (const line of file.split('\n')) {
    if (line.startsWith('LUT_3D_SIZE')) size = Number(line.slice(11));
    else if (/^[-+.\d]/.test(line)) for (const number of line.trim().split(/\s+/)) values.push(Number(number));
  }
  return {size, values: Float32Array.from(values)};
}

function readNpy(buffer) {
  const values = new Float32Array(buffer.slice(10 + new DataView(buffer).getUint16(8, true)));
  return {size: Math.round(Math.cbrt(values.length / 3)), values};
}

/** A Hald image is over 0…1 whatever inputs its look takes. */
async function readHald(blob) {
  const image = await createImageBitmap(blob, {colorSpaceConversion: 'none'});
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const {data} = context.getImageData(0, 0, image.width, image.height);
  const size = Math.round(Math.cbrt(image.width * image.height));
  const values = new Float32Array(3 * size ** 3);
  for (let p = 0; p < size ** 3; p++) for (let k = 0; k < 3; k++) values[3 * p + k] = data[4 * p + k] / 255;
  return {size, values};
}

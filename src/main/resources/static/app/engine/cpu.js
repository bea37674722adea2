import {blend, strength as mixed} from '../../lutra.js';

/** The pictures without WebGL2: the same calls as GpuEngine, on 2D canvases. */
export class CpuEngine {
  software = true;
  gpu = false;

  lattices(model, looks, size, options) {
    return looks.map((look) => this.latticeOf(model.lattice(look, size, options), size));
  }

  latticeOf(values, size) {
    return {size, values, free() {}};
  }

  values(lattice) {
    return lattice.values;
  }

  async settled() {}

  photo(bitmap) {
    return {width: bitmap.width, height: bitmap.height, bitmap, free() {}};
  }

  draw(photo, {mix, strength = 1, before = null, split = null, difference = null, view, width, height}) {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', {willReadFrequently: true});
    context.imageSmoothingEnabled = view.scale < 4;
    context.imageSmoothingQuality = view.scale < 1 ? 'high' : 'low';
    context.drawImage(photo.bitmap, -view.x * view.scale, -view.y * view.scale, photo.width * view.scale, photo.height * view.scale);
    const pixels = context.getImageData(0, 0, width, height);
    const edge = split === null ? 0 : Math.round(split * width);
    const lut = combine(mix, strength);
    if (difference) {
      amplify(pixels, lut, combine(difference.mix, strength), difference.gain);
    } else {
      if (edge > 0 && before?.length) apply(pixels, combine(before, 1), 0, edge);
      if (lut) apply(pixels, lut, edge, width);
    }
    context.putImageData(pixels, 0, 0);
    return canvas;
  }
}

/** Interpolation is linear in the lattice, so that mixing lattices equals mixing pixels. */
function combine(mix, amount) {
  if (!mix.length || amount === 0) return null;
  const size = mix[0][0].size;
  const values = mix.length === 1 ? mix[0][0].values : blend(mix.map(([lattice, weight]) => [lattice.values, weight]));
  return {size, values: amount === 1 ? values : mixed(values, size, amount)};
}

function apply(pixels, {size, values}, from, to) {
  const {data, width, height} = pixels;
  const out = new Float32Array(3);
  for (let y = 0; y < height; y++) {
    for (let p = 4 * (y * width + from), end = 4 * (y * width + to); p < end; p += 4) {
      lookUp(values, size, data[p], data[p + 1], data[p + 2], out);
      data[p] = out[0];
      data[p + 1] = out[1];
      data[p + 2] = out[2];
    }
  }
}

function amplify(pixels, one, other, gain) {
  const {data} = pixels;
  const a = new Float32Array(3);
  const b = new Float32Array(3);
  for (let p = 0; p < data.length; p += 4) {
    for (const [lut, out] of [[one, a], [other, b]]) {
      if (lut) lookUp(lut.values, lut.size, data[p], data[p + 1], data[p + 2], out);
      else out.set([data[p], data[p + 1], data[p + 2]]);
    }
    for (let k = 0; k < 3; k++) data[p + k] = 127.5 + gain * (a[k] - b[k]);
  }
}

/** Tetrahedral: the four points around a colour of 0…255, chosen by the order of its fractions. */
function lookUp(values, size, red, green, blue, out) {
  const step = (size - 1) / 255;
  const r = red * step;
  const g = green * step;
  const b = blue * step;
  const i = Math.min(size - 2, r | 0);
  const j = Math.min(size - 2, g | 0);
  const k = Math.min(size - 2, b | 0);
  const x = r - i;
  const y = g - j;
  const z = b - k;
  const dx = 3;
  const dy = 3 * size;
  const dz = dy * size;
  const at = i * dx + j * dy + k * dz;
  const end = at + dx + dy + dz;
  let first, second, u, v, w;
  if (x >= y) {
    if (y >= z) [first, second, u, v, w] = [dx, dx + dy, x, y, z];
    else if (x >= z) [first, second, u, v, w] = [dx, dx + dz, x, z, y];
    else [first, second, u, v, w] = [dz, dz + dx, z, x, y];
  } else if (x >= z) [first, second, u, v, w] = [dy, dy + dx, y, x, z];
  else if (y >= z) [first, second, u, v, w] = [dy, dy + dz, y, z, x];
  else [first, second, u, v, w] = [dz, dz + dy, z, y, x];
  for (let c = 0; c < 3; c++) {
    out[c] = 255 * ((1 - u) * values[at + c] + (u - v) * values[at + first + c] + (v - w) * values[at + second + c] + w * values[end + c]);
  }
}

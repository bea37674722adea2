import {sample} from '../../lutra.js';

const BINS = 64;

/** How many pixels have each red, green, blue and lightness: four rows of 64 counts. */
export function histogram(pixels) {
  const counts = new Uint32Array(4 * BINS);
  for (let p = 0; p < pixels.length; p += 4) {
    const r = pixels[p];
    const g = pixels[p + 1];
    const b = pixels[p + 2];
    counts[r >> 2]++;
    counts[BINS + (g >> 2)]++;
    counts[2 * BINS + (b >> 2)]++;
    counts[3 * BINS + ((0.2126 * r + 0.7152 * g + 0.0722 * b) >> 2)]++;
  }
  return counts;
}

/** What a mix of lattices makes of the greys from black to white: red, green and blue of each. */
export function greys(mix, strength, count = 65) {
  const colors = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) colors.fill(i / (count - 1), 3 * i, 3 * i + 3);
  const sampled = mix.map(([values, size, weight]) => [sample(values, size, colors), weight]);
  return colors.map((grey, i) => {
    const look = sampled.length ? sampled.reduce((sum, [values, weight]) => sum + weight * values[i], 0) : grey;
    return Math.min(1, Math.max(0, grey + strength * (look - grey)));
  });
}

const POINTS = 5;
const AT_ONCE = 6;
const decoded = new WeakMap();

/** The ids of a model's looks, those first that do to colours what the values (5³) do. Other work goes on meanwhile. */
export async function likeness(model, values, pause) {
  if (!decoded.has(model)) decoded.set(model, decodeAll(model, pause));
  const lattices = await decoded.get(model);
  return model.looks
    .map((look, i) => ({id: look.id, distance: distance(lattices[i], values)}))
    .sort((a, b) => a.distance - b.distance || (a.id < b.id ? -1 : 1))
    .map(({id}) => id);
}

/** For an order the network will do; details, which take long, only where it does not stand for the look. */
async function decodeAll(model, pause) {
  const lattices = [];
  for (const look of model.looks) {
    lattices.push(model.lattice(look, POINTS, {detail: look.againstIdentity || look.lossless, over: 'unit'}));
    if (lattices.length % AT_ONCE === 0) await pause();
  }
  return lattices;
}

likeness.POINTS = POINTS;

/** The mean distance in a space of lightness and two opponents, near enough to what the eye sees for an order. */
function distance(a, b) {
  let sum = 0;
  for (let p = 0; p < a.length; p += 3) {
    const r = a[p] - b[p];
    const g = a[p + 1] - b[p + 1];
    const u = a[p + 2] - b[p + 2];
    sum += Math.hypot(0.3 * r + 0.6 * g + 0.1 * u, 0.7 * (r - g), 0.35 * (u - (r + g) / 2));
  }
  return sum / (a.length / 3);
}

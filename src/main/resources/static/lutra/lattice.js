/** The smallest and the largest lattice, in points along an axis. */
const SMALLEST = 2;
const LARGEST = 256;

/** Checks a size before memory is taken for it. */
export function checkSize(size) {
  if (!Number.isInteger(size) || size < SMALLEST || size > LARGEST) {
    throw new RangeError(`a lattice has ${SMALLEST} to ${LARGEST} points along an axis, not ${size}`);
  }
  return size;
}

/** Checks that an array is a lattice of a size. */
export function checkLattice(lattice, size) {
  if (lattice.length !== 3 * checkSize(size) ** 3) {
    throw new RangeError(`a lattice of ${size} points along an axis has ${3 * size ** 3} values, not ${lattice.length}`);
  }
  return lattice;
}

/** Evenly spaced points from 0 to 1. */
export function uniform(size) {
  return Float64Array.from({ length: size }, (_, i) => i / (size - 1));
}

/** The colours of a lattice over three axes, red fastest. */
export function points([reds, greens, blues]) {
  const colors = new Float32Array(3 * reds.length * greens.length * blues.length);
  let at = 0;
  for (const blue of blues) {
    for (const green of greens) {
      for (const red of reds) {
        colors[at++] = red;
        colors[at++] = green;
        colors[at++] = blue;
      }
    }
  }
  return colors;
}

/** The lattice that changes nothing. */
export function identity(size) {
  const axis = uniform(checkSize(size));
  return points([axis, axis, axis]);
}

/**
 * Reads a lattice at colours, in tetrahedra along the grey diagonal of a cell, so that greys stay as they are.
 *
 * @param lattice size³ RGB triples, red fastest
 * @param colors RGB triples, 0…1; others are clamped
 * @returns {Float32Array} as many triples
 */
export function sample(lattice, size, colors) {
  checkLattice(lattice, size);
  const out = new Float32Array(colors.length);
  const last = size - 1;
  const green = 3 * size;
  const blue = 3 * size * size;
  for (let i = 0; i + 2 < colors.length; i += 3) {
    const red = place(colors[i], last);
    const gree = place(colors[i + 1], last);
    const blu = place(colors[i + 2], last);
    const r0 = Math.min(red | 0, last - 1);
    const g0 = Math.min(gree | 0, last - 1);
    const b0 = Math.min(blu | 0, last - 1);
    const r = red - r0;
    const g = gree - g0;
    const b = blu - b0;
    const near = 3 * r0 + green * g0 + blue * b0;
    const far = near + 3 + green + blue;
    // The path from the near corner to the far one steps along the axes by falling fraction.
    let one, two, high, middle, low;
    if (r >= g) {
      if (g >= b) { one = 3; two = 3 + green; high = r; middle = g; low = b; }
      else if (r >= b) { one = 3; two = 3 + blue; high = r; middle = b; low = g; }
      else { one = blue; two = 3 + blue; high = b; middle = r; low = g; }
    } else if (b >= g) { one = blue; two = green + blue; high = b; middle = g; low = r; }
    else if (b >= r) { one = green; two = green + blue; high = g; middle = b; low = r; }
    else { one = green; two = 3 + green; high = g; middle = r; low = b; }
    one += near;
    two += near;
    for (let channel = 0; channel < 3; channel++) {
      out[i + channel] = (1 - high) * lattice[near + channel] + (high - middle) * lattice[one + channel]
        + (middle - low) * lattice[two + channel] + low * lattice[far + channel];
    }
  }
  return out;
}

function place(value, last) {
  const at = value * last;
  return at > 0 ? (at < last ? at : last) : 0;
}

/**
 * Blends lattices of one size: the sum of their values times their weights, which usually add up to 1.
 *
 * @param {[Float32Array, number][]} mix
 */
export function blend(mix) {
  if (mix.length === 0) throw new RangeError("a blend needs a lattice");
  const blended = new Float32Array(mix[0][0].length);
  for (const [lattice, weight] of mix) {
    if (lattice.length !== blended.length) throw new RangeError("the lattices of a blend are of one size");
    for (let i = 0; i < blended.length; i++) blended[i] += weight * lattice[i];
  }
  return blended;
}

/** Mixes a lattice over 0…1 with the identity: 0 is the identity, 1 the lattice; up to 1.5 goes beyond it. */
export function strength(lattice, size, amount) {
  checkLattice(lattice, size);
  return blend([[identity(size), 1 - amount], [lattice, amount]]);
}

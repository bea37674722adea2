const MOST_LOWS = 9;
const KAPPA = 1.149604398860241;
/** The lifting steps of the 9/7 wavelet, in the order of the analysis: a share, and the first point that it moves. */
const LIFTS = [[-1.586134342059924, 1], [-0.052980118572961, 0], [0.882911075530934, 1], [0.443506852043971, 0]];

const axes = new Map();

/** The transform along an axis of a size; made once. */
export function axisOf(size) {
  if (!axes.has(size)) axes.set(size, new Axis(size));
  return axes.get(size);
}

/**
 * The transform along an axis of a lattice: 9/7 wavelets while more than nine low-pass coefficients are left, then a
 * DCT-II. Low-pass coefficients come first, then the bands from coarse to fine.
 */
class Axis {
  constructor(size) {
    this.size = size;
    /** The ends of the bands. */
    this.ends = [size];
    while (this.ends[0] > MOST_LOWS) this.ends.unshift((this.ends[0] + 1) >> 1);
    this.band = Int32Array.from({ length: size }, (_, k) => this.ends.filter((end) => k >= end).length);
    const columns = Array.from({ length: size }, (_, k) => this.synthesise(unit(size, k)));
    const norms = columns.map((column) => Math.hypot(...column));
    /** From coefficients to points: a row of points for each coefficient. */
    this.synthesis = new Float64Array(size * size);
    columns.forEach((column, k) => this.synthesis.set(column.map((value) => rounded(value / norms[k])), k * size));
    this.norms = norms;
    /** The first point that a coefficient reaches, and the one after the last. */
    this.first = Int32Array.from(columns, (_, k) => this.row(k).findIndex((value) => value !== 0));
    this.end = Int32Array.from(columns, (_, k) => this.row(k).findLastIndex((value) => value !== 0) + 1);
    this.finer = this.findFiner();
    this.samplings = new Map();
  }

  row(k) {
    return this.synthesis.subarray(k * this.size, (k + 1) * this.size);
  }

  /** From points to coefficients: a row of coefficients for each point. */
  get analysis() {
    const matrix = new Float64Array(this.size * this.size);
    for (let i = 0; i < this.size; i++) {
      const line = this.analyse(unit(this.size, i));
      matrix.set(line.map((value, k) => rounded(value * this.norms[k])), i * this.size);
    }
    Object.defineProperty(this, "analysis", { value: matrix });
    return matrix;
  }

  /** The synthesis at every `stride`-th point only. */
  sampled(stride) {
    if (stride === 1) return this.synthesis;
    if (!this.samplings.has(stride)) {
      const points = (this.size - 1) / stride + 1;
      const matrix = new Float64Array(this.size * points);
      for (let k = 0; k < this.size; k++) {
        for (let i = 0; i < points; i++) matrix[k * points + i] = this.synthesis[k * this.size + i * stride];
      }
      this.samplings.set(stride, matrix);
    }
    return this.samplings.get(stride);
  }

  synthesise(coefficients) {
    const lows = this.ends[0];
    let line = Float64Array.from({ length: lows }, (_, i) => {
      let sum = 0;
      for (let k = 0; k < lows; k++) sum += cosine(lows, k, i) * coefficients[k];
      return sum;
    });
    for (const end of this.ends.slice(1)) {
      const whole = new Float64Array(end);
      for (let i = 0; i < end; i++) {
        whole[i] = i % 2 ? coefficients[line.length + (i >> 1)] * KAPPA : line[i >> 1] / KAPPA;
      }
      for (const [share, first] of LIFTS.toReversed()) lift(whole, -share, first);
      line = whole;
    }
    return line;
  }

  analyse(points) {
    const coefficients = new Float64Array(this.size);
    let line = points;
    for (let b = this.ends.length - 1; b > 0; b--) {
      for (const [share, first] of LIFTS) lift(line, share, first);
      const half = this.ends[b - 1];
      const lows = new Float64Array(half);
      line.forEach((value, i) => {
        if (i % 2) coefficients[half + (i >> 1)] = value / KAPPA;
        else lows[i >> 1] = value * KAPPA;
      });
      line = lows;
    }
    for (let k = 0; k < line.length; k++) {
      for (let i = 0; i < line.length; i++) coefficients[k] += cosine(line.length, k, i) * line[i];
    }
    return coefficients;
  }

  /** For each coefficient those of the next finer band at its place. */
  findFiner() {
    const finer = Array.from({ length: this.size }, () => []);
    for (let b = 2; b < this.ends.length; b++) {
      const coarse = this.ends[b - 2];
      const start = this.ends[b - 1];
      for (let k = start; k < this.ends[b]; k++) finer[Math.min(coarse + ((k - start) >> 1), start - 1)].push(k);
    }
    return finer;
  }
}

function unit(size, k) {
  const line = new Float64Array(size);
  line[k] = 1;
  return line;
}

/** Adds a share of its two neighbours to every second point. The line is mirrored at its ends. */
function lift(line, share, first) {
  const last = line.length - 1;
  for (let i = first; i <= last; i += 2) {
    line[i] += share * (line[i > 0 ? i - 1 : i + 1] + line[i < last ? i + 1 : i - 1]);
  }
}

function cosine(lows, k, i) {
  return Math.sqrt((k === 0 ? 1 : 2) / lows) * Math.cos(Math.PI * k * (i + 0.5) / lows);
}

/** Removes the noise that lifting leaves in place of zeros, so that they can be skipped. */
function rounded(value) {
  return Math.abs(value) < 1e-12 ? 0 : value;
}

/** The points that are evaluated together: the weights of a layer stay in the nearest cache meanwhile. */
const BATCH = 64;

/** tanh, straight between points 1/256 apart: off by 1.5e-6 at most. */
const STEPS = 256;
const END = 8;
const TANH = Float64Array.from({ length: 2 * STEPS * END + 2 }, (_, i) => Math.tanh(i / STEPS - END));

/** A network with the numbers of a look: a map of colours. */
export class Predictor {
  /**
   * @param shape blocks, layers, width, bias ("ALL" or "FIRST"), scaled
   * @param weights for each block its matrices, scale and shift
   * @param numbers the biases and scales of the look
   */
  constructor(shape, alpha, weights, numbers) {
    this.alpha = alpha;
    // Outputs are computed in pairs.
    this.width = shape.width + (shape.width & 1);
    const biased = shape.bias === "ALL" ? shape.layers : 1;
    const rows = biased + shape.scaled.length;
    this.blocks = weights.map((values, block) => {
      const row = (index) => numbers.subarray((block * rows + index) * shape.width, (block * rows + index + 1) * shape.width);
      const layers = [];
      let at = 0;
      for (let layer = 0; layer < shape.layers; layer++) {
        const inputs = layer === 0 ? 3 : shape.width;
        const scaled = shape.scaled.indexOf(layer);
        layers.push(new Layer(values, at, inputs, shape.width, layer < biased ? row(layer) : null,
          scaled < 0 ? null : row(biased + scaled)));
        at += inputs * shape.width;
      }
      const output = new Layer(values, at, shape.width, 3, null, null);
      at += 3 * shape.width;
      return { layers, output, scale: values.subarray(at, at + 3), shift: values.subarray(at + 3, at + 6) };
    });
    this.x = new Float64Array(4 * BATCH);
    this.added = new Float64Array(4 * BATCH);
    this.hidden = [new Float64Array(this.width * BATCH), new Float64Array(this.width * BATCH)];
  }

  /**
   * Predicts the colours of a lattice.
   *
   * @param axes the inputs along red, green and blue, each 0…1
   * @returns {Float32Array} RGB triples, 0…1, red fastest
   */
  lattice(axes) {
    const [reds, greens, blues] = axes.map((axis) => axis.map((value) => Math.atanh(this.alpha * (2 * value - 1))));
    const count = reds.length * greens.length * blues.length;
    return this.predict(count, (point, x, at) => {
      x[at] = reds[point % reds.length];
      x[at + 4] = greens[Math.floor(point / reds.length) % greens.length];
      x[at + 8] = blues[Math.floor(point / reds.length / greens.length)];
    });
  }

  /** Predicts greys, each 0…1. */
  greys(axis) {
    const values = axis.map((value) => Math.atanh(this.alpha * (2 * value - 1)));
    return this.predict(axis.length, (point, x, at) => {
      x[at] = x[at + 4] = x[at + 8] = values[point];
    });
  }

  predict(count, put) {
    const out = new Float32Array(3 * count);
    const { x, alpha } = this;
    for (let from = 0; from < count; from += BATCH) {
      const points = Math.min(BATCH, count - from);
      for (let i = 0; i < points; i++) put(from + i, x, placeOf(i));
      this.forward((points + 3) >> 2);
      for (let i = 0; i < points; i++) {
        for (let channel = 0; channel < 3; channel++) {
          const value = (Math.tanh(x[placeOf(i) + 4 * channel]) / alpha + 1) / 2;
          out[3 * (from + i) + channel] = value < 0 ? 0 : value > 1 ? 1 : value;
        }
      }
    }
    return out;
  }

  /** Four points lie together, unit by unit: a group is four points of four channels, or of all units of a layer. */
  forward(quads) {
    const { x, added, hidden, width } = this;
    for (const { layers, output, scale, shift } of this.blocks) {
      let from = x;
      let fromWidth = 4;
      layers.forEach((layer, i) => {
        layer.apply(from, fromWidth, hidden[i & 1], width, quads, true);
        from = hidden[i & 1];
        fromWidth = width;
      });
      output.apply(from, width, added, 4, quads, false);
      for (let quad = 0; quad < quads; quad++) {
        for (let k = 0; k < 12; k++) {
          const at = 16 * quad + k;
          x[at] = (x[at] + added[at]) * scale[k >> 2] + shift[k >> 2];
        }
      }
    }
  }
}

function placeOf(point) {
  return 16 * (point >> 2) + (point & 3);
}

/** A matrix with its biases. The scales of a look are multiplied into its matrix. */
class Layer {
  constructor(values, from, inputs, outputs, biases, scales) {
    this.inputs = inputs;
    this.pairs = (outputs + 1) >> 1;
    this.bias = new Float64Array(2 * this.pairs);
    if (biases) this.bias.set(biases);
    // For each pair of outputs the weights of each input.
    this.weights = new Float64Array(2 * this.pairs * inputs);
    for (let output = 0; output < outputs; output++) {
      const scale = scales ? 1 + scales[output] : 1;
      for (let input = 0; input < inputs; input++) {
        const at = (output >> 1) * 2 * inputs + 2 * input + (output & 1);
        this.weights[at] = values[from + input * outputs + output] * scale;
      }
    }
  }

  apply(x, xWidth, out, outWidth, quads, activated) {
    const { inputs, pairs, weights, bias } = this;
    for (let pair = 0; pair < pairs; pair++) {
      for (let quad = 0; quad < quads; quad++) {
        let a0 = bias[2 * pair];
        let a1 = a0, a2 = a0, a3 = a0;
        let b0 = bias[2 * pair + 1];
        let b1 = b0, b2 = b0, b3 = b0;
        let w = 2 * pair * inputs;
        let at = 4 * quad * xWidth;
        for (const end = at + 4 * inputs; at < end; at += 4, w += 2) {
          const u = weights[w];
          const v = weights[w + 1];
          const x0 = x[at];
          const x1 = x[at + 1];
          const x2 = x[at + 2];
          const x3 = x[at + 3];
          a0 += u * x0;
          a1 += u * x1;
          a2 += u * x2;
          a3 += u * x3;
          b0 += v * x0;
          b1 += v * x1;
          b2 += v * x2;
          b3 += v * x3;
        }
        const to = 4 * quad * outWidth + 8 * pair;
        if (activated) {
          out[to] = tanh(a0);
          out[to + 1] = tanh(a1);
          out[to + 2] = tanh(a2);
          out[to + 3] = tanh(a3);
          out[to + 4] = tanh(b0);
          out[to + 5] = tanh(b1);
          out[to + 6] = tanh(b2);
          out[to + 7] = tanh(b3);
        } else {
          out[to] = a0;
          out[to + 1] = a1;
          out[to + 2] = a2;
          out[to + 3] = a3;
          out[to + 4] = b0;
          out[to + 5] = b1;
          out[to + 6] = b2;
          out[to + 7] = b3;
        }
      }
    }
  }
}

function tanh(value) {
  const place = value * STEPS + STEPS * END;
  const inside = place > 0 ? (place < 2 * STEPS * END ? place : 2 * STEPS * END) : 0;
  const step = inside | 0;
  return TANH[step] + (inside - step) * (TANH[step + 1] - TANH[step]);
}

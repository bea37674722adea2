/** x in RGB as the bits of floats: every WebGL 2 can draw into such a texture, and nothing is rounded. */
export const STATE = `
vec3 stateAt(ivec2 at) {
  return uintBitsToFloat(texelFetch(state, at, 0).xyz);
}
`;

/** tanh by one exponential; that of the language overflows on some devices. */
export const HYPERBOLIC = `
vec4 hyperbolic(vec4 z) {
  return 1. - 2. / (exp2(2.8853900817779268 * clamp(z, -10., 10.)) + 1.);
}
`;

/** Inputs of the network, from the axes of each look: x = atanh(α(2c − 1)). */
export const START = `
uniform int size;
uniform float alpha;
uniform sampler2D looks;
out uvec4 result;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int look = at.y / size;
  vec3 color = vec3(texelFetch(looks, ivec2(at.x % size, look), 0).r,
                    texelFetch(looks, ivec2(at.x / size, look), 0).g,
                    texelFetch(looks, ivec2(at.y % size, look), 0).b);
  vec3 y = alpha * (2. * color - 1.);
  result = uvec4(floatBitsToUint(.5 * log((1. + y) / (1. - y))), 0u);
}`;

/**
 * The networks of a shape, as a fragment shader that computes one block. Its weights are a uniform block, those of all
 * looks a texture with a row for each.
 */
export class NetworkStage {
  #device;
  #program;
  #rows;
  #quads;
  #weights;

  /** Whether a device can hold a block of weights. */
  static fits(device, { shape }) {
    const { gl } = device;
    const { vectors, numbers } = extents(shape);
    return 16 * vectors <= gl.getParameter(gl.MAX_UNIFORM_BLOCK_SIZE) && numbers <= device.largest;
  }

  constructor(device, { shape, weights }) {
    this.#device = device;
    const { gl } = device;
    const { vectors, rows, quads, numbers } = extents(shape);
    this.#rows = rows;
    this.#quads = quads;
    this.numbers = numbers;
    this.shape = shape;
    this.#program = device.program(blockSource(shape, vectors, rows, quads));
    gl.uniformBlockBinding(this.#program.handle, gl.getUniformBlockIndex(this.#program.handle, "Weights"), 0);
    this.#weights = weights.map((values) => {
      const buffer = gl.createBuffer();
      gl.bindBuffer(gl.UNIFORM_BUFFER, buffer);
      gl.bufferData(gl.UNIFORM_BUFFER, packed(values, shape, vectors), gl.STATIC_DRAW);
      return buffer;
    });
  }

  /** The numbers of a look as they lie in a row of the texture: `numbers` RGBA texels. */
  put(numbers, to, at) {
    const { width } = this.shape;
    for (let row = 0; row * width < numbers.length; row++) {
      to.set(numbers.subarray(row * width, (row + 1) * width), at + 4 * row * this.#quads);
    }
  }

  /** Runs all blocks, from one texture of states into the other and back. Returns the one with the result. */
  run(states, rectangle, size, numbers) {
    const { gl } = this.#device;
    let [from, to] = states;
    this.#weights.forEach((buffer, block) => {
      gl.bindBufferBase(gl.UNIFORM_BUFFER, 0, buffer);
      this.#device.draw(this.#program, to, rectangle, {
        state: { texture: from }, numbers: { texture: numbers }, size, first: block * this.#rows * this.#quads,
      });
      [from, to] = [to, from];
    });
    return from;
  }

  free() {
    for (const buffer of this.#weights) this.#device.gl.deleteBuffer(buffer);
  }
}

/** Hidden layers are computed as vectors of four units; missing units have no weights. */
function extents({ blocks, layers, width, bias, scaled }) {
  const quads = Math.ceil(width / 4);
  const rows = (bias === "ALL" ? layers : 1) + scaled.length;
  return { quads, rows, vectors: 3 * quads + (layers - 1) * 4 * quads * quads + 4 * quads + 2, numbers: blocks * rows * quads };
}

/** For each input of a matrix the weights of its outputs, four by four; then scale and shift. */
function packed(values, { layers, width }, vectors) {
  const quads = Math.ceil(width / 4);
  const out = new Float32Array(4 * vectors);
  let from = 0;
  let to = 0;
  const matrix = (inputs, outputs, paddedInputs, paddedOutputs) => {
    for (let input = 0; input < inputs; input++) {
      out.set(values.subarray(from + input * outputs, from + (input + 1) * outputs), to + input * paddedOutputs);
    }
    from += inputs * outputs;
    to += paddedInputs * paddedOutputs;
  };
  matrix(3, width, 3, 4 * quads);
  for (let layer = 1; layer < layers; layer++) matrix(width, width, 4 * quads, 4 * quads);
  matrix(width, 3, 4 * quads, 4);
  matrix(2, 3, 2, 4);
  return out;
}

function blockSource({ layers, bias, scaled }, vectors, rows, quads) {
  const biased = bias === "ALL" ? layers : 1;
  const input = (layer, sum) => {
    const scale = scaled.indexOf(layer);
    const scaledSum = scale < 0 ? sum : `${sum} * (1. + number(${biased + scale}, o, look))`;
    return `hyperbolic(${scaledSum}${layer < biased ? ` + number(${layer}, o, look)` : ""})`;
  };
  const hidden = Array.from({ length: layers - 1 }, (_, layer) => `
  for (int o = 0; o < ${quads}; o++) {
    vec4 sum = vec4(0);
    for (int i = 0; i < ${quads}; i++) sum += matrixAt(${3 * quads + layer * 4 * quads * quads} + i * ${4 * quads} + o, ${quads}) * h[i];
    next[o] = ${input(layer + 1, "sum")};
  }
  h = next;`);
  const output = 3 * quads + (layers - 1) * 4 * quads * quads;
  return `
uniform usampler2D state;
uniform sampler2D numbers;
uniform int size, first;
layout(std140) uniform Weights { vec4 w[${vectors}]; };
out uvec4 result;
${STATE}
vec4 number(int row, int o, int look) {
  return texelFetch(numbers, ivec2(first + row * ${quads} + o, look), 0);
}
mat4 matrixAt(int at, int step) {
  return mat4(w[at], w[at + step], w[at + 2 * step], w[at + 3 * step]);
}
${HYPERBOLIC}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int look = at.y / size;
  vec3 x = stateAt(at);
  vec4 h[${quads}], next[${quads}];
  for (int o = 0; o < ${quads}; o++) {
    vec4 sum = w[o] * x.r + w[${quads} + o] * x.g + w[${2 * quads} + o] * x.b;
    next[o] = ${input(0, "sum")};
  }
  h = next;${hidden.join("")}
  vec4 added = vec4(0);
  for (int i = 0; i < ${quads}; i++) added += matrixAt(${output} + 4 * i, 1) * h[i];
  x = (x + added.xyz) * w[${vectors - 2}].xyz + w[${vectors - 1}].xyz;
  result = uvec4(floatBitsToUint(x), 0u);
}`;
}

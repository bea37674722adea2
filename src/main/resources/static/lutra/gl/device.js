/** One triangle that covers the viewport. */
const COVER = `#version 300 es
void main() {
  gl_Position = vec4(ivec2(gl_VertexID & 1, gl_VertexID >> 1) * 4 - 1, 0, 1);
}`;

const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp usampler2D;
`;

/** What all passes need of WebGL 2: programs, textures, and draws into textures. */
export class Device {
  #programs = new Map();
  #target;

  constructor(gl) {
    this.gl = gl;
    this.#target = gl.createFramebuffer();
    this.largest = gl.getParameter(gl.MAX_TEXTURE_SIZE);
    this.lattice = gl.getExtension("EXT_color_buffer_float")
      ? { internal: gl.RGBA32F, format: gl.RGBA, type: gl.FLOAT }
      : { internal: gl.RGBA16F, format: gl.RGBA, type: gl.FLOAT };
  }

  /** Whether a context can do what is needed: draw into float or half-float textures. */
  static fits(gl) {
    return Boolean(gl?.getExtension("EXT_color_buffer_float") ?? gl?.getExtension("EXT_color_buffer_half_float"));
  }

  /** The program of a fragment shader, which is compiled once. */
  program(source) {
    let program = this.#programs.get(source);
    if (!program) {
      program = this.#link(source);
      this.#programs.set(source, program);
    }
    return program;
  }

  /** A texture without filters, whose rows are read by texelFetch. */
  texture({ internal, format, type }, width, height, data = null) {
    const { gl } = this;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage2D(gl.TEXTURE_2D, 0, internal, width, height, 0, format, type, data);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return texture;
  }

  /**
   * Runs a program over a rectangle.
   *
   * @param target the texture to draw into; null for the canvas
   * @param values for each uniform a number, an array of numbers or vectors, or a texture as {texture}
   */
  draw(program, target, [x, y, width, height], values) {
    const { gl } = this;
    gl.bindFramebuffer(gl.FRAMEBUFFER, target && this.#target);
    if (target) gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
    gl.viewport(x, y, width, height);
    gl.useProgram(program.handle);
    let unit = 0;
    for (const [name, { place, type }] of program.uniforms) {
      const value = values[name];
      if (type === gl.INT) gl.uniform1i(place, value);
      else if (type === gl.FLOAT) gl.uniform1fv(place, [value].flat());
      else if (type === gl.FLOAT_VEC2) gl.uniform2fv(place, value.flat());
      else if (type === gl.FLOAT_VEC3) gl.uniform3fv(place, value);
      else {
        gl.activeTexture(gl.TEXTURE0 + unit);
        gl.bindTexture(gl.TEXTURE_2D, value.texture);
        gl.uniform1i(place, unit++);
      }
    }
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    gl.activeTexture(gl.TEXTURE0);
  }

  /** Reads RGBA floats of a texture that can be drawn into. */
  read(texture, [x, y, width, height]) {
    const { gl } = this;
    const values = new Float32Array(4 * width * height);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.#target);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.readPixels(x, y, width, height, gl.RGBA, gl.FLOAT, values);
    return values;
  }

  #link(source) {
    const { gl } = this;
    const handle = gl.createProgram();
    const shaders = [[gl.VERTEX_SHADER, COVER], [gl.FRAGMENT_SHADER, HEAD + source]].map(([type, text]) => {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(handle, shader);
      return shader;
    });
    gl.linkProgram(handle);
    if (!gl.getProgramParameter(handle, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(`a shader does not compile: ${shaders.map((shader) => gl.getShaderInfoLog(shader)).join(" ")}`);
    }
    for (const shader of shaders) gl.deleteShader(shader);
    const uniforms = new Map();
    const count = gl.getProgramParameter(handle, gl.ACTIVE_UNIFORMS) ?? 0;
    for (let i = 0; i < count; i++) {
      const { name, type } = gl.getActiveUniform(handle, i);
      const place = gl.getUniformLocation(handle, name);
      // Members of a uniform block have no place of their own.
      if (place) uniforms.set(name.replace("[0]", ""), { place, type });
    }
    return { handle, uniforms };
  }
}

import { Device } from "./device.js";
import { AVERAGE, LINEAR, MIX, NEAREST, photographSource } from "./drawing.js";
import { LatticeMaker } from "./lattices.js";

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
const MOST_LATTICES = 4;

/** A photograph in a texture. Its pixels count in its own size, whatever the texture can hold. */
class GpuPhoto {
  #gl;

  constructor(gl, texture, width, height) {
    this.#gl = gl;
    this.texture = texture;
    this.width = width;
    this.height = height;
  }

  free() {
    this.#gl.deleteTexture(this.texture);
  }
}

/**
 * Shows photographs with looks, by WebGL 2. All calls come back at once; the device works behind them.
 *
 * A device can be lost at any time (`lost`, `onlost`); then a new renderer makes everything again.
 */
export class LutRenderer {
  #device;
  #maker;
  #scratch = new Map();
  #blank;

  /** A renderer for a canvas that has no context yet; null where WebGL 2 or textures of floats to draw into are missing. */
  static create(canvas = new OffscreenCanvas(1, 1)) {
    const gl = canvas.getContext("webgl2", {
      alpha: true, premultipliedAlpha: false, antialias: false, depth: false, powerPreference: "high-performance",
    });
    return Device.fits(gl) ? new LutRenderer(canvas, gl) : null;
  }

  constructor(canvas, gl) {
    this.canvas = canvas;
    /** The device is gone: draws do nothing from now on. */
    this.lost = false;
    /** Called when the device is lost. */
    this.onlost = null;
    const info = gl.getExtension("WEBGL_debug_renderer_info");
    /** Whether the CPU draws, so that workers decode lattices faster. */
    this.software = SOFTWARE.test(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    this.#device = new Device(gl);
    this.#maker = new LatticeMaker(this.#device);
    this.#blank = this.#maker.of(new Float32Array(24), 2);
    canvas.addEventListener("webglcontextlost", () => {
      this.lost = true;
      this.onlost?.();
    });
  }

  /** The largest width and height of the canvas. */
  get largest() {
    const { gl } = this.#device;
    return Math.min(this.#device.largest, ...gl.getParameter(gl.MAX_VIEWPORT_DIMS));
  }

  /**
   * Decodes looks into lattices, all together.
   *
   * @param details what model.detail gives for each look with this size and `over`, if workers have decoded it already
   * @param script whether the model computes them in JavaScript, which is faster than a device that the CPU plays
   * @returns {GpuLattice[]} each has `size` and `free()`
   */
  lattices(model, looks, size, {
    detail = true, details = null, over = "unit", script = this.software,
  } = {}) {
    return this.#maker.all(model, looks, size, { detail, details, over, script });
  }

  /** A lattice of size³ RGB triples, red fastest. */
  latticeOf(values, size) {
    return this.#maker.of(values, size);
  }

  /** The values of a lattice: size³ RGB triples, red fastest. Waits for the device. */
  read(lattice) {
    const texels = this.#device.read(lattice.texture, lattice.rectangle);
    return Float32Array.from({ length: texels.length / 4 * 3 }, (_, i) => texels[Math.floor(i / 3) * 4 + i % 3]);
  }

  /**
   * A photograph, as large as the device permits.
   *
   * @param source an ImageBitmap (made with premultiplyAlpha "none", if it has alpha), a canvas, an image
   */
  photo(source) {
    const { gl, largest } = this.#device;
    const width = source.naturalWidth ?? source.width;
    const height = source.naturalHeight ?? source.height;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, fitting(source, width, height, largest));
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    return new GpuPhoto(gl, texture, width, height);
  }

  /**
   * Draws a photograph into the canvas. Copy it in the same task: afterwards the canvas may be empty.
   *
   * @param mix [[lattice, weight], …], up to four; an empty one shows the original
   * @param strength 0 is the original, 1 the look; up to 1.5 goes beyond it. For all looks of this draw
   * @param before what is left of the split; null for the original
   * @param split a part of the width, 0…1; null for none
   * @param difference shows 0.5 + gain · (what would be shown − this mix); null for none
   * @param view the pixel of the photograph at the upper left corner, and the pixels of the canvas for each of its
   *     pixels; null to fit it in
   * @param dither whether to add noise of half a code, which hides steps in skies
   */
  draw(photo, {
    mix = [], strength = 1, before = null, split = null, difference = null, view = null, dither = false,
    width = photo.width, height = photo.height,
  } = {}) {
    const { canvas } = this;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const after = this.#mixed(mix, "after");
    const left = this.#mixed(split === null ? [] : before ?? [], "before");
    const other = this.#mixed(difference?.mix ?? [], "other");
    const { x, y, scale } = view ?? fit(photo, width, height);
    const compared = split !== null || difference !== null;
    this.#device.draw(this.#device.program(photographSource(compared)), null, [0, 0, width, height], {
      photo, after, before: left, other,
      afterPlace: placeOf(after), beforePlace: placeOf(left), otherPlace: placeOf(other),
      canvas: [width, height], extent: [photo.width, photo.height], view: [x, y, scale], reading: readingOf(x, y, scale),
      strength, split: split ?? 0, gain: difference?.gain ?? 0, dither: dither ? 1 : 0,
    });
  }

  /** Gives the device back. */
  free() {
    this.#device.gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  /** One lattice for a mix: itself, a sum, or one that stands for the original. */
  #mixed(mix, role) {
    if (mix.length > MOST_LATTICES) throw new RangeError(`a mix has at most ${MOST_LATTICES} lattices`);
    if (mix.length === 0) return { texture: this.#blank.texture, size: 0, row: 0 };
    if (mix.length === 1 && mix[0][1] === 1) return mix[0][0];
    const size = Math.max(...mix.map(([lattice]) => lattice.size));
    let target = this.#scratch.get(role);
    if (target?.size !== size) {
      target?.free();
      target = this.#maker.empty(size);
      this.#scratch.set(role, target);
    }
    const all = Array.from({ length: MOST_LATTICES }, (_, i) => mix[i] ?? [mix[0][0], 0]);
    this.#device.draw(this.#device.program(MIX), target.texture, target.rectangle, {
      size, places: all.map(([lattice]) => placeOf(lattice)), weights: all.map(([, weight]) => weight),
      ...Object.fromEntries(all.map(([lattice], i) => [`lattice${i}`, lattice])),
    });
    return target;
  }
}

function placeOf({ size, row }) {
  return [size, row];
}

/** At 1:1 pixels are exact if they are not moved by a part of one. */
function readingOf(x, y, scale) {
  if (scale < 1) return AVERAGE;
  return scale >= 2 || (scale === 1 && Number.isInteger(x) && Number.isInteger(y)) ? NEAREST : LINEAR;
}

function fit(photo, width, height) {
  const scale = Math.min(width / photo.width, height / photo.height);
  return { x: (photo.width - width / scale) / 2, y: (photo.height - height / scale) / 2, scale };
}

function fitting(source, width, height, largest) {
  const scale = largest / Math.max(width, height);
  if (scale >= 1) return source;
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale));
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

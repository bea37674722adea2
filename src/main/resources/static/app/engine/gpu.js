import {LutRenderer} from '../../lutra.js';

/** The pictures with WebGL2, by the renderer of lutra.js. */
export class GpuEngine {
  gpu = true;

  static create() {
    const renderer = LutRenderer.create();
    return renderer && new GpuEngine(renderer);
  }

  constructor(renderer) {
    this.software = renderer.software;
    this.use(renderer);
  }

  /** A device can be lost at any time, above all on phones; whoever listens makes everything again. */
  use(renderer) {
    this.renderer = renderer;
    renderer.onlost = () => {
      const next = LutRenderer.create();
      if (!next) return;
      this.use(next);
      this.onlost();
    };
  }

  lattices(model, looks, size, options) {
    return this.renderer.lattices(model, looks, size, options);
  }

  latticeOf(values, size) {
    return this.renderer.latticeOf(values, size);
  }

  values(lattice) {
    return this.renderer.read(lattice);
  }

  photo(bitmap) {
    return this.renderer.photo(bitmap);
  }

  /** The device works behind the calls; who waits for it leaves it time to show the page. */
  async settled() {
    const gl = this.renderer.canvas.getContext('webgl2');
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    while (!gl.isContextLost() && gl.getSyncParameter(fence, gl.SYNC_STATUS) !== gl.SIGNALED) await new Promise((resume) => setTimeout(resume, 1));
    gl.deleteSync(fence);
  }

  draw(photo, options) {
    this.renderer.draw(photo, options);
    return this.renderer.canvas;
  }
}

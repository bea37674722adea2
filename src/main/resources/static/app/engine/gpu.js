import {LutRenderer} from '../../lutra.js';

/** The pictures with WebGL2, by the renderer of lutra.js. */
export class GpuEngine {
  gpu = true;

  static create() {
    const renderer = LutRenderer.create();
    return renderer && new GpuEngine(renderer);
  }

  constructor(renderer) {
    this.renderer = renderer;
    this.software = renderer.software;
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
    const photo = this.renderer.photo(bitmap);
    bitmap.close();
    return photo;
  }

  draw(photo, options) {
    this.renderer.draw(photo, options);
    return this.renderer.canvas;
  }
}

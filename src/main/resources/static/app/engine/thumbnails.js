import {COARSE, MEDIUM} from './lattices.js';

const SLICE = 12; // milliseconds of work before messages are heard again
const CHUNK = 12; // looks whose lattices are decoded at once

/** Draws the thumbnails that are wanted, in their order; first all of them coarse, then those that are seen, finer. */
export class Thumbnails {
  constructor(engine, lattices, photos, deliver) {
    Object.assign(this, {engine, lattices, photos, deliver});
    this.drawn = new Map(); // key → the size of the lattice that it was drawn with
    this.generation = 0;
    const {port1, port2} = new MessageChannel();
    this.pause = () => new Promise((resume) => {
      port1.onmessage = resume;
      port2.postMessage(null);
    });
  }

  forget() {
    this.generation++;
    this.drawn.clear();
  }

  /** @param {{keys: string[], seen: number, width: number, height: number, again: string[]}} request the first `seen` keys are on the screen */
  want({keys, seen, width, height, again}) {
    if (this.wanted?.width !== width || this.wanted?.height !== height) this.forget();
    for (const key of again) this.drawn.delete(key);
    this.wanted = {keys, seen, width, height};
    if (!this.running) this.running = this.run().finally(() => (this.running = null));
  }

  async run() {
    for (;;) {
      const {wanted, generation} = this;
      const {size, keys} = this.next(wanted);
      if (!keys.length) return;
      const started = performance.now();
      const lattices = await this.lattices.all(keys, size);
      const {photo} = await this.photos.thumbnail(wanted.width, wanted.height);
      let drawn = [];
      for (let i = 0; i < keys.length; i++) {
        if (generation !== this.generation) break;
        this.drawn.set(keys[i], size);
        if (!lattices[i]) continue;
        const canvas = this.engine.draw(photo, {mix: [[lattices[i], 1]], view: {x: 0, y: 0, scale: 1}, width: wanted.width, height: wanted.height});
        drawn.push({key: keys[i], bitmap: canvas.transferToImageBitmap()});
        if (performance.now() - started > SLICE) {
          this.deliver(drawn);
          drawn = [];
          await this.pause();
        }
      }
      if (drawn.length) this.deliver(drawn);
      await this.pause();
    }
  }

  next({keys, seen}) {
    const missing = keys.filter((key) => !this.drawn.has(key));
    if (missing.length) return {size: COARSE, keys: missing.slice(0, CHUNK)};
    return {size: MEDIUM, keys: keys.slice(0, seen).filter((key) => this.drawn.get(key) === COARSE).slice(0, CHUNK / 2)};
  }
}

import {COARSE, MEDIUM} from './lattices.js';

/** Milliseconds of work at once; then messages are heard, and the page is shown. Software is slowed down by small pieces. */
const SLICE = {hardware: 16, software: 100};
const LEAST = 4; // looks at once
const MOST = 32;

/** Draws the thumbnails that are wanted, in their order; first all of them coarse, then those that are seen, finer. */
export class Thumbnails {
  constructor(engine, lattices, photos, deliver) {
    Object.assign(this, {engine, lattices, photos, deliver});
    this.drawn = new Map(); // key → the size of the lattice that it was drawn with
    this.generation = 0;
    this.first = null;
    this.chunk = LEAST;
    this.slice = engine.software ? SLICE.software : SLICE.hardware;
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

  /** The large view goes first: no thumbnail is begun until it is done. */
  async after(work) {
    const before = this.first;
    const mine = (this.first = Promise.allSettled([before, work]));
    try {
      return await work;
    } finally {
      if (this.first === mine) this.first = null;
    }
  }

  async run() {
    let settled = null;
    for (;;) {
      await this.first;
      const {wanted, generation} = this;
      const {size, keys} = this.next(wanted);
      if (!keys.length) return;
      const {photo} = await this.photos.thumbnail(wanted.width, wanted.height);
      const started = performance.now();
      // The details are decoded while the device still draws what came before.
      const lattices = await this.lattices.all(keys, size, settled);
      const drawn = [];
      for (let i = 0; i < keys.length; i++) {
        if (generation !== this.generation) break;
        this.drawn.set(keys[i], size);
        if (!lattices[i]) continue;
        const canvas = this.engine.draw(photo, {mix: [[lattices[i], 1]], view: {x: 0, y: 0, scale: 1}, width: wanted.width, height: wanted.height});
        drawn.push({key: keys[i], bitmap: canvas.transferToImageBitmap()});
      }
      settled = this.engine.settled();
      const fitting = (keys.length * this.slice) / (performance.now() - started);
      this.chunk = Math.max(LEAST, Math.min(MOST, Math.round((this.chunk + fitting) / 2)));
      if (drawn.length) this.deliver(drawn);
      await this.pause();
    }
  }

  next({keys, seen}) {
    const missing = keys.filter((key) => !this.drawn.has(key));
    if (missing.length) return {size: COARSE, keys: missing.slice(0, this.chunk)};
    return {size: MEDIUM, keys: keys.slice(0, seen).filter((key) => this.drawn.get(key) === COARSE).slice(0, Math.ceil(this.chunk / 2))};
  }
}

const LARGEST = 8192; // pixels a side that one texture may have on nearly every device
const TILE = 2048;

/** The photograph: whole for the export and 1:1, smaller for the view, smallest for the thumbnails. */
export class Photos {
  constructor(engine) {
    this.engine = engine;
    this.turn = 0;
  }

  /** Opens the photograph that was asked for last, whichever is read first. */
  async open(load) {
    const turn = ++this.turn;
    const blob = await load();
    const full = await createImageBitmap(blob, {imageOrientation: 'from-image'});
    const proxy = await shrunk(full, this.engine.software ? 1600 : 2560);
    if (turn !== this.turn) {
      full.close();
      if (proxy !== full) proxy.close();
      throw new Error('Another photograph was opened meanwhile.');
    }
    this.close();
    this.full = full;
    this.proxy = proxy;
    this.proxyPhoto = this.engine.photo(proxy);
    return {width: full.width, height: full.height};
  }

  /** After the loss of the device: the pixels are still here. */
  again() {
    this.fullPhoto = this.thumb = null;
    if (this.proxy) this.proxyPhoto = this.engine.photo(this.proxy);
  }

  close() {
    this.proxyPhoto?.free();
    this.fullPhoto?.free();
    this.thumb?.photo.free();
    this.full?.close();
    if (this.proxy !== this.full) this.proxy?.close();
    this.fullPhoto = this.thumb = null;
  }

  /** A crop of the middle, of the proportions of a thumbnail, with exactly its pixels. */
  async thumbnail(width, height) {
    if (this.thumb?.width !== width || this.thumb?.height !== height) {
      const {proxy} = this;
      const scale = Math.max(width / proxy.width, height / proxy.height);
      const w = width / scale;
      const h = height / scale;
      const bitmap = await createImageBitmap(proxy, (proxy.width - w) / 2, (proxy.height - h) / 2, w, h,
        {resizeWidth: width, resizeHeight: height, resizeQuality: 'high'});
      if (proxy !== this.proxy) return this.thumbnail(width, height);
      this.thumb?.photo.free();
      this.thumb = {width, height, bitmap, photo: this.engine.photo(bitmap)};
    }
    return this.thumb;
  }

  /** Draws a region, told in pixels of the whole photograph, out of the smallest photo that is sharp enough. */
  draw(spec, {x, y, scale, width, height}) {
    const factor = this.proxy.width / this.full.width;
    const sharp = scale > factor * 1.1 && factor < 1 && Math.max(this.full.width, this.full.height) <= LARGEST;
    if (sharp && !this.fullPhoto) this.fullPhoto = this.engine.photo(this.full);
    const view = sharp ? {x, y, scale} : {x: x * factor, y: y * factor, scale: scale / factor};
    return this.engine.draw(sharp ? this.fullPhoto : this.proxyPhoto, {...spec, view, width, height});
  }

  /** The whole photograph with the look, as a file; in tiles, so that no limit of the device matters. */
  async graded(spec, type) {
    const {width, height} = this.full;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', {alpha: false});
    for (let y = 0; y < height; y += TILE) {
      for (let x = 0; x < width; x += TILE) {
        const w = Math.min(TILE, width - x);
        const h = Math.min(TILE, height - y);
        const tile = await createImageBitmap(this.full, x, y, w, h);
        const photo = this.engine.photo(tile);
        context.drawImage(this.engine.draw(photo, {...spec, split: null, before: null, difference: null, view: {x: 0, y: 0, scale: 1}, width: w, height: h}), 0, 0);
        photo.free();
        tile.close();
      }
    }
    return canvas.convertToBlob({type, quality: 0.95});
  }

  /** The pixels of a small version with the look. */
  pixels(spec, width = 256) {
    const scale = width / this.proxy.width;
    const height = Math.max(1, Math.round(this.proxy.height * scale));
    const drawn = this.engine.draw(this.proxyPhoto, {...spec, view: {x: 0, y: 0, scale}, width, height});
    const context = new OffscreenCanvas(width, height).getContext('2d', {willReadFrequently: true});
    context.drawImage(drawn, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  }
}

async function shrunk(bitmap, side) {
  const scale = side / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  return createImageBitmap(bitmap, {
    resizeWidth: Math.round(bitmap.width * scale), resizeHeight: Math.round(bitmap.height * scale), resizeQuality: 'high',
  });
}

import {readModel, writeToken} from '../../lutra.js';
import {greys, histogram, likeness} from './analysis.js';
import {CpuEngine} from './cpu.js';
import {GpuEngine} from './gpu.js';
import {COARSE, FINE, Lattices, MEDIUM} from './lattices.js';
import {Photos} from './photos.js';
import {Thumbnails} from './thumbnails.js';

/** All that computes happens here, beside the page, so that the page never waits for it. */
const engine = GpuEngine.create() ?? new CpuEngine();
const lattices = new Lattices(engine);
const photos = new Photos(engine);
const thumbnails = new Thumbnails(engine, lattices, photos, (drawn) => postMessage({type: 'thumbnails', drawn}, drawn.map((each) => each.bitmap)));
/** What the large view is drawn with: a processor alone has no time for more. */
const VIEW = engine.gpu ? FINE : MEDIUM;
let opened;
/** What needs the model waits until its file is here. */
let model = new Promise((resolve) => (opened = resolve));
engine.onlost = () => {
  lattices.clear();
  photos.again();
  thumbnails.forget();
  postMessage({type: 'lost'});
};

async function resolved({mix, before, difference, ...rest}, size) {
  await model;
  return {
    ...rest,
    mix: await lattices.mix(mix, size),
    before: before && (await lattices.mix(before, size)),
    difference: difference && {...difference, mix: await lattices.mix(difference.mix, size)},
  };
}

async function draw({panes, coarse}) {
  const specs = await Promise.all(panes.map((pane) => resolved(pane.spec, coarse ? COARSE : VIEW)));
  const drawn = panes.map(({region}, i) => photos.draw(specs[i], region).transferToImageBitmap());
  // Where the processor draws, a queue of pictures that are late already helps nobody.
  if (engine.software) await engine.settled();
  return drawn;
}

const handlers = {
  async open({file}) {
    const read = await readModel(file);
    lattices.use(read);
    thumbnails.forget();
    opened(read);
    model = Promise.resolve(read);
    return {id: read.id, title: read.title, looks: read.looks.map((look) => look.id), software: engine.software, gpu: engine.gpu};
  },

  async photo({blob, url}) {
    const size = await photos.open(async () => blob ?? (await fetch(url)).blob());
    thumbnails.forget();
    return size;
  },

  async wanted(request) {
    await model;
    thumbnails.want(request);
  },

  draw: (request) => thumbnails.after(draw(request)),

  async analyse({spec}) {
    const found = await resolved({...spec, difference: null}, VIEW);
    const mix = found.mix.map(([lattice, weight]) => [engine.values(lattice), lattice.size, weight]);
    return {histogram: histogram(photos.pixels(found)), greys: greys(mix, spec.strength)};
  },

  async values({mix, strength, size}) {
    await model;
    return lattices.values(mix, strength, size);
  },

  async token({mix, strength, bytes}) {
    await model;
    return writeToken(await lattices.values(mix, strength, FINE), FINE, {bytes});
  },

  async likeness({key}) {
    return likeness(await model, await lattices.exact(key, likeness.POINTS), () => new Promise((resume) => setTimeout(resume)));
  },

  async graded({spec, format}) {
    return photos.graded(await resolved(spec, FINE), format);
  },
};

onmessage = async ({data: {id, type, ...request}}) => {
  try {
    const result = await handlers[type](request);
    postMessage({id, result}, Array.isArray(result) ? result.filter((each) => each instanceof ImageBitmap) : []);
  } catch (e) {
    postMessage({id, error: e.message ?? String(e)});
  }
};

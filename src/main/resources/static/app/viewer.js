import {$, h, press} from './dom.js';
import {blending, GAIN, shownIds, specOf} from './spec.js';
import {on, set, state, title} from './store.js';
import {ask, firstLook, latest, onLost} from './studio.js';

/** Software has no time for every pixel of a large screen. */
const SOFTWARE_PIXELS = 900_000;

let panes = [];
let software = true;
const fine = new Set();

export function startViewer(engine) {
  engine.then((found) => {
    ({software} = found);
    document.documentElement.toggleAttribute('data-software', software);
  }, () => {});
  new ResizeObserver(redraw).observe($('stage'));
  on(['current', 'hover', 'compare', 'pins', 'photo'], arrange);
  on(['strength', 'inverse', 'network', 'difference', 'original', 'split', 'view', 'blend', 'current', 'hover', 'compare', 'pins', 'photo', 'looks'], redraw);
  on(['photo'], () => set({view: null}));
  on(['original', 'inverse', 'difference', 'network', 'blend', 'hover', 'compare'], showBadge);
  on(['original', 'split', 'compare', 'pins'], showTools);
  $('original').addEventListener('pointerdown', (event) => hold(event.target.closest('button'), event.pointerId));
  $('original').addEventListener('click', (event) => event.detail === 0 && set({original: !state.original}));
  $('compare').addEventListener('click', toggleCompare);
  // Everything is drawn anew when the device that draws was lost.
  onLost(() => set({photo: {...state.photo}}));
  showTools();
}

function hold(button, pointer) {
  button.setPointerCapture(pointer);
  set({original: true});
  for (const end of ['pointerup', 'pointercancel']) button.addEventListener(end, () => set({original: false}), {once: true});
}

export function toggleCompare() {
  if (state.pins.length > 1) set({compare: !state.compare, blend: {...state.blend, on: false}});
}

function arrange() {
  const ids = shownIds();
  while (panes.length < ids.length) panes.push(pane());
  for (const extra of panes.splice(ids.length)) extra.figure.remove();
  $('panes').dataset.count = ids.length;
  ids.forEach((id, i) => {
    panes[i].id = id;
    panes[i].caption.textContent = title(id);
    panes[i].caption.hidden = ids.length === 1 && !state.hover;
    panes[i].canvas.setAttribute('aria-label', `Photograph with ${title(id)}`);
  });
  // Until the new pictures are there, the old ones lie where they will be.
  if (state.photo && !state.view) for (const each of panes) lay(each, place(each.figure));
}

function pane() {
  const canvas = h('canvas', {role: 'img', width: 1, height: 1});
  const caption = h('figcaption');
  const figure = h('figure', {class: 'pane'}, canvas, caption);
  $('panes').append(figure);
  return {figure, canvas, caption, context: canvas.getContext('bitmaprenderer')};
}

/** The scale at which a pane shows the whole photograph, in CSS pixels a pixel of the photograph. */
export function fitScale(figure = panes[0]?.figure) {
  if (!figure || !state.photo) return 1;
  return Math.min(figure.clientWidth / state.photo.width, figure.clientHeight / state.photo.height);
}

export const paneSize = () => panes[0] && {width: panes[0].figure.clientWidth, height: panes[0].figure.clientHeight};

/** Where the photograph lies in a pane, and the part of it that is seen; in CSS pixels. */
function place(figure) {
  const {clientWidth: w, clientHeight: height} = figure;
  const {x, y, scale} = state.view ?? {x: 0.5, y: 0.5, scale: fitScale(figure)};
  const left = w / 2 - x * state.photo.width * scale;
  const top = height / 2 - y * state.photo.height * scale;
  const seenLeft = Math.max(0, left);
  const seenTop = Math.max(0, top);
  return {
    left, top, scale, seenLeft, seenTop,
    seenWidth: Math.min(w, left + state.photo.width * scale) - seenLeft,
    seenHeight: Math.min(height, top + state.photo.height * scale) - seenTop,
  };
}

function lay({figure, canvas, caption}, {seenLeft, seenTop, seenWidth, seenHeight}) {
  Object.assign(caption.style, {left: `${seenLeft + 10}px`, bottom: `${figure.clientHeight - seenTop - seenHeight + 10}px`});
  Object.assign(canvas.style, {left: `${seenLeft}px`, top: `${seenTop}px`, width: `${seenWidth}px`, height: `${seenHeight}px`});
}

function request({figure, id}) {
  const at = place(figure);
  let density = devicePixelRatio;
  const pixels = at.seenWidth * at.seenHeight * density ** 2 * panes.length;
  if (software && pixels > SOFTWARE_PIXELS) density *= Math.sqrt(SOFTWARE_PIXELS / pixels);
  const spec = specOf(id);
  if (state.split !== null && panes.length === 1 && !state.original && !spec.difference) {
    spec.before = [];
    spec.split = Math.min(1, Math.max(0, (state.split * figure.clientWidth - at.seenLeft) / at.seenWidth));
  }
  const region = {
    x: (at.seenLeft - at.left) / at.scale, y: (at.seenTop - at.top) / at.scale, scale: at.scale * density,
    width: Math.max(1, Math.round(at.seenWidth * density)), height: Math.max(1, Math.round(at.seenHeight * density)),
  };
  return {at, request: {spec, region}};
}

const draw = latest(async () => {
  await new Promise(requestAnimationFrame);
  if (!state.photo || !panes.length || $('viewer').hidden || !$('stage').clientWidth) return;
  const drawn = panes.map((each) => ({each, ...request(each)})).filter(({at}) => at.seenWidth > 0 && at.seenHeight > 0);
  const keys = drawn.flatMap(({request: {spec}}) => spec.mix.map(([key]) => key));
  // The first look at a look comes coarse at once, and the fine one after it.
  if (software && keys.some((key) => !fine.has(key) && !key.includes(':'))) await show(drawn, true);
  if (keys.join() === panes.flatMap(({id}) => specOf(id).mix.map(([key]) => key)).join()) {
    await show(drawn, false);
    for (const key of keys) fine.add(key);
    if (fine.size > 40) fine.clear();
  }
});

async function show(drawn, coarse) {
  try {
    const bitmaps = await ask('draw', {panes: drawn.map(({request: each}) => each), coarse});
    drawn.forEach(({each, at}, i) => {
      const {width, height} = bitmaps[i];
      Object.assign(each.canvas, {width, height});
      each.context.transferFromImageBitmap(bitmaps[i]);
      lay(each, at);
    });
    $('stage').dataset.shown = drawn.map(({each}) => each.id).join(' ');
    delete $('stage').dataset.failed;
    showBadge();
    firstLook();
  } catch (e) {
    $('stage').dataset.failed = 'true';
    $('badge').hidden = false;
    $('badge').textContent = e.message;
  }
}

export function redraw() {
  if (!$('viewer').hidden) draw();
}

function showBadge() {
  const text = state.original ? 'Original'
    : state.difference && !state.inverse ? `What the detail changes, × ${GAIN}`
      : state.inverse ? 'The look undone'
        : state.network ? 'Network only'
          : blending() && !state.hover && !state.compare ? 'Blend' : '';
  $('badge').textContent = text;
  $('badge').hidden = !text;
}

function showTools() {
  press($('original'), state.original);
  press($('compare'), state.compare);
  $('compare').disabled = state.pins.length < 2;
  $('compare').title = state.pins.length < 2 ? 'Pin two to four looks (P) to compare them' : `Compare ${state.pins.length} pinned looks (C)`;
}

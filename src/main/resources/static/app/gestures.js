import {$} from './dom.js';
import {on, set, state} from './store.js';
import {fitScale, paneSize} from './viewer.js';

const HOLD = 220; // milliseconds after which a press that stays shows the original
const SLACK = 5; // pixels that a press may move
const MOST = 8;

const pointers = new Map();
let pressed = null;
let pinch = null;

export function startGestures() {
  const stage = $('stage');
  stage.addEventListener('pointerdown', down);
  stage.addEventListener('pointermove', move);
  for (const end of ['pointerup', 'pointercancel']) stage.addEventListener(end, up);
  stage.addEventListener('dblclick', (event) => zoomTo(state.view ? null : oneToOne(), at(event)));
  stage.addEventListener('wheel', (event) => {
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0018)), at(event));
  }, {passive: false});
  $('zoom-in').addEventListener('click', () => zoomBy(1.5));
  $('zoom-out').addEventListener('click', () => zoomBy(1 / 1.5));
  $('zoom').addEventListener('click', () => zoomTo(state.view ? null : oneToOne()));
  on(['view', 'photo', 'compare', 'current'], show);
}

/** One pixel of the photograph on one pixel of the screen. */
export const oneToOne = () => 1 / devicePixelRatio;

/** The place of an event in its pane, from the middle. */
function at(event) {
  const pane = event.target.closest('.pane') ?? document.querySelector('.pane');
  const box = pane.getBoundingClientRect();
  return {x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2};
}

const view = () => state.view ?? {x: 0.5, y: 0.5, scale: fitScale()};

export function zoomBy(factor, point) {
  const now = view();
  const to = now.scale * factor;
  zoomTo(to <= fitScale() * 1.001 ? null : to, point);
}

/** Zooms so that what lies under the point stays there. */
export function zoomTo(scale, point = {x: 0, y: 0}) {
  if (scale === null) return set({view: null});
  const now = view();
  const next = Math.min(MOST, Math.max(scale, Math.min(fitScale(), oneToOne())));
  const {width, height} = state.photo;
  set({view: within({
    x: now.x + (point.x / now.scale - point.x / next) / width,
    y: now.y + (point.y / now.scale - point.y / next) / height,
    scale: next,
  })});
}

export function pan(dx, dy) {
  if (!state.view) return;
  const {x, y, scale} = state.view;
  set({view: within({x: x - dx / scale / state.photo.width, y: y - dy / scale / state.photo.height, scale})});
}

/** Keeps the photograph in its pane. */
function within({x, y, scale}) {
  const pane = paneSize();
  const half = (side, length) => Math.min(0.5, side / 2 / scale / length);
  const hx = half(pane.width, state.photo.width);
  const hy = half(pane.height, state.photo.height);
  return {x: Math.min(1 - hx, Math.max(hx, x)), y: Math.min(1 - hy, Math.max(hy, y)), scale};
}

function down(event) {
  if (event.button || !state.photo) return;
  $('stage').setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, {x: event.clientX, y: event.clientY});
  clearTimeout(pressed?.timer);
  if (pointers.size === 1) {
    pressed = {x: event.clientX, y: event.clientY, timer: setTimeout(() => set({original: true}), HOLD)};
  } else if (pointers.size === 2) {
    set({original: false});
    pressed = null;
    pinch = spread();
  }
}

function move(event) {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  pointers.set(event.pointerId, {x: event.clientX, y: event.clientY});
  if (pinch && pointers.size === 2) {
    const now = spread();
    const box = $('stage').getBoundingClientRect();
    pan(now.x - pinch.x, now.y - pinch.y);
    zoomBy(now.distance / pinch.distance, {x: now.x - box.left - box.width / 2, y: now.y - box.top - box.height / 2});
    pinch = now;
  } else if (pressed?.dragging || (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > SLACK)) {
    if (state.view && !state.original) {
      clearTimeout(pressed.timer);
      pressed.dragging = true;
      $('stage').classList.add('dragged');
      pan(event.clientX - before.x, event.clientY - before.y);
    }
  }
}

function up(event) {
  if (!pointers.delete(event.pointerId)) return;
  clearTimeout(pressed?.timer);
  pressed = null;
  pinch = null;
  $('stage').classList.remove('dragged');
  set({original: false});
}

function spread() {
  const [a, b] = [...pointers.values()];
  return {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, distance: Math.hypot(a.x - b.x, a.y - b.y) || 1};
}

function show() {
  const scale = view().scale * devicePixelRatio;
  const text = state.view ? (Math.abs(scale - 1) < 0.005 ? '1:1' : `${Math.round(scale * 100)} %`) : 'Fit';
  $('zoom').textContent = text;
  $('zoom').setAttribute('aria-label', `Zoom: ${text === 'Fit' ? 'fit' : text}`);
  $('stage').classList.toggle('zoomed', Boolean(state.view));
}

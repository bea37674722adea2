import {$, h, icon, press} from './dom.js';
import {look, on, set, state, togglePin, toggleStar} from './store.js';
import {ask, firstLook, onThumbnails} from './studio.js';

/** Thumbnails that are kept beyond those on the screen. */
const KEPT = 600;

const cards = new Map(); // id → {item, link, canvas, star, pin, painted}
const seen = new Set();
const pending = new Map();
let observer;
let allDrawn = false;
let focused = null;

export function startGrid() {
  const list = $('looks');
  observer = new IntersectionObserver((entries) => {
    for (const {target, isIntersecting} of entries) {
      if (isIntersecting) seen.add(target.dataset.id);
      else seen.delete(target.dataset.id);
      if (isIntersecting) transfer(cards.get(target.dataset.id));
    }
    want();
  }, {rootMargin: '120px'});
  list.addEventListener('click', clicked);
  list.addEventListener('pointerover', ({target, pointerType}) => pointerType === 'mouse' && set({hover: target.closest('.card')?.dataset.id ?? null}));
  list.addEventListener('pointerleave', () => set({hover: null}));
  list.addEventListener('focusin', ({target}) => {
    const id = target.closest('.card')?.dataset.id;
    if (id) rove(id);
  });
  onThumbnails((drawn) => {
    for (const {key, bitmap} of drawn) pending.set(key, bitmap);
    if (pending.size === drawn.length) requestAnimationFrame(paint);
  });
  on(['visible'], arrange);
  on(['stars', 'pins', 'current'], mark);
  on(['photo', 'thumbnailSize'], resize);
  resize();
}

function clicked(event) {
  const card = event.target.closest('.card');
  if (!card || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  if (event.target.closest('.star')) toggleStar(card.dataset.id);
  else if (event.target.closest('.pin')) togglePin(card.dataset.id);
  else set({current: card.dataset.id, hover: null});
}

function arrange() {
  const list = $('looks');
  const wanted = state.visible.map((id) => card(id).item);
  const keep = new Set(wanted);
  for (const item of [...list.children]) if (!keep.has(item)) remove(item);
  wanted.forEach((item, i) => {
    if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
  });
  for (const id of cards.keys()) if (!look(id)) cards.delete(id);
  rove(state.visible.includes(focused) ? focused : state.visible[0]);
  mark();
  want();
}

function remove(item) {
  item.remove();
  seen.delete(item.dataset.id);
}

function card(id) {
  if (cards.has(id)) return cards.get(id);
  const {title} = look(id);
  const canvas = h('canvas', {'aria-hidden': 'true', width: 3, height: 2});
  const link = h('a', {href: `/looks/${encodeURIComponent(id)}`, tabIndex: -1, draggable: false}, canvas, h('span', {class: 'name'}, title));
  const star = h('button', {type: 'button', class: 'star', tabIndex: -1, 'aria-pressed': 'false', 'aria-label': `Star ${title}`, title: 'Star (S)'}, icon('star'));
  const pin = h('button', {type: 'button', class: 'pin', tabIndex: -1, 'aria-pressed': 'false', 'aria-label': `Pin ${title}`, title: 'Pin (P)'}, icon('pin'));
  const item = h('li', {class: 'card', 'data-id': id}, link, h('span', {class: 'marks'}, star, pin));
  cards.set(id, {item, link, canvas, star, pin, painted: false});
  observer.observe(item);
  return cards.get(id);
}

function mark() {
  for (const [id, {item, link, star, pin}] of cards) {
    press(star, state.stars.has(id));
    press(pin, state.pins.includes(id));
    item.classList.toggle('current', id === state.current);
    if (id === state.current) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** Pixels of a thumbnail: those of the photograph's proportions, within limits, and few kinds, so that few are drawn anew. */
function size() {
  const {width, height} = state.photo;
  const ratio = Math.min(16 / 9, Math.max(4 / 5, width / height));
  const dense = state.thumbnailSize * Math.min(devicePixelRatio, 2);
  const w = [160, 240, 360, 480, 720].find((step) => step >= dense) ?? 720;
  return {width: w, height: Math.round(w / ratio)};
}

function resize() {
  $('looks').style.setProperty('--card', `${state.thumbnailSize}px`);
  if (!state.photo) return;
  const {width, height} = size();
  $('looks').style.setProperty('--ratio', `${width} / ${height}`);
  want();
}

let asked = 0;
/** Asks for the thumbnails on the screen first, then for the others, as many as are kept. */
function want() {
  if (asked || !state.photo || !state.visible.length) return;
  asked = requestAnimationFrame(() => {
    asked = 0;
    const first = state.visible.filter((id) => seen.has(id));
    const rest = state.visible.filter((id) => !seen.has(id));
    const keys = [...first, ...rest].slice(0, KEPT);
    const again = first.filter((id) => !cards.get(id).painted);
    release(new Set(keys));
    ask('wanted', {keys, seen: first.length, again: again.filter((id) => cards.get(id).released), ...size()}).catch(() => {});
  });
}

function release(keep) {
  for (const [id, each] of cards) {
    if (!each.painted || keep.has(id) || cards.size <= KEPT) continue;
    each.bitmap?.close();
    Object.assign(each, {bitmap: null, painted: false, released: true});
    each.canvas.width = each.canvas.height = 1;
  }
}

function paint() {
  for (const [id, bitmap] of pending) {
    const each = cards.get(id);
    if (!each) {
      bitmap.close();
      continue;
    }
    each.bitmap?.close();
    Object.assign(each, {bitmap, painted: true, released: false});
    if (seen.has(id)) transfer(each);
  }
  pending.clear();
  firstLook();
  if (!allDrawn && state.looks.length && state.looks.slice(0, KEPT).every(({id}) => cards.get(id)?.painted)) {
    allDrawn = true;
    performance.mark('lutra:all-thumbnails');
    document.documentElement.dataset.thumbnails = 'all';
  }
}

/** What is not seen costs nothing to show: its picture waits until it scrolls in. */
function transfer(each) {
  if (!each.bitmap) return;
  each.context ??= each.canvas.getContext('bitmaprenderer');
  each.context.transferFromImageBitmap(each.bitmap);
  each.bitmap = null;
  each.item.classList.add('painted');
}

/** One look of the list is reached by Tab, the others by the arrow keys. */
function rove(id) {
  if (focused && cards.has(focused)) cards.get(focused).link.tabIndex = -1;
  focused = id ?? null;
  if (focused) card(focused).link.tabIndex = 0;
}

export const focusedLook = () => document.activeElement?.closest?.('.card')?.dataset.id;

export function focusLook(id) {
  const each = cards.get(id);
  if (!each) return;
  each.link.focus({preventScroll: true});
  each.item.scrollIntoView({block: 'nearest', inline: 'nearest'});
}

export const showLook = (id) => cards.get(id)?.item.scrollIntoView({block: 'nearest', inline: 'nearest'});

/** Moves the focus through the list, as its rows lie on the screen. */
export function step(key) {
  const ids = state.visible;
  const at = Math.max(0, ids.indexOf(focused));
  const columns = Math.max(1, getComputedStyle($('looks')).gridTemplateColumns.split(' ').length);
  const move = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -at, End: ids.length - 1 - at}[key];
  const to = Math.min(ids.length - 1, Math.max(0, at + move));
  focusLook(ids[to]);
  return ids[to];
}

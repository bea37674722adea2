import {$, h, percent, press} from '../dom.js';
import {on, set, state, title, togglePin} from '../store.js';
import {weights} from '../spec.js';

let pad;

export function startBlend() {
  on(['pins', 'current'], build);
  on(['blend', 'pins'], show);
  build();
}

function build() {
  const {pins} = state;
  const handle = h('span', {
    id: 'blend-handle', class: 'handle', role: 'slider', tabIndex: 0, 'aria-label': 'Mix of the pinned looks', 'aria-valuemin': '0', 'aria-valuemax': '100', onkeydown: keys,
  });
  pad = h('div', {class: 'pad', id: 'blend-pad', 'data-corners': String(pins.length)},
    h('canvas', {width: 2, height: 2, 'aria-hidden': 'true'}), ...pins.map((id, i) => h('span', {class: `corner corner-${i}`}, title(id))), handle);
  pad.addEventListener('pointerdown', (event) => {
    pad.setPointerCapture(event.pointerId);
    moveTo(event);
    handle.focus({preventScroll: true});
  });
  pad.addEventListener('pointermove', (event) => pad.hasPointerCapture(event.pointerId) && moveTo(event));
  $('panel-blend').replaceChildren(
    pins.length < 2
      ? h('div', {class: 'hint'}, h('p', {}, 'Pin two to four looks to blend them. Each gets a corner of a pad, and you move between them.'),
        state.current && !pins.includes(state.current) && h('button', {type: 'button', class: 'button', onclick: () => togglePin(state.current)}, `Pin ${title(state.current)}`))
      : h('div', {class: 'stack'},
        h('button', {type: 'button', id: 'blend-toggle', class: 'button', 'aria-pressed': String(state.blend.on), title: 'Blend (B)', onclick: toggleBlend}, 'Show the blend'), pad),
    pins.length ? h('ul', {class: 'pins', 'aria-label': 'Pinned looks'}, ...pins.map((id) => h('li', {},
      h('span', {class: 'pin-name'}, title(id)), h('output', {class: 'weight', 'data-weight': id}),
      h('button', {type: 'button', class: 'button square quiet', 'aria-label': `Unpin ${title(id)}`, onclick: () => togglePin(id)}, '×')))) : '');
  show();
}

export function toggleBlend() {
  if (state.pins.length > 1) set({blend: {...state.blend, on: !state.blend.on}, compare: false, current: state.current ?? state.pins[0]});
}

const clip = (value) => Math.min(1, Math.max(0, Math.round(value * 100) / 100));

function put(x, y) {
  set({blend: {on: true, x: clip(x), y: state.pins.length === 2 ? 0.5 : clip(y)}, compare: false});
}

function moveTo({clientX, clientY}) {
  const box = pad.getBoundingClientRect();
  put((clientX - box.left) / box.width, (clientY - box.top) / box.height);
}

function keys(event) {
  const step = event.shiftKey ? 0.1 : 0.02;
  const move = {ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step]}[event.key];
  if (!move) return;
  event.preventDefault();
  event.stopPropagation();
  put(state.blend.x + move[0], state.blend.y + move[1]);
}

function show() {
  const {blend: {x, y, on: shown}, pins} = state;
  const toggle = $('blend-toggle');
  if (!toggle) return;
  press(toggle, shown);
  toggle.textContent = shown ? 'Showing the blend' : 'Show the blend';
  const handle = $('blend-handle');
  Object.assign(handle.style, {left: `${x * 100}%`, top: `${y * 100}%`});
  const parts = weights();
  const text = pins.map((id, i) => `${title(id)} ${percent(parts[i])}`).join(', ');
  handle.setAttribute('aria-valuenow', String(Math.round(x * 100)));
  handle.setAttribute('aria-valuetext', text);
  pins.forEach((id, i) => (document.querySelector(`[data-weight="${CSS.escape(id)}"]`).textContent = percent(parts[i])));
}

import {$, dialog, h} from './dom.js';
import {focusedLook, showLook, step} from './grid.js';
import {oneToOne, pan, zoomBy, zoomTo} from './gestures.js';
import {toggleBlend} from './panels/blend.js';
import {changeStrength} from './panels/panel.js';
import {choosePhoto} from './photo.js';
import {toggleSplit} from './split.js';
import {look, set, state, togglePin, toggleStar} from './store.js';
import {toggleCompare} from './viewer.js';

const SURROUNDS = ['grey', 'black', 'white'];

const SHEET = [
  ['Anywhere', [['/', 'Search'], ['O', 'Open a photograph'], ['S', 'Star'], ['P', 'Pin'], ['T', 'Light or dark theme'], ['?', 'This sheet'], ['Esc', 'Close']]],
  ['Looks', [['← → ↑ ↓', 'Move through the looks'], ['Enter', 'Large view']]],
  ['Large view', [['← →', 'Previous, next look'], ['\\', 'Original, while held'], ['V', 'Split'], ['C', 'Compare the pinned looks'], ['B', 'Blend the pinned looks'],
    ['0', 'Whole photograph'], ['1', '1:1'], ['+ −', 'Zoom'], ['Shift ← → ↑ ↓', 'Move the photograph'], ['[ ]', 'Strength'],
    ['I', 'Undo the look'], ['N', 'Network only'], ['D', 'Difference'], ['G', 'Surround']]],
];

/** The look that a key is meant for: the one in focus, else the one in the large view. */
const meant = () => focusedLook() ?? state.current;

const anywhere = {
  '?': showKeys,
  '/': () => {
    $('search').focus();
    $('search').select();
  },
  o: choosePhoto,
  t: toggleTheme,
  s: () => meant() && toggleStar(meant()),
  p: () => meant() && togglePin(meant()),
};

const encoded = () => Boolean(look(state.current)?.model);

const large = {
  v: toggleSplit,
  c: toggleCompare,
  b: () => {
    set({tab: 'blend'});
    toggleBlend();
  },
  0: () => zoomTo(null),
  1: () => zoomTo(oneToOne()),
  '+': () => zoomBy(1.25),
  '=': () => zoomBy(1.25),
  '-': () => zoomBy(1 / 1.25),
  '[': () => changeStrength(-5),
  ']': () => changeStrength(5),
  i: () => !look(state.current)?.token && set({inverse: !state.inverse}),
  n: () => encoded() && set({network: !state.network, difference: false}),
  d: () => encoded() && set({difference: !state.difference, network: false}),
  g: toggleSurround,
};

export function startKeys() {
  addEventListener('keydown', pressed);
  addEventListener('keyup', ({key}) => key === '\\' && set({original: false}));
  addEventListener('blur', () => set({original: false}));
  $('theme').addEventListener('click', toggleTheme);
  $('surround').addEventListener('click', toggleSurround);
  $('help-open').addEventListener('click', showKeys);
  $('previous').addEventListener('click', () => go(-1));
  $('next').addEventListener('click', () => go(1));
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || $('dialog').open) return;
  const typing = event.target.matches('input:not([type=range], [type=checkbox]), select, textarea, [contenteditable]');
  if (event.key === 'Escape') return escape(event, typing);
  if (typing) return;
  if (event.key.startsWith('Arrow') || event.key === 'Home' || event.key === 'End') return arrow(event);
  if (event.key === '\\' && state.current) {
    event.preventDefault();
    return set({original: true});
  }
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = anywhere[key] ?? (state.current ? large[key] : null);
  if (!action) return;
  event.preventDefault();
  action();
}

function escape(event, typing) {
  if (typing) return event.target.blur();
  if (document.querySelector('[popover]:not([popover=manual]):popover-open')) return;
  if (state.compare) set({compare: false});
  else if (state.current) set({current: null});
}

function arrow(event) {
  const sideways = {ArrowLeft: -1, ArrowRight: 1}[event.key];
  if (state.current && event.shiftKey && event.key.startsWith('Arrow')) {
    event.preventDefault();
    pan({ArrowLeft: 60, ArrowRight: -60}[event.key] ?? 0, {ArrowUp: 60, ArrowDown: -60}[event.key] ?? 0);
  } else if (event.target.closest('.card') || (!state.current && !event.target.closest('input, pre, [role=tab]') && !event.shiftKey)) {
    event.preventDefault();
    const id = step(event.key);
    if (state.current && id) set({current: id, hover: null});
  } else if (state.current && sideways && !event.target.closest('input, pre')) {
    event.preventDefault();
    go(sideways);
  }
}

export function go(by) {
  const ids = state.visible;
  if (!ids.length) return;
  const at = ids.indexOf(state.current);
  const id = ids[(at < 0 ? 0 : at + by + ids.length) % ids.length];
  set({current: id, hover: null});
  showLook(id);
}

function toggleTheme() {
  set({theme: state.theme === 'dark' ? 'light' : 'dark'});
}

function toggleSurround() {
  set({surround: SURROUNDS[(SURROUNDS.indexOf(state.surround) + 1) % SURROUNDS.length]});
}

function showKeys() {
  dialog('Keys', h('div', {class: 'sheet'}, ...SHEET.map(([heading, rows]) => h('section', {}, h('h3', {}, heading),
    h('dl', {class: 'keys'}, ...rows.map(([key, text]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, text))))))));
}

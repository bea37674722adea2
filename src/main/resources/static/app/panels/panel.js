import {$, press} from '../dom.js';
import {look, on, set, state, title, togglePin, toggleStar} from '../store.js';
import {blending} from '../spec.js';
import {startAnalyse} from './analyse.js';
import {startBlend} from './blend.js';
import {startLook} from './look.js';
import {startTake} from './take.js';

const TABS = ['look', 'blend', 'analyse', 'take'];

export function startPanel() {
  $('star').addEventListener('click', () => toggleStar(state.current));
  $('pin').addEventListener('click', () => togglePin(state.current));
  $('close').addEventListener('click', () => set({current: null}));
  startStrength();
  startTabs();
  on(['current', 'stars', 'pins', 'looks', 'blend'], showHead);
  startLook();
  startBlend();
  startAnalyse();
  startTake();
}

function startStrength() {
  const slider = $('strength');
  slider.addEventListener('input', () => {
    // The look as it is made is easy to come back to.
    const value = Math.abs(slider.value - 100) <= 2 ? 100 : Number(slider.value);
    set({strength: value / 100});
  });
  slider.addEventListener('dblclick', () => set({strength: 1}));
  slider.addEventListener('keydown', (event) => {
    const step = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10}[event.key];
    if (!step) return;
    event.preventDefault();
    changeStrength(step);
  });
  on(['strength'], () => {
    const value = Math.round(state.strength * 100);
    slider.value = value;
    slider.setAttribute('aria-valuetext', `${value} percent`);
    slider.style.setProperty('--at', value / 150);
    $('strength-value').textContent = `${value} %`;
  });
}

export function changeStrength(by) {
  set({strength: Math.min(1.5, Math.max(0, Math.round(state.strength * 100 + by) / 100))});
}

function startTabs() {
  for (const name of TABS) {
    $(`tab-${name}`).addEventListener('click', () => set({tab: name}));
    $(`tab-${name}`).addEventListener('keydown', (event) => {
      const by = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      set({tab: TABS[(TABS.indexOf(state.tab) + by + TABS.length) % TABS.length]});
      $(`tab-${state.tab}`).focus();
    });
  }
  on(['tab'], showTab);
}

function showTab() {
  for (const name of TABS) {
    const chosen = name === state.tab;
    $(`tab-${name}`).setAttribute('aria-selected', String(chosen));
    $(`tab-${name}`).tabIndex = chosen ? 0 : -1;
    $(`panel-${name}`).hidden = !chosen;
  }
}

function showHead() {
  const {current} = state;
  if (!current) return;
  const shown = look(current);
  const words = blending() ? state.pins.map(title) : shown?.tags ?? [];
  $('look-title').textContent = blending() ? `Blend of ${state.pins.length} looks` : title(current);
  $('look-tags').textContent = words.map((tag) => (tag === 'color' ? 'colour' : tag.replaceAll('-', ' '))).join(' · ');
  press($('star'), state.stars.has(current));
  press($('pin'), state.pins.includes(current));
  $('pin').title = state.pins.includes(current) ? 'Unpin (P)' : 'Pin, to compare and blend (P)';
}

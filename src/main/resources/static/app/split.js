import {$, percent, press} from './dom.js';
import {on, set, state} from './store.js';

/** The line between original and look: dragged, or moved by the keys of a slider. */
export function startSplit() {
  const line = $('split');
  $('split-toggle').addEventListener('click', toggleSplit);
  line.addEventListener('pointerdown', (event) => {
    event.stopPropagation();
    line.setPointerCapture(event.pointerId);
    line.classList.add('dragged');
  });
  line.addEventListener('pointermove', (event) => {
    if (!line.hasPointerCapture(event.pointerId)) return;
    const {left, width} = $('panes').getBoundingClientRect();
    move((event.clientX - left) / width);
  });
  line.addEventListener('lostpointercapture', () => line.classList.remove('dragged'));
  line.addEventListener('keydown', (event) => {
    const step = event.shiftKey ? 0.1 : 0.01;
    const to = {
      ArrowLeft: state.split - step, ArrowDown: state.split - step, ArrowRight: state.split + step, ArrowUp: state.split + step,
      PageDown: state.split - 0.1, PageUp: state.split + 0.1, Home: 0, End: 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  });
  // The panes may be elsewhere when the window or the zoom has changed.
  new ResizeObserver(show).observe($('panes'));
  on(['split', 'compare', 'view'], show);
}

export function toggleSplit() {
  set({split: state.split === null ? 0.5 : null, compare: false});
}

const move = (to) => set({split: Math.min(1, Math.max(0, Math.round(to * 1000) / 1000))});

function show() {
  const line = $('split');
  press($('split-toggle'), state.split !== null);
  line.hidden = state.split === null || state.compare;
  if (state.split === null) return;
  const {offsetLeft, clientWidth} = $('panes');
  line.style.left = `${offsetLeft + state.split * clientWidth}px`;
  line.setAttribute('aria-valuenow', String(Math.round(state.split * 100)));
  line.setAttribute('aria-valuetext', `${percent(state.split)} original`);
}

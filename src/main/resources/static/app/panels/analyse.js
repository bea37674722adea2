import {$, h, press} from '../dom.js';
import {GAIN, shownIds, specOf} from '../spec.js';
import {look, on, set, state} from '../store.js';
import {ask, latest} from '../studio.js';

/** Red, green and blue are the only colours of the page: they mean themselves, and dashes tell them apart as well. */
const CHANNELS = [['Red', 'red'], ['Green', 'green'], ['Blue', 'blue']];

export function startAnalyse() {
  $('panel-analyse').replaceChildren(
    h('section', {}, h('h3', {}, 'Histogram'), h('div', {id: 'histogram', class: 'plot', role: 'img', 'aria-label': 'Histogram'})),
    h('section', {}, h('h3', {}, 'Grey axis'), h('div', {id: 'curves', class: 'plot square', role: 'img', 'aria-label': 'Curves of the grey axis'}),
      h('p', {id: 'curves-text', class: 'muted'})),
    h('section', {class: 'stack'},
      h('h3', {}, 'Network and detail'),
      h('p', {class: 'muted'}, 'The network makes the look. The detail adds what the network misses.'),
      h('div', {class: 'row'},
        h('button', {type: 'button', id: 'network', class: 'button', 'aria-pressed': 'false', title: 'The look without its detail (N)', onclick: () => set({network: !state.network, difference: false})}, 'Network only'),
        h('button', {type: 'button', id: 'difference', class: 'button', 'aria-pressed': 'false', title: `What the detail changes, × ${GAIN} (D)`, onclick: () => set({difference: !state.difference, network: false})}, 'Difference'))));
  on(['current', 'hover', 'strength', 'inverse', 'network', 'blend', 'photo', 'tab', 'pins', 'looks'], () => state.tab === 'analyse' && analyse());
  on(['network', 'difference', 'current', 'looks'], () => {
    press($('network'), state.network);
    press($('difference'), state.difference);
    const encoded = Boolean(state.current && look(state.current)?.model);
    for (const name of ['network', 'difference']) $(name).disabled = !encoded;
  });
}

const analyse = latest(async () => {
  const id = shownIds()[0];
  if (!id || !state.photo) return;
  try {
    const {histogram, greys} = await ask('analyse', {spec: specOf(id)});
    showHistogram(histogram);
    if (greys) showCurves(greys);
  } catch {
    $('histogram').replaceChildren();
    $('curves').replaceChildren();
  }
});

function svg(name, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function showHistogram(counts) {
  const bins = counts.length / 4;
  // The ends may hold a sky or a black frame, which would flatten all the rest.
  const inner = [...counts].filter((_, i) => i % bins > 0 && i % bins < bins - 1).sort((a, b) => a - b);
  const top = Math.max(1, inner[Math.floor(inner.length * 0.99)] * 1.15);
  const path = (row) => {
    const points = Array.from({length: bins}, (_, i) => `${(i * 256) / (bins - 1)},${(96 - Math.min(1, counts[row * bins + i] / top) * 94).toFixed(1)}`);
    return row === 3 ? `M0,96L${points.join('L')}L256,96Z` : `M${points.join('L')}`;
  };
  $('histogram').replaceChildren(svg('svg', {viewBox: '0 0 256 96', preserveAspectRatio: 'none'},
    svg('path', {d: path(3), class: 'luma'}), ...CHANNELS.map(([, name], i) => svg('path', {d: path(i), class: `channel ${name}`}))));
  const share = (bin) => counts[3 * bins + bin] / Math.max(1, counts.slice(3 * bins).reduce((a, b) => a + b, 0));
  $('histogram').setAttribute('aria-label', `Histogram: ${(100 * share(0)).toFixed(1)} percent nearly black, ${(100 * share(bins - 1)).toFixed(1)} percent nearly white`);
}

function showCurves(greys) {
  const count = greys.length / 3;
  const line = (channel) => `M${Array.from({length: count}, (_, i) => `${(i * 256) / (count - 1)},${(256 - 256 * greys[3 * i + channel]).toFixed(1)}`).join('L')}`;
  $('curves').replaceChildren(svg('svg', {viewBox: '-2 -2 260 260'},
    ...[0, 64, 128, 192, 256].flatMap((at) => [svg('path', {d: `M${at},0V256M0,${at}H256`, class: 'rule'})]),
    svg('path', {d: 'M0,256L256,0', class: 'diagonal'}),
    ...CHANNELS.map(([, name], i) => svg('path', {d: line(i), class: `channel ${name}`}))));
  const mid = (channel) => Math.round(255 * greys[3 * ((count - 1) / 2) + channel]);
  const ends = [0, count - 1].map((i) => Math.round(255 * (0.2126 * greys[3 * i] + 0.7152 * greys[3 * i + 1] + 0.0722 * greys[3 * i + 2])));
  $('curves-text').textContent = `Black becomes ${ends[0]}, white ${ends[1]}; mid grey becomes ${mid(0)}, ${mid(1)}, ${mid(2)} (of 255).`;
  $('curves').setAttribute('aria-label', `Curves of the grey axis. ${$('curves-text').textContent}`);
}

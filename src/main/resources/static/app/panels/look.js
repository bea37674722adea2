import {$, h, kilobytes, press} from '../dom.js';
import {nearest} from '../looks.js';
import {look, on, set, state, title} from '../store.js';
import {latest} from '../studio.js';
import {collectionChoice} from '../collections.js';

const NEAR = 6;

export function startLook() {
  on(['current', 'looks', 'collections', 'key'], show);
  on(['inverse'], () => {
    const toggle = document.getElementById('inverse');
    if (toggle) press(toggle, state.inverse);
  });
}

function show() {
  const shown = state.current && look(state.current);
  if (!shown) return $('panel-look').replaceChildren(state.current ? h('p', {class: 'muted'}, 'The library is still loading.') : '');
  const near = h('ul', {class: 'near', 'aria-label': 'Similar looks'});
  $('panel-look').replaceChildren(
    h('p', {class: 'exactness'}, ...exactness(shown)),
    numbers(shown),
    h('section', {}, h('h3', {}, 'Similar looks'), near),
    h('section', {class: 'row'},
      h('button', {type: 'button', id: 'inverse', class: 'button', 'aria-pressed': String(state.inverse), disabled: Boolean(shown.token), onclick: () => set({inverse: !state.inverse}),
        title: 'What turns a photograph with this look back (I)'}, 'Undo the look')),
    shown.token ? '' : collectionChoice(shown.id),
    credits(shown),
    state.key && !shown.token ? deletion(shown) : '');
  showNear(shown.id, near);
}

/** The fidelity in words. The limits are those that colour science uses: below 1 the eye sees no difference side by side. */
function exactness({token, model, accuracy, fidelity}) {
  if (token) return ['This look came out of an address. The address holds a close copy of it, in some dozens of bytes.'];
  if (!model) return ['Delivered from the uploaded file, exactly. It will be in the model when its encoding has ended.'];
  if (accuracy === 'lossless') return ['An exact copy of its file: every value is the same.'];
  const mean = fidelity?.deltaE2000?.mean;
  if (mean === undefined) return ['Not measured yet.'];
  const words = mean < 0.3 ? 'Indistinguishable from its file'
    : mean < 1 ? 'A trained eye sees no difference from its file'
      : mean < 2 ? 'Very close to its file; a trained eye may see a difference side by side'
        : 'Like its file, with differences that can be seen';
  return [h('strong', {}, `${words}.`)];
}

function numbers({fidelity, bytes, source}) {
  const rows = [];
  if (fidelity) {
    rows.push(['Mean difference', `ΔE00 ${fidelity.deltaE2000.mean.toFixed(2)}`]);
    rows.push(['99 of 100 colours within', `ΔE00 ${fidelity.deltaE2000.p99.toFixed(2)}`]);
  }
  if (bytes) {
    rows.push(['In the model', kilobytes(bytes.embedding + bytes.detail)]);
    rows.push(['of which the detail', kilobytes(bytes.detail)]);
  }
  if (source) rows.push(['Its file', `${kilobytes(source.bytes)}, ${source.format}, ${source.size}³`]);
  if (bytes && source) rows.push(['Smaller by', `${Math.round(source.bytes / (bytes.embedding + bytes.detail)).toLocaleString('en')} ×`]);
  return h('dl', {class: 'numbers'}, ...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function credits({license, attribution, warnings, source}) {
  return h('section', {class: 'credits muted'},
    license && h('p', {}, `License: ${license}`),
    attribution && h('p', {}, attribution),
    ...(warnings ?? []).map((warning) => h('p', {}, warning)),
    source && h('p', {}, source.kept ? 'The uploaded file is kept.' : 'The uploaded file is not kept.'));
}

const showNear = latest(async (id, list) => {
  const found = await nearest(id, NEAR).catch(() => []);
  if (state.current !== id) return;
  list.replaceChildren(...found.map((each) => h('li', {},
    h('a', {
      href: `/looks/${encodeURIComponent(each)}`,
      onclick: (event) => {
        event.preventDefault();
        set({current: each, hover: null});
      },
      onpointerenter: () => set({hover: each}),
      onpointerleave: () => set({hover: null}),
    }, title(each)))));
});

function deletion({id, title}) {
  return h('section', {}, h('button', {
    type: 'button', class: 'button', onclick: async () => (await import('../owner/library.js')).deleteLook(id, title),
  }, 'Delete look'));
}

import {call} from './api.js';
import {dialog, h, percent, save} from './dom.js';
import {showShared} from './shared.js';

/** Two photographs of the same framing, before and after an edit, become a look. */
export function openPair() {
  const before = photoField('before', 'Before the edit');
  const after = photoField('after', 'After the edit');
  const result = h('div', {class: 'stack', 'aria-live': 'polite'});
  const button = h('button', {type: 'submit', class: 'button primary'}, 'Make the look');
  const body = () => {
    const form = new FormData();
    form.append('before', before.file());
    form.append('after', after.file());
    return form;
  };
  const shown = dialog('Look from two photographs', h('form', {class: 'stack', onsubmit: async (event) => {
    event.preventDefault();
    if (!before.file() || !after.file()) {
      result.replaceChildren(h('p', {class: 'error', role: 'alert'}, 'Choose both photographs.'));
      return;
    }
    button.disabled = true;
    result.replaceChildren(h('p', {class: 'muted'}, 'Fitting a look…'), h('progress', {'aria-label': 'Fitting a look'}));
    try {
      const made = await (await call('/luts/from-pair', {method: 'POST', body: body()})).json();
      result.replaceChildren(...report(made, body, () => shown.close()));
    } catch (e) {
      result.replaceChildren(h('p', {class: 'error', role: 'alert'}, e.message));
    }
    button.disabled = false;
  }}, h('p', {class: 'muted'}, 'The same photograph, before and after an edit in any program. Both go to this service, which fits a look to them and keeps nothing.'),
  h('div', {class: 'pair'}, before.element, after.element), button), result);
}

function photoField(id, label) {
  const picture = h('img', {alt: '', hidden: true});
  const input = h('input', {type: 'file', id: `pair-${id}`, accept: 'image/jpeg,image/png,image/tiff', onchange: () => {
    const [file] = input.files;
    if (picture.src) URL.revokeObjectURL(picture.src);
    picture.hidden = !file;
    if (file) picture.src = URL.createObjectURL(file);
  }});
  return {element: h('label', {class: 'photo-field'}, h('span', {}, label), picture, input), file: () => input.files[0]};
}

function report({pair, warnings, token}, body, close) {
  return [
    h('p', {}, h('strong', {}, `The look turns the one into the other with a mean ΔE00 of ${pair.deltaE2000.mean.toFixed(2)}.`),
      ` The photographs showed ${percent(pair.coverage)} of all colours; for the others the look does what known looks do.`),
    ...warnings.map(({detail}) => h('p', {class: 'muted'}, detail)),
    h('div', {class: 'row'},
      h('button', {type: 'button', class: 'button primary', onclick: () => {
        close();
        showShared(token);
      }}, 'Show it'),
      h('button', {type: 'button', class: 'button', onclick: async ({target}) => {
        target.disabled = true;
        const form = body();
        form.append('format', 'cube');
        form.append('res', '33');
        save(await (await call('/luts/from-pair', {method: 'POST', body: form})).blob(), 'from-pair-33.cube');
        target.disabled = false;
      }}, 'Download .cube')),
  ];
}

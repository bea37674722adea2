import {call, getJson} from '../api.js';
import {curl, delivery, ffmpeg, fileName, FORMATS, magick, writeCube, writeHald} from '../delivery.js';
import {$, copy, h, save, toast} from '../dom.js';
import {chosen, keyOf, specOf} from '../spec.js';
import {on, state, title} from '../store.js';
import {ask} from '../studio.js';

let format = 'cube';
let size = 33;

export function startTake() {
  $('panel-take').replaceChildren(
    h('section', {class: 'stack'}, h('h3', {}, 'The look as a file'),
      h('label', {class: 'line'}, h('span', {}, 'Format'), h('select', {id: 'format', onchange: ({target}) => choose(target.value)})),
      h('label', {class: 'line'}, h('span', {}, 'Points'), h('select', {id: 'points', onchange: ({target}) => {
        size = Number(target.value);
        show();
      }})),
      h('a', {id: 'download', class: 'button primary', role: 'button', onkeydown: pressBySpace}, 'Download'),
      h('p', {id: 'take-note', class: 'muted'})),
    h('section', {class: 'stack'}, h('h3', {}, 'The photograph'),
      h('div', {class: 'row'},
        h('select', {id: 'photo-type', 'aria-label': 'Type of the photograph'}, h('option', {value: 'image/jpeg'}, 'JPEG'), h('option', {value: 'image/png'}, 'PNG')),
        h('button', {type: 'button', id: 'save-photo', class: 'button', onclick: savePhoto}, 'Save photograph')),
      h('p', {id: 'photo-size', class: 'muted'})),
    h('section', {class: 'stack'}, h('h3', {}, 'A link that contains the look'),
      h('button', {type: 'button', id: 'share', class: 'button', onclick: share}, 'Share'),
      h('div', {id: 'shared', class: 'stack', hidden: true})),
    h('section', {class: 'stack'}, h('h3', {}, 'Lines to copy'),
      snippet('address', 'Address'), snippet('curl', 'curl'), snippet('ffmpeg', 'ffmpeg'), snippet('magick', 'ImageMagick')));
  on(['current', 'strength', 'inverse', 'network', 'blend', 'pins', 'tab'], () => state.tab === 'take' && show());
  on(['photo'], () => ($('photo-size').textContent = state.photo ? `${state.photo.width} × ${state.photo.height} pixels, made on this device` : ''));
}

/** A link that is shown as a button is pressed like one. */
function pressBySpace(event) {
  if (event.key !== ' ') return;
  event.preventDefault();
  event.currentTarget.click();
}

function snippet(id, label) {
  const code = h('pre', {id: `line-${id}`, tabIndex: 0, 'aria-label': label});
  return h('div', {class: 'snippet', id: `snippet-${id}`}, h('h4', {}, label),
    h('button', {type: 'button', class: 'button quiet small', 'aria-label': `Copy ${label}`, onclick: () => copy(code.textContent, label)}, 'Copy'), code);
}

const wanted = () => ({mix: chosen(), strength: state.strength, inverse: state.inverse, network: state.network});

function choose(value) {
  format = value;
  ({size} = FORMATS[format]);
  show();
}

function show() {
  const view = wanted();
  if (!view.mix.length) return;
  const possible = Object.keys(FORMATS).filter((each) => delivery(view, each, FORMATS[each].size));
  if (!possible.includes(format)) [format] = possible;
  if (!FORMATS[format].sizes.includes(size)) ({size} = FORMATS[format]);
  fill($('format'), possible.map((each) => [each, FORMATS[each].label]), format);
  fill($('points'), FORMATS[format].sizes.map((each) => [each, `${each} × ${each} × ${each}`]), size);
  const made = delivery(view, format, size);
  showDownload(made, view);
  const origin = location.origin;
  line('address', made.method === 'GET' ? origin + made.path : null);
  line('curl', curl(made, origin));
  line('ffmpeg', ffmpeg(view, origin));
  line('magick', magick(view, origin));
  $('shared').hidden = true;
}

function showDownload(made, view) {
  const link = $('download');
  link.download = made.name;
  link.onclick = null;
  link.href = made.path ?? '#';
  if (made.method !== 'GET') {
    link.onclick = (event) => {
      event.preventDefault();
      (made.method === 'POST' ? fetched(made) : written(view, made)).catch((e) => toast(e.message));
    };
  }
  $('take-note').textContent = made.method === 'page' ? 'This page writes the file itself, because no address of the service tells this mixture.' : '';
}

async function fetched({path, json, name}) {
  save(await (await call(path, {method: 'POST', json})).blob(), name);
}

async function written(view, {name}) {
  const values = await ask('values', {mix: view.mix.map(([id, weight]) => [keyOf(id), weight]), strength: view.strength, size});
  save(format === 'hald' ? await writeHald(values, size) : writeCube(values, size, view.mix.map(([id]) => title(id)).join(' + ')), name);
}

function fill(select, values, chosenValue) {
  select.replaceChildren(...values.map(([value, text]) => h('option', {value}, text)));
  select.value = chosenValue;
}

function line(id, text) {
  $(`snippet-${id}`).hidden = !text;
  $(`line-${id}`).textContent = text ?? '';
}

async function savePhoto({target}) {
  if (!state.photo) return;
  target.disabled = true;
  target.textContent = 'Saving…';
  try {
    const mime = $('photo-type').value;
    const spec = specOf(state.current, {...state, original: false});
    const blob = await ask('graded', {spec: {...spec, mix: chosen().map(([id, weight]) => [keyOf(id), weight]), difference: null}, format: mime});
    save(blob, `${state.photo.name}-${fileName(wanted())}.${mime === 'image/png' ? 'png' : 'jpg'}`);
    toast('Photograph saved');
  } catch (e) {
    toast(`The photograph could not be saved: ${e.message}`);
  }
  target.disabled = false;
  target.textContent = 'Save photograph';
}

async function share() {
  const view = wanted();
  const area = $('shared');
  area.hidden = false;
  area.replaceChildren(h('p', {class: 'muted'}, 'Packing the look…'));
  try {
    const {token, fidelity} = await tokenOf(view);
    const address = `${location.origin}/t/${token}`;
    area.replaceChildren(h('input', {id: 'share-link', readOnly: true, value: address, 'aria-label': 'Share link', onfocus: ({target}) => target.select()}),
      h('button', {type: 'button', class: 'button', onclick: () => copy(address, 'Link')}, 'Copy link'),
      h('p', {class: 'muted'}, `The look is in the ${token.length} letters after /t/. Any Lutra shows it${fidelity ? `, with a mean ΔE00 of ${fidelity.deltaE2000.mean.toFixed(1)} from the look here` : ''}.`));
  } catch (e) {
    area.replaceChildren(h('p', {role: 'alert'}, e.message));
  }
}

async function tokenOf(view) {
  const [id] = view.mix[0];
  const alone = view.mix.length === 1 && view.strength === 1 && !view.inverse && !view.network;
  if (alone && id.startsWith('token:')) return {token: id.slice(6)};
  if (alone) return getJson(`/luts/${encodeURIComponent(id)}/token?bytes=120`);
  const token = await ask('token', {mix: view.mix.map(([each, weight]) => [keyOf(each), weight]), strength: view.strength, bytes: 120});
  return {token};
}

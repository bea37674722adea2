import {$, count, h, save, toast} from './dom.js';
import {set, state} from './store.js';

export function startCollections() {
  $('collections-export').addEventListener('click', () => {
    $('more-menu').hidePopover();
    const json = JSON.stringify({format: 'lutra-collections-1', stars: [...state.stars].sort(), collections: state.collections}, null, 2);
    save(new Blob([json], {type: 'application/json'}), 'lutra-collections.json');
  });
  $('collections-import').addEventListener('click', () => {
    $('more-menu').hidePopover();
    $('collections-file').click();
  });
  $('collections-file').addEventListener('change', async ({target}) => {
    const [file] = target.files;
    target.value = '';
    if (file) read(await file.text());
  });
}

const strings = (list) => Array.isArray(list) && list.every((each) => typeof each === 'string');

/** Adds to what is there; nothing is lost. */
function read(text) {
  try {
    const {stars = [], collections = {}} = JSON.parse(text);
    if (!strings(stars) || typeof collections !== 'object' || !Object.values(collections).every(strings)) throw new Error();
    const merged = {...state.collections};
    for (const [name, ids] of Object.entries(collections)) merged[name] = [...new Set([...(merged[name] ?? []), ...ids])];
    set({stars: new Set([...state.stars, ...stars]), collections: merged});
    toast(`${count(stars.length, 'star')} and ${count(Object.keys(collections).length, 'collection')} imported`);
  } catch {
    toast('This file holds no stars and collections of Lutra.');
  }
}

function put(name, id, inside) {
  const ids = (state.collections[name] ?? []).filter((each) => each !== id);
  const collections = {...state.collections, [name]: inside ? [...ids, id] : ids};
  if (!collections[name].length) delete collections[name];
  set({collections});
}

/** Which collections a look is in, and a field for a new one. */
export function collectionChoice(id) {
  const names = Object.keys(state.collections).sort();
  const field = h('input', {type: 'text', placeholder: 'New collection', 'aria-label': 'New collection', maxLength: 60});
  return h('section', {class: 'stack'}, h('h3', {}, 'Collections'),
    ...names.map((name) => h('label', {class: 'check'},
      h('input', {type: 'checkbox', checked: state.collections[name].includes(id), onchange: ({target}) => put(name, id, target.checked)}), name)),
    h('form', {class: 'row', onsubmit: (event) => {
      event.preventDefault();
      if (field.value.trim()) put(field.value.trim(), id, true);
    }}, field, h('button', {type: 'submit', class: 'button'}, 'Add')));
}

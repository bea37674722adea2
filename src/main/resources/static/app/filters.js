import {$, count, h, press} from './dom.js';
import {brands, isFiltered, NO_FILTER, sortByLikeness, traits} from './looks.js';
import {on, set, state} from './store.js';

const change = (patch) => set({filter: {...state.filter, ...patch}});
const named = (tag) => tag.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join(' ');

export function startFilters() {
  $('search').addEventListener('input', ({target}) => change({q: target.value.trim()}));
  for (const chip of document.querySelectorAll('[data-kind]')) chip.addEventListener('click', () => change({kind: chip.dataset.kind}));
  $('brand').addEventListener('change', ({target}) => change({brand: target.value}));
  $('collection').addEventListener('change', ({target}) => change({collection: target.value}));
  $('starred').addEventListener('click', () => change({starred: !state.filter.starred}));
  $('clear').addEventListener('click', clearFilters);
  $('empty').querySelector('button').addEventListener('click', clearFilters);
  $('sort').addEventListener('change', ({target}) => {
    set({sort: target.value});
    if (target.value === 'likeness') sortByLikeness(state.current ?? state.visible[0]);
  });
  $('thumbnail-size').value = state.thumbnailSize;
  $('thumbnail-size').addEventListener('input', ({target}) => set({thumbnailSize: Number(target.value)}));

  on(['looks'], showChoices);
  on(['collections'], showCollections);
  on(['filter'], showFilter);
  on(['visible', 'looks', 'filter', 'stars'], showCount);
  showCollections();
}

function clearFilters() {
  $('search').value = '';
  set({filter: NO_FILTER});
}

function showChoices() {
  options($('brand'), 'All brands', brands().map(([tag, number]) => [tag, `${named(tag)} (${number})`]), state.filter.brand);
  const found = traits();
  $('traits').hidden = !found.length;
  $('traits').replaceChildren(...found.map(([trait, word]) => h('button', {
    type: 'button', class: 'chip', 'data-trait': trait, 'aria-pressed': String(state.filter.traits.includes(trait)),
    onclick: () => change({traits: state.filter.traits.includes(trait) ? state.filter.traits.filter((each) => each !== trait) : [...state.filter.traits, trait]}),
  }, word)));
  const dated = state.looks.some((look) => look.createdAt);
  $('sort').querySelector('[value=newest]').hidden = !dated;
}

function showCollections() {
  const names = Object.keys(state.collections).sort();
  $('collection').closest('.field').hidden = !names.length;
  options($('collection'), 'All looks', names.map((name) => [name, `${name} (${state.collections[name].length})`]), state.filter.collection);
}

function options(select, all, values, chosen) {
  select.replaceChildren(h('option', {value: ''}, all), ...values.map(([value, text]) => h('option', {value}, text)));
  select.value = values.some(([value]) => value === chosen) ? chosen : '';
}

function showFilter() {
  const {filter} = state;
  for (const chip of document.querySelectorAll('[data-kind]')) press(chip, chip.dataset.kind === filter.kind);
  for (const chip of document.querySelectorAll('[data-trait]')) press(chip, filter.traits.includes(chip.dataset.trait));
  press($('starred'), filter.starred);
  $('brand').value = filter.brand;
  $('collection').value = filter.collection;
}

function showCount() {
  const {visible, looks, filter} = state;
  const filtered = isFiltered(filter);
  $('clear').hidden = !filtered;
  $('count').textContent = filtered ? `${visible.length} of ${count(looks.length, 'look')}` : looks.length ? count(looks.length, 'look') : '';
  $('empty').hidden = visible.length > 0 || !looks.length;
  $('empty').querySelector('p').textContent = filter.starred && !state.stars.size
    ? 'No stars yet. Press S on a look, or the star in its corner.'
    : 'No look fits these filters.';
}

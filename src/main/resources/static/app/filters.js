import {$, count, h, press} from './dom.js';
import {brands, isFiltered, NO_FILTER, sortByLikeness, TRAITS, traits} from './looks.js';
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

  $('traits').addEventListener('beforetoggle', () => {
    const {left, bottom} = $('traits-open').getBoundingClientRect();
    Object.assign($('traits').style, {left: `${Math.max(8, Math.min(left, innerWidth - 260))}px`, top: `${bottom + 6}px`, right: 'auto'});
  });

  on(['looks'], showChoices);
  on(['collections'], showCollections);
  on(['filter'], showFilter);
  on(['visible', 'looks', 'filter', 'stars'], showCount);
  showCollections();
}

const chooseTraits = () => change({traits: [...$('traits').querySelectorAll(':checked')].map((box) => box.value)});

function clearFilters() {
  $('search').value = '';
  set({filter: NO_FILTER});
}

function showChoices() {
  options($('brand'), 'All brands', brands().map(([tag, number]) => [tag, `${named(tag)} (${number})`]), state.filter.brand);
  const found = traits();
  $('traits-open').hidden = !found.length;
  $('traits').replaceChildren(...found.map(([trait, word, number]) => h('label', {class: 'check'}, h('input', {
    type: 'checkbox', value: trait, checked: state.filter.traits.includes(trait), onchange: chooseTraits,
  }), `${word} (${number})`)));
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
  for (const box of $('traits').querySelectorAll('input')) box.checked = filter.traits.includes(box.value);
  $('traits-open').textContent = filter.traits.length ? `Character: ${filter.traits.map((trait) => TRAITS[trait]).join(', ')}` : 'Character';
  press($('traits-open'), filter.traits.length > 0);
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

import {all, getJson} from './api.js';
import {first} from './boot.js';
import {look, on, set, state} from './store.js';
import {ask} from './studio.js';

/** Tags that tell a kind rather than a brand. */
const KINDS = ['color', 'black-and-white'];

export const TRAITS = {
  warm: 'Warm', cool: 'Cool', 'green-tint': 'Green tint', 'magenta-tint': 'Magenta tint', 'high-contrast': 'High contrast', 'low-contrast': 'Low contrast',
  faded: 'Faded', saturated: 'Saturated', muted: 'Muted', bright: 'Bright', dark: 'Dark', negative: 'Negative', neutral: 'Hardly changes',
};

export const monochrome = (look) => look.tags.includes('black-and-white') || (look.traits ?? []).includes('monochrome');

export const brands = () => {
  const counts = new Map();
  for (const look of state.looks) for (const tag of look.tags) if (!KINDS.includes(tag)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
};

/** The traits that the looks have, with the words for them and how many have them; none while the service has not described them. */
export const traits = () => {
  const found = state.looks.flatMap((look) => look.traits ?? []);
  return Object.entries(TRAITS).map(([trait, word]) => [trait, word, found.filter((each) => each === trait).length]).filter(([, , number]) => number);
};

export async function loadLooks() {
  set({looks: await all('/luts')});
}

/** The looks that were asked for when the page opened, and those that their page left out. */
export async function firstLooks() {
  const {items, total} = await first.looks;
  set({looks: items});
  if (items.length < total) await loadLooks();
}

function matches(look, {q, kind, traits: wanted, brand, collection, starred}) {
  const text = `${look.id} ${look.title} ${look.tags.join(' ')}`.toLowerCase();
  return q.toLowerCase().split(/\s+/).every((word) => text.includes(word))
    && (!kind || (kind === 'monochrome') === monochrome(look))
    && wanted.every((trait) => (look.traits ?? []).includes(trait))
    && (!brand || look.tags.includes(brand))
    && (!collection || (state.collections[collection] ?? []).includes(look.id))
    && (!starred || state.stars.has(look.id));
}

const byTitle = (a, b) => a.title.localeCompare(b.title, 'en', {numeric: true}) || (a.id < b.id ? -1 : 1);

function arranged(looks) {
  if (state.sort === 'name') return [...looks].sort(byTitle);
  if (state.sort === 'newest') return [...looks].sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || byTitle(a, b));
  if (state.sort === 'likeness' && state.likeness) {
    const place = new Map(state.likeness.map((id, i) => [id, i]));
    return [...looks].sort((a, b) => (place.get(a.id) ?? Infinity) - (place.get(b.id) ?? Infinity) || byTitle(a, b));
  }
  return [...looks.filter((look) => !monochrome(look)), ...looks.filter(monochrome)];
}

function refilter() {
  const visible = arranged(state.looks.filter((look) => matches(look, state.filter))).map((look) => look.id);
  if (visible.join() !== state.visible.join()) set({visible});
}

on(['looks', 'filter', 'sort', 'likeness', 'stars', 'collections'], refilter);

/** Ids of the looks that resemble one: as the service says, or as the browser finds for a look that the service has not. */
export async function nearest(id, size) {
  try {
    if (!look(id)?.character) throw new Error('not described');
    const {items} = await getJson(`/luts/${encodeURIComponent(id)}/similar?size=${size}`);
    return items.map(({lut}) => lut.id);
  } catch {
    return (await ask('likeness', {key: id})).filter((each) => each !== id).slice(0, size);
  }
}

let likenessOf = null;
/** The order stays while one walks through it, until it is asked for again. */
export async function sortByLikeness(id) {
  if (!id) return;
  if (likenessOf !== id) {
    likenessOf = id;
    const likeness = await nearest(id, 500);
    if (likenessOf === id) set({likeness: [id, ...likeness]});
  }
}

export const isFiltered = ({q, kind, traits: wanted, brand, collection, starred}) =>
  Boolean(q || kind || wanted.length || brand || collection || starred);
export const NO_FILTER = {q: '', kind: '', traits: [], brand: '', collection: '', starred: false};

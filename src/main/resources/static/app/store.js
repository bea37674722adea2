/**
 * The state of the page, in one object. Whoever changes it calls set(); whoever depends on it calls on() with the names
 * of what it depends on. What belongs to the visitor stays in this browser.
 */
const KEPT = 'lutra';

const kept = (() => {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch {
    return {};
  }
})();

export const state = {
  theme: kept.theme ?? 'dark',
  surround: kept.surround ?? 'grey',
  thumbnailSize: kept.thumbnailSize ?? 200,
  stars: new Set(kept.stars ?? []),
  collections: kept.collections ?? {},

  picture: kept.picture ?? 'still-life',
  photo: null, // {name, width, height} once it is there

  looks: [], // as GET /luts tells them
  filter: {q: '', kind: '', traits: [], brand: '', collection: '', starred: false},
  sort: 'color',
  likeness: null, // ids, the nearest first
  visible: [], // ids that the filters leave, in order

  current: null, // id of the look in the large view
  hover: null,
  strength: 1,
  inverse: false,
  network: false,
  difference: false,
  original: false,
  split: null, // 0…1 of the stage
  view: null, // null fits; or {x, y: centre in 0…1 of the photograph, scale: CSS pixels a pixel of the photograph}
  pins: [],
  compare: false,
  blend: {on: false, x: 0.5, y: 0.5},
  tab: 'look',
  key: sessionStorage.getItem('lutra-key'),
};

const PERSISTENT = ['theme', 'surround', 'thumbnailSize', 'stars', 'collections', 'picture'];
const listeners = [];

export function on(names, listener) {
  listeners.push({names, listener});
}

export function set(patch) {
  const changed = Object.keys(patch).filter((name) => state[name] !== patch[name]);
  if (!changed.length) return;
  Object.assign(state, patch);
  if (changed.some((name) => PERSISTENT.includes(name))) keep();
  for (const {names, listener} of listeners) if (names.some((name) => changed.includes(name))) listener(state);
}

function keep() {
  const values = Object.fromEntries(PERSISTENT.map((name) => [name, state[name]]));
  if (values.picture === 'own') delete values.picture;
  try {
    localStorage.setItem(KEPT, JSON.stringify({...values, stars: [...state.stars]}));
  } catch {
    // A browser that keeps nothing still shows everything.
  }
}

const shared = new Map();
/** Adds a look that is in no list: one out of a token. */
export const addShared = (look) => shared.set(look.id, look);
export const look = (id) => shared.get(id) ?? state.looks.find((each) => each.id === id);
export const title = (id) => look(id)?.title ?? id;

export function toggleStar(id) {
  const stars = new Set(state.stars);
  if (!stars.delete(id)) stars.add(id);
  set({stars});
}

export function togglePin(id) {
  if (state.pins.includes(id)) set({pins: state.pins.filter((pin) => pin !== id)});
  else set({pins: [...state.pins, id].slice(-4)});
  if (state.pins.length < 2) set({compare: false, blend: {...state.blend, on: false}});
}

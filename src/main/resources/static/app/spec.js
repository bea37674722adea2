import {look, state} from './store.js';

export const GAIN = 16;

/** The key under which the worker finds a look in the version that the view shows. */
export function keyOf(id, {inverse, network} = state) {
  if (id.startsWith('token:')) return id;
  if (inverse) return `inverse:${id}`;
  return network && look(id)?.model ? `network:${id}` : id;
}

/** The weights of the pinned looks where the handle of the pad stands; each corner has one look. */
export function weights({pins, blend: {x, y}} = state) {
  if (pins.length === 2) return [1 - x, x];
  if (pins.length === 3) {
    const top = 1 - y;
    return [top * (1 - x), top * x, y];
  }
  return [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y];
}

export const blending = () => state.blend.on && state.pins.length > 1;

/** Ids and weights of what the view stands for, without what is only looked at for a moment. */
export function chosen() {
  if (!blending()) return state.current ? [[state.current, 1]] : [];
  const parts = weights();
  return state.pins.map((id, i) => [id, Math.round(parts[i] * 1000) / 1000]).filter(([, weight]) => weight > 0);
}

/** What the renderer is to draw of a look, or of the blend. */
export function specOf(id, {strength} = state) {
  const mix = blending() && !state.hover && !state.compare ? chosen() : [[id, 1]];
  const keyed = mix.map(([each, weight]) => [keyOf(each), weight]);
  const other = state.difference && !state.inverse ? mix.map(([each, weight]) => [keyOf(each, {network: true}), weight]) : null;
  return {
    mix: state.original ? [] : other ? mix.map(([each, weight]) => [keyOf(each, {}), weight]) : keyed,
    strength,
    before: null,
    split: null,
    difference: other && !state.original ? {mix: other, gain: GAIN} : null,
  };
}

export const shownIds = () => {
  if (state.compare && state.pins.length > 1) return state.pins;
  const id = state.hover ?? state.current;
  return id ? [id] : [];
};

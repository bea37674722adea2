import {state} from './store.js';

/** What the service answers when it refuses: RFC 9457. */
export class Problem extends Error {
  constructor(status, body) {
    const faults = (body.errors ?? []).map((fault) => `${fault.field ?? fault.entry ?? ''}${fault.line ? `, line ${fault.line}` : ''}: ${fault.detail}`);
    super([body.detail ?? body.title ?? `HTTP ${status}`, ...faults].join('\n'));
    this.status = status;
    this.code = body.code;
    this.body = body;
  }
}

export async function call(path, {method = 'GET', json, body, signal, headers = {}} = {}) {
  const options = {method, signal, headers: {...headers}, body};
  if (json !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(json);
  }
  // Reads are open; a key goes only with what needs it.
  if (method !== 'GET' && state.key) options.headers.Authorization = `Bearer ${state.key}`;
  const response = await fetch(path, options);
  if (!response.ok) throw new Problem(response.status, await response.json().catch(() => ({})));
  return response;
}

export const getJson = async (path, options) => (await call(path, options)).json();

/** All items of a list, page by page. */
export async function all(path, size = 500) {
  const items = [];
  for (let page = 0; ; page++) {
    const list = await getJson(`${path}${path.includes('?') ? '&' : '?'}size=${size}&page=${page}`);
    items.push(...list.items);
    if (!list.items.length || items.length >= list.total) return items;
  }
}

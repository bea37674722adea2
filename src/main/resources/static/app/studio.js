import {first, modelFile, worker} from './boot.js';

/** The worker that computes, as promises. */
const waiting = new Map();
let last = 0;
let deliver = () => {};
let lost = () => {};

worker.onmessage = ({data}) => {
  if (data.type === 'thumbnails') return deliver(data.drawn);
  if (data.type === 'lost') return lost();
  const {resolve, reject} = waiting.get(data.id);
  waiting.delete(data.id);
  if (data.error === undefined) resolve(data.result);
  else reject(new Error(data.error));
};

worker.onerror = (event) => {
  for (const {reject} of waiting.values()) reject(new Error(event.message || 'The scripts of the page could not be loaded.'));
  waiting.clear();
};

export function ask(type, request = {}, transfer = []) {
  return new Promise((resolve, reject) => {
    waiting.set(++last, {resolve, reject});
    worker.postMessage({id: last, type, ...request}, transfer);
  });
}

const open = (file) => ask('open', {file}, [file]);

/** Hands the model file to the worker. @returns {Promise<{id: string, looks: string[], software: boolean, gpu: boolean}>} */
export const openModel = async () => open(await first.model);

/** After a change of the library: the file as it is now. */
export const reopenModel = async () => open(await modelFile());

export const onThumbnails = (listener) => (deliver = listener);

export const onLost = (listener) => (lost = listener);

/** Marks the moment at which the visitor sees a look. */
export function firstLook() {
  if (!performance.getEntriesByName('lutra:first-look').length) performance.mark('lutra:first-look');
}

/** Calls f with the newest arguments only, and never twice at once. */
export function latest(f) {
  let running = false;
  let next = null;
  return async function run(...values) {
    next = values;
    if (running) return;
    running = true;
    try {
      while (next) {
        const now = next;
        next = null;
        await f(...now);
      }
    } finally {
      running = false;
    }
  };
}

/**
 * What takes longest starts first, before the rest of the page is there: the worker, the model file, the list of looks.
 */
export const worker = new Worker('/app/engine/worker.js', {type: 'module', name: 'lutra'});

async function answer(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error((await response.json().catch(() => ({}))).detail ?? `${path} answers ${response.status}.`);
  return response;
}

/** The file of the active model. */
export async function modelFile() {
  const {items} = await (await answer('/models?size=500')).json();
  const active = items.find((each) => each.active);
  if (!active) throw new Error('The library has no active model yet.');
  return (await answer(active.links.file)).arrayBuffer();
}

/** The first page of the looks. */
export const looksPage = async () => (await answer('/luts?size=500')).json();

export const first = {model: modelFile(), looks: looksPage()};
// Whoever needs them hears of a failure; until then it is none.
for (const promise of Object.values(first)) promise.catch(() => {});

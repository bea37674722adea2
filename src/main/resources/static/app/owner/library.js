import {all, call, Problem} from '../api.js';
import {$, count, dialog, h, toast} from '../dom.js';
import {loadLooks} from '../looks.js';
import {set, state} from '../store.js';
import {reopenModel} from '../studio.js';
import {follow, jobItem} from './jobs.js';

/** What the owner of a key sees of the library: upload, jobs, training, models. */
export function openLibrary() {
  const jobs = h('ul', {id: 'jobs', class: 'jobs', 'aria-label': 'Jobs'});
  const models = h('ul', {id: 'models', class: 'models', 'aria-label': 'Models'});
  dialog('Library',
    h('section', {class: 'stack', 'aria-label': 'Upload'}, h('h3', {}, 'Upload'), dropZone(), h('div', {id: 'report', 'aria-live': 'polite'})),
    h('section', {class: 'stack', 'aria-label': 'Jobs'}, h('h3', {}, 'Jobs'), jobs),
    h('section', {class: 'stack', 'aria-label': 'Train'}, h('h3', {}, 'Train'), trainForm()),
    h('section', {class: 'stack', 'aria-label': 'Models'}, h('h3', {}, 'Models'), models));
  showJobs();
  showModels();
}

function dropZone() {
  const input = h('input', {type: 'file', multiple: true, id: 'lut-files', class: 'unseen', tabIndex: -1, 'aria-label': 'LUT files or zip archives', onchange: ({target}) => uploadFiles([...target.files])});
  const zone = h('div', {class: 'uploads'}, h('p', {}, 'Drop LUT files or zip archives here'),
    h('button', {type: 'button', class: 'button', onclick: () => input.click()}, 'Choose files'), input);
  zone.addEventListener('dragover', (event) => event.preventDefault());
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    uploadFiles([...event.dataTransfer.files]);
  });
  return zone;
}

export async function uploadFiles(files) {
  if (!files.length) return;
  if (!$('dialog').open || !$('report')) openLibrary();
  const report = $('report');
  report.replaceChildren(h('p', {}, `Uploading ${count(files.length, 'file')}…`), h('progress', {'aria-label': 'Upload'}));
  const body = new FormData();
  for (const file of files) body.append('file', file);
  try {
    const answer = await (await call('/luts', {method: 'POST', body})).json();
    showReport(report, answer.accepted ? answer : {accepted: [answer], rejected: [], warnings: []});
    showJobs();
    await loadLooks();
  } catch (e) {
    refused(report, e);
  }
}

function showReport(report, {accepted, rejected, warnings = []}) {
  const line = (mark, label, text) => h('li', {}, h('span', {role: 'img', 'aria-label': label}, mark), h('span', {}, text));
  report.replaceChildren(
    h('p', {}, h('strong', {}, `${accepted.length} accepted, ${rejected.length} refused.`)),
    h('ul', {class: 'report', 'aria-label': 'Upload report'},
      ...rejected.map(({entry, line: at, detail}) => line('✕', 'refused', `${entry}${at ? `, line ${at}` : ''}: ${detail}`)),
      ...warnings.map(({entry, detail}) => line('!', 'warning', `${entry}: ${detail}`)),
      ...accepted.map(({title}) => line('✓', 'accepted', title))));
}

function refused(place, error) {
  if (error instanceof Problem && error.status === 401) {
    sessionStorage.removeItem('lutra-key');
    set({key: null});
  }
  place.replaceChildren(h('p', {class: 'error', role: 'alert'}, error.message));
}

async function showJobs() {
  const list = $('jobs');
  if (!list) return;
  const jobs = (await (await call('/training-jobs?size=10')).json()).items;
  list.replaceChildren(...(jobs.length ? jobs.map(jobItem) : [h('li', {class: 'muted'}, 'No jobs yet.')]));
  for (const job of jobs) if (['QUEUED', 'RUNNING'].includes(job.state)) follow(job, libraryChanged);
}

async function showModels() {
  const list = $('models');
  if (!list) return;
  const models = (await all('/models')).reverse();
  list.replaceChildren(...models.map((model) => h('li', {'data-model': model.id},
    h('header', {}, h('strong', {}, model.title), model.active
      ? h('span', {class: 'muted'}, 'Active')
      : h('button', {type: 'button', class: 'button small', 'aria-label': `Activate ${model.title}`, onclick: ({target}) => activate(model.id, target)}, 'Activate')),
    h('p', {class: 'muted'}, [count(model.luts, 'look'), model.fidelity && `mean ΔE00 ${model.fidelity.deltaE2000.mean.toFixed(2)}`,
      model.bijective && 'invertible', model.uses.includes('inverses') && 'makes inverses'].filter(Boolean).join(' · ')))));
}

async function activate(model, button) {
  button.disabled = true;
  button.textContent = 'Activating…';
  try {
    await call('/models/active', {method: 'PUT', json: {model}});
    await libraryChanged();
    toast('The model is active.');
  } catch (e) {
    toast(e.message);
  }
  showModels();
}

/** After a job or a change of models the browser decodes from the new file. */
async function libraryChanged() {
  await reopenModel();
  await loadLooks();
  set({photo: {...state.photo}});
  showModels();
}

function trainForm() {
  const name = h('input', {type: 'text', 'aria-label': 'Name of the model', placeholder: 'Name of the model', maxLength: 200});
  const scope = h('select', {'aria-label': 'Looks'}, h('option', {value: 'all'}, `All ${state.looks.length} looks`), h('option', {value: 'visible'}, `The ${state.visible.length} that are shown`));
  const preset = h('select', {'aria-label': 'Size of the network'}, ...['default', 'tiny', 'small', 'medium', 'large'].map((each) => h('option', {value: each}, each)));
  const error = h('p', {class: 'error', role: 'alert'});
  return h('form', {class: 'stack', onsubmit: async (event) => {
    event.preventDefault();
    error.textContent = '';
    try {
      const json = {mode: 'train', luts: scope.value === 'all' ? ['*'] : state.visible, preset: preset.value};
      if (name.value.trim()) json.name = name.value.trim();
      await call('/training-jobs', {method: 'POST', json});
      showJobs();
    } catch (e) {
      error.textContent = e.message;
    }
  }}, h('p', {class: 'muted'}, 'Learns a new network, and its looks with it. This takes minutes to hours; the library goes on meanwhile.'),
  h('div', {class: 'row'}, name, scope, preset, h('button', {type: 'submit', class: 'button'}, 'Train')), error);
}

export function deleteLook(id, title) {
  const error = h('p', {class: 'error', role: 'alert'});
  const shown = dialog(`Delete ${title}?`, h('p', {}, 'The look, its file, and its encodings in all models will be gone.'), error,
    h('div', {class: 'row'}, h('button', {type: 'button', class: 'button primary', onclick: async () => {
      try {
        await call(`/luts/${encodeURIComponent(id)}`, {method: 'DELETE'});
        shown.close();
        set({current: null, pins: state.pins.filter((pin) => pin !== id)});
        await libraryChanged();
        toast(`${title} is deleted.`);
      } catch (e) {
        error.textContent = e.message;
      }
    }}, 'Delete'), h('button', {type: 'button', class: 'button', onclick: () => shown.close()}, 'Keep')));
}

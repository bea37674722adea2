import {$, press, toast} from './dom.js';
import {on, set, state} from './store.js';
import {ask} from './studio.js';

const SUPPLIED = {'still-life': 'Still life', landscape: 'Landscape', chart: 'Chart'};
let own = null; // the photograph that was opened, so that one can come back to it

export function startPhoto() {
  for (const button of document.querySelectorAll('[data-picture]')) {
    const {picture} = button.dataset;
    if (picture in SUPPLIED) button.append(Object.assign(new Image(), {src: `/pictures/${picture}.jpg`, alt: '', loading: 'eager', decoding: 'async'}));
    button.addEventListener('click', () => (picture === 'own' ? showOwn() : showSupplied(picture)));
  }
  $('open-photo').addEventListener('click', choosePhoto);
  $('photo-file').addEventListener('change', ({target}) => {
    if (target.files[0]) openPhoto(target.files[0]);
    target.value = '';
  });
  document.addEventListener('paste', (event) => {
    const file = [...event.clipboardData.files].find((each) => each.type.startsWith('image/'));
    if (file) openPhoto(file);
  });
  startDrop();
  on(['picture'], mark);
  mark();
  return showSupplied(state.picture in SUPPLIED ? state.picture : 'still-life');
}

export const choosePhoto = () => $('photo-file').click();

function mark() {
  for (const button of document.querySelectorAll('[data-picture]')) press(button, button.dataset.picture === state.picture);
}

async function showSupplied(picture) {
  set({picture});
  await show({url: `/pictures/${picture}.jpg`}, picture, picture);
}

const showOwn = () => own && show({blob: own}, 'own', baseName(own));

const baseName = (file) => (file.name ?? 'photograph').replace(/\.[^.]*$/, '') || 'photograph';

export async function openPhoto(file) {
  const shown = await show({blob: file}, 'own', baseName(file));
  if (!shown) return;
  own = file;
  const button = $('picture-own');
  const old = button.querySelector('img');
  if (old) URL.revokeObjectURL(old.src);
  button.replaceChildren(Object.assign(new Image(), {src: URL.createObjectURL(file), alt: ''}));
  button.hidden = false;
  toast(`${file.name || 'The photograph'} is shown. It stays on this device.`);
}

let turn = 0;

async function show(source, picture, name) {
  const mine = ++turn;
  document.body.classList.add('loading-photo');
  try {
    const size = await ask('photo', source);
    if (mine !== turn) return false;
    set({picture, photo: {name, ...size}});
    return true;
  } catch {
    if (mine !== turn) return false;
    toast(source.url ? 'The photograph could not be loaded.' : 'This browser cannot read that file as a photograph. JPEG, PNG and WebP always work.');
    return false;
  } finally {
    if (mine === turn) document.body.classList.remove('loading-photo');
  }
}

function startDrop() {
  let depth = 0;
  const over = (event) => event.dataTransfer?.types.includes('Files');
  const end = () => {
    depth = 0;
    $('drop').hidden = true;
  };
  addEventListener('dragenter', (event) => {
    if (!over(event)) return;
    event.preventDefault();
    depth++;
    $('drop').querySelector('p').textContent = state.key ? 'Drop a photograph, or LUT files for the library' : 'Drop a photograph';
    $('drop').hidden = false;
  });
  addEventListener('dragover', (event) => over(event) && event.preventDefault());
  addEventListener('dragleave', (event) => over(event) && --depth <= 0 && end());
  addEventListener('drop', async (event) => {
    if (!over(event)) return;
    end();
    if (event.defaultPrevented) return;
    event.preventDefault();
    const files = [...event.dataTransfer.files];
    const photo = files.find((file) => file.type.startsWith('image/') || /\.(hei[cf]|avif)$/i.test(file.name));
    if (state.key && (!photo || files.length > 1)) (await import('./owner/library.js')).uploadFiles(files);
    else if (files[0]) openPhoto(photo ?? files[0]);
  });
}

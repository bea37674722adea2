import {startCollections} from './collections.js';
import {$, toast} from './dom.js';
import {startFilters} from './filters.js';
import {startGestures} from './gestures.js';
import {focusLook, showLook, startGrid} from './grid.js';
import {startKeys} from './keys.js';
import {firstLooks, sortByLikeness} from './looks.js';
import {startOwner} from './owner/key.js';
import {startPanel} from './panels/panel.js';
import {startPhoto} from './photo.js';
import {addShared, look, on, set, state} from './store.js';
import {startSplit} from './split.js';
import {openModel} from './studio.js';
import {redraw, startViewer} from './viewer.js';

const THEME_COLORS = {dark: '#1c1c1c', light: '#e9e9e9'};

function showTheme() {
  const {theme, surround} = state;
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.surround = surround;
  document.querySelector('meta[name=theme-color]').content = THEME_COLORS[theme];
  $('theme').setAttribute('aria-pressed', String(theme === 'light'));
  $('surround').setAttribute('aria-label', `Surround: ${surround}`);
}

/** The address tells the look, so that it can be shared, kept, and walked back from. */
function readAddress() {
  const [, kind, rest] = location.pathname.split('/');
  if (kind === 'looks' && rest) return decodeURIComponent(rest);
  if (kind === 't' && rest) {
    const id = `token:${rest}`;
    addShared({id, token: rest, title: 'Shared look', tags: []});
    return id;
  }
  return null;
}

function addressOf(id) {
  if (!id) return '/';
  return id.startsWith('token:') ? `/t/${id.slice(6)}` : `/looks/${encodeURIComponent(id)}`;
}

let before = null;

function showView() {
  const {current} = state;
  const large = Boolean(current);
  document.body.dataset.view = large ? 'look' : 'gallery';
  $('viewer').hidden = $('panel').hidden = !large;
  document.title = large ? `${look(current)?.title ?? current}: Lutra` : 'Lutra: looks on your photograph';
  if (decodeURIComponent(location.pathname) !== decodeURIComponent(addressOf(current))) {
    // Walking through looks is one step of the history, not hundreds.
    if (large && before) history.replaceState(null, '', addressOf(current));
    else history.pushState(null, '', addressOf(current));
  }
  if (large && state.sort === 'likeness' && !before) sortByLikeness(current);
  if (large) showLook(current);
  else if (before) focusLook(before);
  if (!before !== !current) set({inverse: false, network: false, difference: false, compare: false, original: false});
  before = current;
  redraw();
}

async function loadLibrary() {
  $('failure').hidden = true;
  try {
    await firstLooks();
    if (state.current && !look(state.current)) {
      toast(`There is no look “${state.current}” here.`);
      set({current: null});
    }
    if (!state.looks.length) {
      $('empty').hidden = false;
      $('empty').querySelector('p').textContent = 'The library has no looks yet.';
    }
  } catch (e) {
    fail(e);
  }
}

function fail(error) {
  $('failure').hidden = false;
  $('failure').querySelector('p').textContent = `The looks could not be loaded. ${error.message}`;
}

const engine = openModel();
showTheme();
on(['theme', 'surround'], showTheme);
on(['current', 'looks'], showView);
addEventListener('popstate', () => set({current: readAddress(), hover: null}));
$('home').addEventListener('click', (event) => {
  event.preventDefault();
  set({current: null});
});
$('failure').querySelector('button').addEventListener('click', () => location.reload());

startGrid();
startFilters();
startPanel();
startKeys();
startCollections();
startSplit();
startGestures();
startOwner();
startViewer(engine);
loadLibrary();
startPhoto();
set({current: readAddress()});
engine.catch(fail);

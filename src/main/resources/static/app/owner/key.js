import {Problem} from '../api.js';
import {$, dialog, h, toast} from '../dom.js';
import {on, set, state} from '../store.js';

/** The key is asked for once and stays in this tab. Without it nothing that writes is seen. */
export function startOwner() {
  $('key-open').addEventListener('click', askKey);
  $('key-forget').addEventListener('click', () => {
    $('more-menu').hidePopover();
    sessionStorage.removeItem('lutra-key');
    set({key: null});
    toast('The key is forgotten.');
  });
  $('library-open').addEventListener('click', async () => (await import('./library.js')).openLibrary());
  $('pair-open').addEventListener('click', async () => {
    $('more-menu').hidePopover();
    (await import('../pair.js')).openPair();
  });
  $('token-open').addEventListener('click', async () => {
    $('more-menu').hidePopover();
    (await import('../shared.js')).openShared();
  });
  on(['key'], show);
  show();
}

function show() {
  $('library-open').hidden = $('key-forget').hidden = !state.key;
  $('key-open').hidden = Boolean(state.key);
}

function askKey() {
  $('more-menu').hidePopover();
  const field = h('input', {type: 'password', id: 'key', autocomplete: 'off', required: true, 'aria-label': 'Key', 'aria-describedby': 'key-error'});
  const error = h('p', {id: 'key-error', class: 'error', role: 'alert'});
  const shown = dialog('Key of the library', h('form', {
    class: 'stack', onsubmit: async (event) => {
      event.preventDefault();
      try {
        await check(field.value.trim());
        sessionStorage.setItem('lutra-key', field.value.trim());
        set({key: field.value.trim()});
        shown.close();
        toast('The library is open: upload, train, activate, delete.');
      } catch (e) {
        error.textContent = e.message;
      }
    },
  }, h('p', {class: 'muted'}, 'An API key lets you upload looks, train models and delete. This tab keeps it until it is closed.'),
  h('div', {class: 'row'}, field, h('button', {type: 'submit', class: 'button primary'}, 'Use the key')), error));
  field.focus();
}

/** Asks for something that changes nothing and that no one has without a key; a key that may write but not manage keys gets 403. */
async function check(key) {
  const response = await fetch('/api-keys?size=1', {headers: {Authorization: `Bearer ${key}`}});
  if (response.status === 401) throw new Problem(response.status, {detail: 'This key is not known here.'});
  if (!response.ok && response.status !== 403) throw new Problem(response.status, await response.json().catch(() => ({})));
}

import {dialog, h} from './dom.js';
import {addShared, set} from './store.js';

/** The token in what was pasted: an address of any Lutra, or the token alone. */
const tokenIn = (text) => text.trim().match(/(?:\/t\/|\/tokens\/|^)([\w-]{6,})/)?.[1];

export function showShared(token) {
  const id = `token:${token}`;
  addShared({id, token, title: 'Shared look', tags: []});
  set({current: id, hover: null, inverse: false});
}

export function openShared() {
  const field = h('input', {type: 'text', 'aria-label': 'Link or token', placeholder: 'https://…/t/…', required: true});
  const error = h('p', {class: 'error', role: 'alert'});
  const shown = dialog('Open a shared look', h('form', {class: 'stack', onsubmit: (event) => {
    event.preventDefault();
    const token = tokenIn(field.value);
    if (!token) {
      error.textContent = 'This is no link of a shared look.';
      return;
    }
    shown.close();
    showShared(token);
  }}, h('p', {class: 'muted'}, 'A shared link contains the look itself. It need not be in this library.'),
  h('div', {class: 'row'}, field, h('button', {type: 'submit', class: 'button primary'}, 'Open')), error));
  field.focus();
}

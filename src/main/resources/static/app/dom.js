export const $ = (id) => document.getElementById(id);

/** Builds an element: h('button', {type: 'button', onclick: f, 'aria-label': 'x'}, children…). */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key in element && !key.includes('-') && !['list', 'form', 'role', 'width', 'height'].includes(key)) element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(ns, 'use');
  use.setAttribute('href', `#i-${name}`);
  svg.append(use);
  return svg;
}

export function press(button, pressed) {
  button.setAttribute('aria-pressed', String(pressed));
}

let hiding = 0;
/** Tells something in a line at the foot of the page, and to screen readers. */
export function toast(text) {
  const line = $('toast');
  // In the top layer, above a dialog that is open.
  if (line.matches(':popover-open')) line.hidePopover();
  line.showPopover();
  line.textContent = text;
  line.classList.add('shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    line.classList.remove('shown');
    hiding = setTimeout(() => line.hidePopover(), 200);
  }, 4000);
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied`);
  } catch {
    toast('The browser did not allow copying. Select the text instead.');
  }
}

/** Saves a Blob as a file. */
export function save(blob, name) {
  const link = h('a', {href: URL.createObjectURL(blob), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Shows the one dialog of the page; gives it back, so that the caller can close it. */
export function dialog(title, ...content) {
  const element = $('dialog');
  element.replaceChildren(
    h('header', {class: 'dialog-head'}, h('h2', {id: 'dialog-title'}, title),
      h('button', {type: 'button', class: 'button square quiet', 'aria-label': 'Close', onclick: () => element.close()}, icon('close'))),
    h('div', {class: 'dialog-body'}, ...content));
  if (!element.open) element.showModal();
  return element;
}

export const percent = (value) => `${Math.round(value * 100)} %`;

export const kilobytes = (bytes) => (bytes < 10_000 ? `${bytes.toLocaleString('en')} bytes` : `${Math.round(bytes / 1000).toLocaleString('en')} KB`);

/** 1 LUT, 2 LUTs. */
export const count = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

/** How a look, or a blend, comes out of the service as a file; and the lines that a terminal takes. Nothing here touches the page. */

const CURVES = [17, 33, 65, 129];

/** value → what the service calls it, what people call it, and which sizes make sense. */
export const FORMATS = {
  cube: {label: 'Cube (.cube): Premiere, Photoshop, Final Cut, OBS', extension: 'cube', sizes: CURVES, size: 33},
  'cube-resolve': {label: 'Cube for DaVinci Resolve (.cube)', extension: 'cube', options: {dialect: 'resolve'}, sizes: CURVES, size: 33},
  hald: {label: 'Hald image (.png): darktable, RawTherapee, GIMP', extension: 'png', options: {depth: 8}, sizes: [16, 25, 36, 49, 64, 100, 144], size: 64},
  'hald-16': {label: 'Hald image, 16 bits (.png)', extension: 'png', options: {depth: 16}, sizes: [16, 25, 36, 49, 64, 100, 144], size: 64},
  strip: {label: 'Strip image (.png): Unity', extension: 'png', options: {layout: 'strip'}, sizes: [16, 32, 64], size: 32},
  unreal: {label: 'Strip image (.png): Unreal Engine', extension: 'png', options: {layout: 'unreal'}, sizes: [16, 32], size: 16},
  tiles: {label: 'Tiles (.png): OBS, GPUImage', extension: 'png', options: {layout: 'tiles'}, sizes: [16, 64], size: 64},
  clf: {label: 'Common LUT Format (.clf)', extension: 'clf', sizes: CURVES, size: 33},
  '3dl': {label: 'Autodesk Flame (.3dl)', extension: '3dl', sizes: [17, 33, 65], size: 17},
  '3dl-lustre': {label: 'Autodesk Lustre (.3dl)', extension: '3dl', options: {dialect: 'lustre'}, sizes: [17, 33, 65], size: 17},
  csp: {label: 'cineSpace (.csp)', extension: 'csp', sizes: CURVES, size: 33},
  spi3d: {label: 'Sony Imageworks (.spi3d)', extension: 'spi3d', sizes: CURVES, size: 33},
  vlt: {label: 'Panasonic camera (.vlt)', extension: 'vlt', sizes: [17], size: 17},
  itx: {label: 'IRIDAS (.itx)', extension: 'itx', sizes: CURVES, size: 33},
  look: {label: 'SpeedGrade (.look)', extension: 'look', sizes: CURVES, size: 33},
  vf: {label: 'Nuke Vectorfield (.vf)', extension: 'vf', sizes: CURVES, size: 33},
  icc: {label: 'ICC device link (.icc)', extension: 'icc', sizes: [17, 33, 65], size: 33},
  npy: {label: 'NumPy (.npy)', extension: 'npy', sizes: CURVES, size: 33},
};

/** Formats that the page writes itself, for what no address of the service tells. */
const OWN = ['cube', 'hald'];

const number = (value) => String(Number(value.toFixed(4)));

/**
 * @param {{mix: [string, number][], strength: number, inverse: boolean, network: boolean}} view what is to come out
 * @param {string} format a key of FORMATS
 * @returns {{method: 'GET' | 'POST' | 'page', path?: string, json?: object, name: string} | null} null if the format cannot be had of it
 */
export function delivery(view, format, size) {
  const {extension, options = {}} = FORMATS[format];
  const {mix, strength, inverse, network} = view;
  const [id] = mix[0];
  const name = `${fileName(view)}-${size}.${extension}`;
  const mixed = mix.length > 1;
  const token = mix.find(([each]) => each.startsWith('token:'));
  const needsPage = strength > 1 || (mixed && (strength !== 1 || network)) || (inverse && (strength !== 1 || mixed)) || (token && mixed);
  if (needsPage) return OWN.includes(format) ? {method: 'page', name} : null;
  const query = new URLSearchParams(extension === 'png' && !options.layout ? {level: Math.sqrt(size)} : {res: size});
  for (const [key, value] of Object.entries(options)) query.set(key, value);
  if (query.get('depth') === '8') query.delete('depth');
  if (inverse) return plain(options, extension) && !token ? {method: 'GET', path: `/luts/${id}/inverse.${extension}?${query}`, name} : null;
  if (mixed) return blended(mix, query, extension, options, name);
  if (strength !== 1) query.set('strength', number(strength));
  if (token) return {method: 'GET', path: `/tokens/${id.slice(6)}.${extension}?${query}`, name};
  if (network) query.set('from', 'network');
  return {method: 'GET', path: `/luts/${id}.${extension}?${query}`, name};
}

/** What has cube and Hald images alone. */
const plain = (options, extension) => ['cube', 'png'].includes(extension) && !options.dialect && !options.layout;

function blended(mix, query, extension, options, name) {
  if (plain(options, extension)) {
    const parts = mix.map(([id, weight]) => `${id}:${number(weight)}`).join(',');
    return {method: 'GET', path: `/luts/blend.${extension}?mix=${parts}&${query}`, name};
  }
  const json = {weights: Object.fromEntries(mix.map(([id, weight]) => [id, Number(number(weight))])), format: extension};
  for (const [key, value] of query) json[key] = Number.isNaN(Number(value)) ? value : Number(value);
  return {method: 'POST', path: '/luts/blend', json, name};
}

/** A name without spaces, that tells what is in the file. */
export function fileName({mix, strength, inverse, network}) {
  const ids = mix.map(([id]) => (id.startsWith('token:') ? 'shared-look' : id));
  const parts = [ids.length > 2 ? `blend-of-${ids.length}` : ids.join('+')];
  if (inverse) parts.push('inverse');
  if (network) parts.push('network');
  if (strength !== 1) parts.push(`${Math.round(strength * 100)}pc`);
  return parts.join('-');
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

export function curl({method, path, json, name}, origin) {
  if (method === 'page') return null;
  const body = method === 'POST' ? ` -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(json))}` : '';
  return `curl -f -o ${quoted(name)}${body} ${quoted(origin + path)}`;
}

/** Lines that fetch what they need; what the page has to write, they take from its download. */
export function ffmpeg(view, origin) {
  const cube = delivery(view, 'cube', 33);
  if (!cube) return null;
  // In a filter's description : and ' would end the name. A name of ours has neither.
  return lines(curl(cube, origin), `ffmpeg -i input.mp4 -vf lut3d=${cube.name}:interp=tetrahedral -c:a copy output.mp4`);
}

export function magick(view, origin) {
  const hald = delivery(view, 'hald', 64);
  if (!hald) return null;
  return lines(curl(hald, origin), `convert input.png ${quoted(hald.name)} -hald-clut output.png`);
}

const lines = (...parts) => parts.filter(Boolean).join(' &&\n');

/** A .cube file of the page's own, for what no address tells. */
export function writeCube(values, size, title) {
  const text = [`TITLE "${title.replaceAll('"', "'")}"`, `LUT_3D_SIZE ${size}`, 'DOMAIN_MIN 0 0 0', 'DOMAIN_MAX 1 1 1'];
  for (let p = 0; p < values.length; p += 3) text.push(`${values[p].toFixed(6)} ${values[p + 1].toFixed(6)} ${values[p + 2].toFixed(6)}`);
  return new Blob([text.join('\n'), '\n'], {type: 'text/plain'});
}

export async function writeHald(values, size) {
  const side = Math.round(Math.sqrt(size ** 3));
  const image = new ImageData(side, side);
  for (let p = 0; p < size ** 3; p++) {
    for (let k = 0; k < 3; k++) image.data[4 * p + k] = Math.round(255 * values[3 * p + k]);
    image.data[4 * p + 3] = 255;
  }
  const canvas = new OffscreenCanvas(side, side);
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas.convertToBlob({type: 'image/png'});
}

/**
 * The inverse transform of a channel at every `stride`-th point of each axis.
 *
 * @param entries the coefficients that are not 0, as [place in the channel, value, place, value, …]
 * @returns the points, red fastest
 */
export function synthesise(axis, entries, stride) {
  const size = axis.size;
  const points = (size - 1) / stride + 1;
  const matrix = axis.sampled(stride);
  const lines = new Float64Array(size * size * points);
  const hasLine = new Uint8Array(size * size);
  for (let i = 0; i < entries.length; i += 2) {
    const line = Math.floor(entries[i] / size);
    add(lines, line * points, matrix, (entries[i] % size) * points, points, entries[i + 1]);
    hasLine[line] = 1;
  }
  const rows = new Float64Array(size * points * points);
  const hasPlane = new Uint8Array(size);
  for (let blue = 0; blue < size; blue++) {
    for (let green = 0; green < size; green++) {
      if (!hasLine[blue * size + green]) continue;
      hasPlane[blue] = 1;
      spread(rows, blue * points, lines, (blue * size + green) * points, points, matrix, green * points, points);
    }
  }
  const values = new Float64Array(points ** 3);
  for (let blue = 0; blue < size; blue++) {
    if (hasPlane[blue]) spread(values, 0, rows, blue * points ** 2, points ** 2, matrix, blue * points, points);
  }
  return values;
}

/** Adds a row to several, scaled by a factor for each. */
function spread(out, firstRow, row, from, length, factors, firstFactor, count) {
  for (let i = 0; i < count; i++) {
    const factor = factors[firstFactor + i];
    if (factor !== 0) add(out, (firstRow + i) * length, row, from, length, factor);
  }
}

function add(out, to, row, from, length, factor) {
  for (let i = 0; i < length; i++) out[to + i] += factor * row[from + i];
}

/** The inverse transform on the grey axis alone: every point of it. Lines of coefficients must be together. */
export function synthesiseGreys(axis, entries) {
  const { size, synthesis, first, end } = axis;
  const greys = new Float64Array(size);
  const line = new Float64Array(size);
  for (let i = 0; i < entries.length; ) {
    const at = Math.floor(entries[i] / size);
    line.fill(0);
    for (; i < entries.length && Math.floor(entries[i] / size) === at; i += 2) {
      const red = entries[i] % size;
      for (let k = first[red]; k < end[red]; k++) line[k] += entries[i + 1] * synthesis[red * size + k];
    }
    const green = at % size;
    const blue = Math.floor(at / size);
    for (let k = Math.max(first[green], first[blue]); k < Math.min(end[green], end[blue]); k++) {
      greys[k] += line[k] * synthesis[green * size + k] * synthesis[blue * size + k];
    }
  }
  return greys;
}

/** The transform of a channel: from points, red fastest, to coefficients in the same order. */
export function analyse(axis, points) {
  const { size, analysis } = axis;
  const plane = size * size;
  const lines = new Float64Array(plane * size);
  for (let line = 0; line < plane; line++) {
    for (let i = 0; i < size; i++) add(lines, line * size, analysis, i * size, size, points[line * size + i]);
  }
  const rows = new Float64Array(plane * size);
  for (let line = 0; line < plane; line++) {
    const blue = Math.floor(line / size);
    spread(rows, blue * size, lines, line * size, size, analysis, (line % size) * size, size);
  }
  const coefficients = new Float64Array(plane * size);
  for (let blue = 0; blue < size; blue++) {
    spread(coefficients, 0, rows, blue * plane, plane, analysis, blue * size, size);
  }
  return coefficients;
}

/** The axes of the signal, on which equal steps look about equally large, and RGB in codes of 255. */
const FROM_RGB = [
  [0.11928792, -0.66366547, 0.45601404],
  [0.32894573, -0.11412527, -0.25214195],
  [-0.1327641, -0.10898109, -0.12387741],
];
const TO_RGB = [
  [0.18002186, 1.7799571, -2.9602602],
  [-1.0015623, -0.61754286, -2.4299669],
  [0.68818772, -1.3643643, -2.762112],
];
const FROM_GREY = 0.378;

/** The matrix from the signal to RGB: a row for each channel of the look. */
export function toRgb(channels) {
  return channels === 1 ? [[1 / FROM_GREY]] : TO_RGB;
}

/** The matrix from RGB to the signal. */
export function fromRgb(channels) {
  return channels === 1 ? [[FROM_GREY]] : FROM_RGB;
}

/** Multiplies a matrix by planes, one for each of its columns. */
export function multiply(matrix, planes) {
  return matrix.map((row) => {
    const product = new Float64Array(planes[0].length);
    row.forEach((factor, column) => {
      const plane = planes[column];
      for (let i = 0; i < product.length; i++) product[i] += factor * plane[i];
    });
    return product;
  });
}

/** The quantum of a step, in units of the signal. */
export function quantum(step) {
  return 2 ** ((48 - step) / 8);
}

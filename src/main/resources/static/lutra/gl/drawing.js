/** Reads lattices in tetrahedra along the grey diagonal of a cell. A lattice is (size, first row) of its texture. */
const INTERPOLATION = `
vec3 texelOf(sampler2D lattice, ivec2 place, ivec3 point) {
  return texelFetch(lattice, ivec2(point.r + place.x * point.g, place.y + point.b), 0).rgb;
}
vec3 read(sampler2D lattice, vec2 sizeAndRow, vec3 color) {
  ivec2 place = ivec2(sizeAndRow);
  vec3 at = clamp(color, 0., 1.) * float(place.x - 1);
  ivec3 corner = min(ivec3(at), place.x - 2);
  vec3 part = at - vec3(corner);
  float high = max(part.r, max(part.g, part.b));
  float low = min(part.r, min(part.g, part.b));
  float middle = part.r + part.g + part.b - high - low;
  ivec3 one = ivec3(greaterThanEqual(part, vec3(high)));
  ivec3 two = ivec3(greaterThan(part, vec3(low)));
  return (1. - high) * texelOf(lattice, place, corner)
       + (high - middle) * texelOf(lattice, place, corner + one)
       + (middle - low) * texelOf(lattice, place, corner + two)
       + low * texelOf(lattice, place, corner + 1);
}
`;

/** The weighted sum of up to four lattices, as a lattice. */
export const MIX = `
uniform int size;
uniform sampler2D lattice0, lattice1, lattice2, lattice3;
uniform vec2 places[4];
uniform float weights[4];
out vec4 result;
${INTERPOLATION}
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 color = vec3(at.x % size, at.x / size, at.y) / float(size - 1);
  vec3 sum = weights[0] * read(lattice0, places[0], color);
  if (weights[1] != 0.) sum += weights[1] * read(lattice1, places[1], color);
  if (weights[2] != 0.) sum += weights[2] * read(lattice2, places[2], color);
  if (weights[3] != 0.) sum += weights[3] * read(lattice3, places[3], color);
  result = vec4(sum, 1);
}`;

/** How pixels of the photograph become pixels of the canvas. */
export const NEAREST = 0;
export const LINEAR = 1;
export const AVERAGE = 2;

/**
 * A photograph with looks. A lattice without points is the original.
 *
 * @param compared whether there is a split or a difference: without them a CPU that plays the device has less to do
 */
export function photographSource(compared) {
  return `
uniform sampler2D photo, after;
uniform vec2 afterPlace, canvas, extent;
uniform vec3 view;
uniform int reading;
uniform float strength, dither;
${compared ? `
uniform sampler2D before, other;
uniform vec2 beforePlace, otherPlace;
uniform float split, gain;` : ""}
out vec4 result;
${INTERPOLATION}
vec4 photograph(vec2 at) {
  ivec2 size = textureSize(photo, 0);
  vec2 place = at / extent;
  if (reading == ${NEAREST}) return texelFetch(photo, min(ivec2(place * vec2(size)), size - 1), 0);
  if (reading == ${LINEAR}) return textureLod(photo, place, 0.);
  // Four samples of a finer level are sharper than one.
  float level = max(0., log2(float(size.x) / extent.x / view.z) - 1.);
  vec2 step = .25 / view.z / extent;
  return .25 * (textureLod(photo, place - step, level) + textureLod(photo, place + step, level)
    + textureLod(photo, place + vec2(step.x, -step.y), level) + textureLod(photo, place + vec2(-step.x, step.y), level));
}
vec3 graded(sampler2D lattice, vec2 place, vec3 color) {
  if (place.x == 0.) return color;
  vec3 look = read(lattice, place, color);
  return clamp(color + strength * (look - color), 0., 1.);
}
void main() {
  vec2 pixel = vec2(gl_FragCoord.x, canvas.y - gl_FragCoord.y);
  vec2 at = view.xy + pixel / view.z;
  result = vec4(0);
  if (at.x < 0. || at.y < 0. || at.x >= extent.x || at.y >= extent.y) return;
  vec4 color = photograph(at);
  vec3 shown;
${compared ? `
  if (pixel.x < split * canvas.x) shown = graded(before, beforePlace, color.rgb);
  else shown = graded(after, afterPlace, color.rgb);
  if (gain != 0.) shown = .5 + gain * (shown - graded(other, otherPlace, color.rgb));` : `
  shown = graded(after, afterPlace, color.rgb);`}
  float noise = fract(52.9829189 * fract(dot(pixel, vec2(.06711056, .00583715)))) - .5;
  result = vec4(shown + dither * noise / 255., color.a);
}`;
}

import { fromBase64, toBase64Url } from "./base64.js";
import { identityConstants } from "./constants.js";
import { addTo, decodeDetail, identityGreys, resampled } from "./detail.js";
import { DetailEncoder } from "./detail-encoder.js";
import { InvalidData } from "./invalid-data.js";
import { checkLattice, checkSize, identity, sample } from "./lattice.js";

const VERSION = 0x2c;
const MONOCHROME = 1;
const EXACT_GREYS = 2;
const SIZE = 33;
const LEAST_BYTES = 4;
const MOST_BYTES = 1024;
const CHECKSUM_BYTES = 2;
const TEXT = /^[A-Za-z0-9_-]*$/;
/** The flags of a detail. */
const OF_DETAIL = { monochrome: 2, identity: 4, plainGreys: 16 };

/** Reads a token: a whole look in a few dozen bytes, without a model. */
export function readToken(text) {
  const bytes = bytesOf(text);
  const kind = bytes[0] - VERSION;
  if (kind < 0 || kind > (MONOCHROME | EXACT_GREYS)) throw new InvalidData("the token is of a version that is not known");
  const end = bytes.length - CHECKSUM_BYTES;
  if (checksum(bytes.subarray(0, end)) !== bytes[end] * 256 + bytes[end + 1]) {
    throw new InvalidData("the token is damaged: its checksum is another");
  }
  const monochrome = (kind & MONOCHROME) !== 0;
  const detail = bytes.slice(0, end);
  detail[0] = OF_DETAIL.identity | (monochrome ? OF_DETAIL.monochrome : 0) | (kind & EXACT_GREYS ? 0 : OF_DETAIL.plainGreys);
  // A token that was made on purpose has the right checksum: what it hides is found here, and not later.
  latticeOf(detail, monochrome, 2);
  return { size: SIZE, monochrome, lattice: (size = SIZE) => latticeOf(detail, monochrome, checkSize(size)) };
}

/**
 * Writes the most accurate token of a look within a limit of bytes.
 *
 * @param lattice the look over 0…1: size³ RGB triples, red fastest; values outside 0…1 are clamped
 * @param bytes 4…1024; the text has a third more characters
 */
export function writeToken(lattice, size, { bytes = 120 } = {}) {
  checkLattice(lattice, size);
  if (!(bytes >= LEAST_BYTES && bytes <= MOST_BYTES)) {
    throw new RangeError(`a token has ${LEAST_BYTES} to ${MOST_BYTES} bytes, not ${bytes}`);
  }
  if (!lattice.every(Number.isFinite)) throw new RangeError("the lattice has a value that is not finite");
  const monochrome = isMonochrome(lattice);
  const neutral = identity(SIZE);
  const look = size === SIZE ? lattice : sample(lattice, size, neutral);
  const encoder = new DetailEncoder(identityConstants(), SIZE, planesOf(look, monochrome), planesOf(neutral, monochrome));
  const detail = encoder.within(bytes - CHECKSUM_BYTES);
  if (detail === null) throw new RangeError(`no token of this look has so few as ${bytes} bytes`);
  const token = new Uint8Array(detail.length + CHECKSUM_BYTES);
  token.set(detail);
  const exactGreys = (detail[0] & OF_DETAIL.plainGreys) === 0;
  token[0] = VERSION | (monochrome ? MONOCHROME : 0) | (exactGreys ? EXACT_GREYS : 0);
  const sum = checksum(token.subarray(0, detail.length));
  token.set([sum >> 8, sum & 255], detail.length);
  return toBase64Url(token);
}

function bytesOf(text) {
  if (typeof text !== "string" || text.length > Math.ceil(MOST_BYTES * 4 / 3) || !TEXT.test(text)) {
    throw new InvalidData("a token is a short text of letters, digits, '-' and '_'");
  }
  const bytes = fromBase64(text);
  if (bytes.length < LEAST_BYTES) throw new InvalidData("a token is too short");
  // Another text for the same bytes would be another address for the same look.
  if (toBase64Url(bytes) !== text) throw new InvalidData("the last letter of a token has bits that mean nothing");
  return bytes;
}

/** CRC-16 with the polynomial 0x1021, from 0xFFFF, as in CRC-16/IBM-3740. */
function checksum(bytes) {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ (sum & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return sum;
}

function latticeOf(detail, monochrome, size) {
  const decoded = decodeDetail(detail, identityConstants(), identityGreys, size);
  return addTo(identity(size), resampled(decoded, size).values, monochrome);
}

function isMonochrome(lattice) {
  for (let i = 0; i < lattice.length; i += 3) {
    if (lattice[i] !== lattice[i + 1] || lattice[i] !== lattice[i + 2]) return false;
  }
  return true;
}

/** The channels of a lattice in codes of 255; one, the mean, for a monochrome look. */
function planesOf(lattice, monochrome) {
  const value = (i) => Math.min(255, Math.max(0, 255 * lattice[i]));
  const points = lattice.length / 3;
  if (!monochrome) return [0, 1, 2].map((c) => Float64Array.from({ length: points }, (_, i) => value(3 * i + c)));
  return [Float64Array.from({ length: points }, (_, i) => (value(3 * i) + value(3 * i + 1) + value(3 * i + 2)) / 3)];
}

import { fromBase64 } from "./base64.js";
import { InvalidData } from "./invalid-data.js";
import { AdaptiveBits, MAGNITUDE_BITS } from "./range-coder.js";

const PRIORS = 4;
/** Eleven places on each of three axes, and 27 combinations of three classes of an axis. */
const PRIOR = 60;
const COEFFICIENT_BITS = 44 * MAGNITUDE_BITS;
const GREY_BITS = 369;
const LIMIT = 200;
const MOST_SEEN = 30;

/** The size of the constants in bytes. */
export const CONSTANTS_BYTES = 1 + PRIORS * PRIOR + 2 * (COEFFICIENT_BITS + GREY_BITS);

/** The trained numbers of the detail coder. A decoder needs those with which a detail was encoded. */
export class Constants {
  constructor(bytes) {
    if (bytes.length !== CONSTANTS_BYTES || bytes[0] !== 1) {
      throw new InvalidData("the constants of the detail coder are not of a kind that this version reads");
    }
    const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    this.priors = Array.from({ length: PRIORS }, (_, i) => signed.subarray(1 + i * PRIOR, 1 + (i + 1) * PRIOR));
    const first = 1 + PRIORS * PRIOR;
    this.coefficients = start(bytes, first, COEFFICIENT_BITS);
    this.greys = start(bytes, first + 2 * COEFFICIENT_BITS, GREY_BITS);
    /** The tables of sizes, made when they are needed. */
    this.tables = new Map();
  }

  coefficientBits() {
    return new AdaptiveBits(this.coefficients.probabilities, this.coefficients.seen, LIMIT);
  }

  greyBits() {
    return new AdaptiveBits(this.greys.probabilities, this.greys.seen, LIMIT);
  }
}

function start(bytes, from, count) {
  const probabilities = Uint16Array.from(bytes.subarray(from, from + count), (byte) => byte * 256 + 128);
  const seen = bytes.subarray(from + count, from + 2 * count);
  if (seen.some((bits) => bits > MOST_SEEN)) throw new InvalidData("the constants of the detail coder are damaged");
  return { probabilities, seen };
}

let identity;

/** The constants of details that are added to the identity. They are part of the program. */
export function identityConstants() {
  identity ??= new Constants(fromBase64(IDENTITY));
  return identity;
}

const IDENTITY =
  "ARkTCgoEAv/9/Pj0GBQLDAQC//379/MeEgsKBQH+/Pv28wUO+hIG+wX89xIG+ggJ//oBAAP6/PkBAfMBDBgRCgkEAf79/PbyGBAKCgQB/vz89/IZ" +
  "FQoKBAH+/Pr18AkOBQkM+vv89g8H+QkJ//0A/gH49fsA/vsBChUOBwcE//37+/XxFA8ICAQA/fv79fAYEQkHAv/9+/n07xAJAQwM9/z79QoH+Q0I" +
  "/P0A/fv8+fr//ff/CBYQBwYC/vz6+vXyFxIHBwP9+/n59fIZEQcGAv77+fn18hQO+w4M+Pn69AoL+hAI+vr+/Pj3+/n9/fj/CICAgICAgICAgICA" +
  "gICAgICAgICAgICAgICAgICAgICAgICAgAGAgICAgICAgICAgICAgICAgAEUFYCAgICAgICAgICAgICAgAEUBziAgICAgICAgICAgICAgAEUBx+A" +
  "gICAgICAgICAgICAgAEUBygkgICAgICAgICAgICAgAEUBh1DOICAgICAgICAgICAgAEWBxw5H4CAgICAgICAgICAgAERAxwnJ06AgICAgICAgICA" +
  "gAEPDCApUy2AsU6AgICAgICAgAEPDhgrPy2AZE6AgICAgICAgAENEB0rP0ucWDVOgICAgICAgAYNGRkeP0ppbmSlgNutmziAgBAPHSwrSEdpc4ix" +
  "kMnFilpSTiESIDUvOEZqcomxt8m5s5N7GTsaKDFENVlxZ4Wvt8m5s5OQRFwqMDtCV19ceIeytcq5s5CQRH9CQUdRXm54dJGzksm7rY+NQ55iW1lc" +
  "aG6Hiaaqwcm3u52AOriFfHVxdHZ9gYiamLS1wqSfV8ylnJaRjY6MkpOYoKigtpN5U9m+ubOvq6impKepqKyzsolnSePQzsrHxMHAvb28vLm8vZBe" +
  "Purd3drY1tXT0tDPzc7MzKNoN+/m5+fl4+Lh4ODf3t/e272FP/Tt7u7u7evr6unq6ejo59GoVPfy8/Pz8/Pz8vHw7+/w7+DCbPj19vf29vf39/b2" +
  "9vX09OnUgPv39/j5+fn4+fn5+fn5+fHhkvz6+vr6+/v7+/v7+/v7+/ftof38+/v7/Pz8/Pz8/Pz8/Pnyrf79/f38/fz9/f39/f39/fv2tv7+/f79" +
  "/v79/v39/v7+/vz4v/7+/v7+/v3+/v7+/v7+/vz6xf7+/v7+/v7+/v7+/v7+/v37yv7+/v7+/v7+/v7+/v7+/v78zv7+/v7+/v7+/v7+/v7+/v79" +
  "0v7+/v7+/v7+/v7+/v7+/v7+1P7+/v7+/v7+/v7+/v7+/v791/7+/v7+/v7+/v7+/v7+/v7+2v7+/v7+/v7+/v7+/v7+/v7+3f7+/v7+/v7+/v7+" +
  "/v7+/v7+3/7+/v7+/v7+/v7+/v7+/v7+4gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB4AAAAAAAAAAAAAAAAAAAAAAB4aAgAA" +
  "AAAAAAAAAAAAAAAAAB4aFwAAAAAAAAAAAAAAAAAAAB4aFwEAAAAAAAAAAAAAAAAAAB4aFwcBAAAAAAAAAAAAAAAAAB4eGRUCAAAAAAAAAAAAAAAA" +
  "AB4eHhUGAQAAAAAAAAAAAAAAAB4eHhURAgAAAAAAAAAAAAAAAB4eHhoeCwMAAAAAAAAAAAAAAB4eHhseHgkBAAAAAAAAAAAAAB4eHh4UHh0IBQEA" +
  "AAAAAAAAAB4eHh4WHh0eEgcDAgEBAAAAAB4eHh4eHh4eHh4WDwgHBQMBAB4eHh4eHh4eHh4WHh4eHhYNBh4eHh4eHh4eFh4WHh4eHhYeFx4eHh4e" +
  "Hh4eGR4ZHh4eHhceFx4eHh4eHh4eHh4eGx4eHhkeGB4eHh4eHh4eHh4eHh4eHh4YHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4e" +
  "Hh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4e" +
  "Hh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4e" +
  "Hh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4e" +
  "Hh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4e" +
  "Hh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHmR0jai/vs7I1NfL3tDZ1ryFK5FtXmNu" +
  "kpmVnKnfrbbX0qVKgM3Lwru4ubu+vMK9wMPHxZFuK8+wlo6OkJGRkHySzqyogJYagPPr2cvFwb29vL23ube6u384EUpGY4CDknm6gLGW5eWh24A4" +
  "gH5UREtuj3KdPcfHx8c4gICAgLmhi3d5foKrm5SpxaBO2ySAgMucdWdfhYCylG9ex8fHxziAgPTcuJuQdWlvg3idwuq15RqAgD46TGdufKmWidLw" +
  "8KW1XjiAgHJLNk1JiJ6vkLVeOICAgICAgKiEaFpjdIR5k4ql6oCAxziAgMqUZE9YZXpoSjiAgICAgICAgPPXoYJ0aWWQgKDysZahgMc4gCciMUFw" +
  "dK+xll7Hx8fHOICAgFYyKD5QiW+hgDiAgICAgICAgJBhPj1NU5C1GoCAgICAgICAgMZ7TTQnaSSAgICAgICAgICAgOu9fltxgHZagDiAgICAgICA" +
  "gN5sEENBefgF8R4eHh4eHh4eHh4eHh4eHh4eGx4eHh4eHh4eFg0JCAUEAwMCAR4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4XDQsHBQIBAB4e" +
  "Hh4eHh4eHh4eHh4eHh4eGB4eHh4eHhQJBwMCAQEBAQEAAB4eHh4eEAkEAgAAAAAAAAAAAB4eHh4eHh4eHRIKBwUDAQEAAB4eHh4eHhEIBgMBAAAA" +
  "AAAAAB4eHh4eHh4eEAgEAgICAQEAAB4eHh4eHhALBgMDAwMCAQAAAB4eHh4eDwgFAwIBAAAAAAAAAB4eHh4eHh4UCQUDAgIBAAAAAB4eHh4eGgoF" +
  "AgAAAAAAAAAAAB4eHh4eHh4TCwUDAwIBAQAAAB4eHh4ZCwUDAgEAAAAAAAAAAB4eHh4VBgMBAQAAAAAAAAAAAB4eHh4eCwMCAQAAAAAAAAAAAB4e" +
  "Hh4RAgEAAAAAAAAAAAAAAB4eHh4dDQYDAQAAAAAAAAAAAB4eHh4eHh4eHg==";

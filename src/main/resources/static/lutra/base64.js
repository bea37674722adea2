import { InvalidData } from "./invalid-data.js";

/** The bytes of a text in base64 or base64url, padded or not. */
export function fromBase64(text) {
  let chars;
  try {
    chars = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new InvalidData("a text is not base64");
  }
  const bytes = new Uint8Array(chars.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = chars.charCodeAt(i);
  return bytes;
}

/** Bytes as base64url without padding, which needs no escape in an address. */
export function toBase64Url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

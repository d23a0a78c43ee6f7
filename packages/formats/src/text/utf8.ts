import { DataError } from "@nn/core/component";

/** How many bytes become characters in one call: arguments lie on the stack. */
const PIECE = 8192;

/**
 * The text that bytes hold in UTF-8. By what the language has, since not all engines have a TextDecoder.
 *
 * @param what - What a message calls the bytes.
 * @throws DataError for bytes that are no UTF-8.
 */
export function textOf(bytes: Uint8Array, what: string): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += PIECE) pieces.push(String.fromCharCode(...bytes.subarray(i, i + PIECE)));
  const text = pieces.join("");
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replace(/[\x80-\xff%]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`));
  } catch {
    throw new DataError(`${what} is no text in UTF-8.`);
  }
}

/**
 * A text as bytes of UTF-8.
 *
 * @throws DataError for half a character, which UTF-8 hasn't.
 */
export function bytesOf(text: string, what: string): Uint8Array {
  let escaped: string;
  try {
    escaped = encodeURIComponent(text).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  } catch {
    throw new DataError(`${what} has half a character, a surrogate without its other half, which UTF-8 can't hold.`);
  }
  const bytes = new Uint8Array(escaped.length);
  for (let i = 0; i < escaped.length; i++) bytes[i] = escaped.charCodeAt(i);
  return bytes;
}

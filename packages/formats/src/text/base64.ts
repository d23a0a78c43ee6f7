const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** So many bytes become one piece of text: a multiple of three, so that only the last one is padded. */
const PIECE = 6144;

/** Bytes as letters, six bits each. By hand, as not all engines have a function for it. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let from = 0; from < bytes.length; from += PIECE) pieces.push(lettersOf(bytes.subarray(from, from + PIECE)));
  return pieces.join("");
}

function lettersOf(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b = 0, c = 0] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    text += LETTERS[a >> 2]! + LETTERS[((a & 3) << 4) | (b >> 4)]!;
    text += i + 1 < bytes.length ? LETTERS[((b & 15) << 2) | (c >> 6)]! : "=";
    text += i + 2 < bytes.length ? LETTERS[c & 63]! : "=";
  }
  return text;
}

/** What no letter stands for. */
const NONE = 64;
const BITS: Uint8Array = /* @__PURE__ */ bitsOfLetters();

function bitsOfLetters(): Uint8Array {
  const bits = new Uint8Array(128).fill(NONE);
  for (let i = 0; i < NONE; i++) bits[LETTERS.charCodeAt(i)] = i;
  return bits;
}

/** The bytes; `undefined` for a text that isn't what {@link toBase64} gives. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const end = text.length - padding;
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    let bits = 0;
    for (let j = i; j < i + 4; j++) {
      const six = j < end ? (BITS[text.charCodeAt(j)] ?? NONE) : 0;
      if (six === NONE) return undefined;
      bits = (bits << 6) | six;
    }
    bytes[at] = bits >> 16;
    bytes[at + 1] = bits >> 8;
    bytes[at + 2] = bits;
    // What the padding cuts off is zero: each list of bytes has one text alone.
    if (i + 4 === text.length && padding > 0 && (bits & (padding === 2 ? 0xffff : 0xff)) !== 0) return undefined;
  }
  return bytes;
}

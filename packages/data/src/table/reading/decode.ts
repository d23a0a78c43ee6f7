import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { TableError } from "../table-error.js";

/** What every engine has that reads files, and the language's own types don't list. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: boolean },
) => { decode(bytes: Uint8Array): string };

/** How the bytes of a text can begin, and what that says of the others. */
const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe, 0, 0], "utf-32"],
  [[0, 0, 0xfe, 0xff], "utf-32"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];

/** As many bytes as tell texts of two bytes a character from others. */
const LOOKED_AT = 1024;

/**
 * The text in a file's bytes: UTF-8, or UTF-16 by the mark at its beginning or by the zeros that are every other byte of
 * what is written in letters and digits.
 *
 * @throws DataError for what is neither text nor bytes, and for bytes of another encoding.
 */
export function textIn(given: string | Uint8Array, source: string): string {
  if (typeof given === "string") return given;
  if (!isBytes(given)) {
    const remedy = isBuffer(given) ? " new Uint8Array(buffer) has its bytes." : " Read the file as UTF-8.";
    throw new DataError(`${source}: expected text, or its bytes in a Uint8Array, but got ${show(given)}.${remedy}`);
  }
  const encoding = MARKS.find(([mark]) => mark.every((byte, at) => given[at] === byte))?.[1] ?? encodingByZeros(given);
  if (encoding === "utf-32") throw new DataError(`${source}: it is UTF-32, which isn't read. Save it as UTF-8.`);
  try {
    // What is no UTF-8 becomes a character that is refused with its line.
    return new TextDecoder(encoding, { fatal: encoding !== "utf-8" }).decode(given);
  } catch {
    throw new DataError(`${source}: its bytes begin as UTF-16 and don't go on so. It may be cut off, or no text.`);
  }
}

/** Refuses what no table has, such as what becomes of bytes that are taken for UTF-8 and are something else. */
export function checkText(text: string, source: string): void {
  // Two searches for one character each are many times as fast as one for either.
  const found = ["\0", "\uFFFD"].map((character) => text.indexOf(character)).filter((at) => at >= 0);
  if (found.length === 0) return;
  const at = Math.min(...found);
  if (text.startsWith("PK\u0003\u0004")) {
    throw new DataError(
      `${source}: it is a spreadsheet program's own file, or another archive. Save the table as CSV.`,
    );
  }
  const line = text.slice(0, at).split(/\r\n?|\n/).length;
  const remedy =
    text[at] === "\0"
      ? "It is no text, or UTF-16: Table.fromCsv(bytes) reads that."
      : 'Its bytes were no UTF-8: new TextDecoder("windows-1252").decode(bytes) reads what old Windows programs write.';
  const character = text[at]!;
  throw new TableError(`, line ${line}: got the character ${show(character)}, which no table has. ${remedy}`, {
    kind: "character",
    source,
    line,
    character,
  });
}

function encodingByZeros(bytes: Uint8Array): string {
  const zeros = [0, 0];
  const end = Math.min(bytes.length, LOOKED_AT);
  for (let at = 0; at < end; at++) if (bytes[at] === 0) zeros[at % 2]!++;
  const [even, odd] = zeros as [number, number];
  // In a text of another script few characters of the first lines are delimiters, digits and line breaks.
  if (odd > 0 && even === 0) return "utf-16le";
  return even > 0 && odd === 0 ? "utf-16be" : "utf-8";
}

const isBytes = (given: unknown): given is Uint8Array =>
  Object.prototype.toString.call(given) === "[object Uint8Array]";
const isBuffer = (given: unknown): boolean => Object.prototype.toString.call(given) === "[object ArrayBuffer]";

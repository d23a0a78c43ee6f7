import { TableError } from "../table-error.js";

/**
 * Takes a piece without the line break at its end, what its quoted cells hold where it has a mark alone in their places, and
 * whether it ends where a record does. A piece without the second is bare: see {@link isBare}.
 */
type TakePiece = (piece: string, quoted: readonly string[] | undefined, isWhole: boolean) => void;

/**
 * Hands a CSV text with quotation marks over in pieces of whole records, in which each quoted cell is a mark alone: a line
 * break is then the end of a record and a delimiter that of a cell, and to divide the piece at both is all that is left.
 *
 * @throws TableError after the piece that ends before the first cell whose marks don't pair up.
 */
export function takePieces(text: string, source: string, delimiter: string, size: number, take: TakePiece): void {
  const delimiterCode = delimiter.charCodeAt(0);
  const ends = (at: number): boolean => {
    const code = text.charCodeAt(at);
    return code === delimiterCode || code === LINE_BREAK || at === text.length;
  };
  const isSpace = (at: number): boolean => {
    const code = text.charCodeAt(at);
    return (code <= 32 || code > 127) && !ends(at) && text[at]!.trim() === "";
  };
  let parts: string[] = [];
  let quoted: string[] = [];
  let [copied, begun, end] = [0, 0, 0];
  /** Goes past the pieces that are bare. */
  const passBare = (): void => {
    for (;;) {
      const at = text.indexOf("\n", begun + size);
      const to = at < 0 ? text.length : at;
      if (begun >= text.length || !isBare(text, begun, to, delimiterCode)) return;
      take(text.slice(begun, to), undefined, true);
      begun = to + 1;
      copied = begun;
      end = begun;
    }
  };
  passBare();
  // The first line break after the last quoted cell.
  let lineEnd = text.indexOf("\n", end);
  for (let open = text.indexOf('"', end); open >= 0; open = text.indexOf('"', end)) {
    if (lineEnd >= 0 && lineEnd < end) lineEnd = text.indexOf("\n", end);
    if (lineEnd >= 0 && lineEnd < open && lineEnd - begun >= size) {
      take(parts.join("") + text.slice(copied, lineEnd), quoted, true);
      parts = [];
      quoted = [];
      copied = lineEnd + 1;
      begun = copied;
      end = begun;
      passBare();
      if (end !== lineEnd + 1) continue;
    }
    let start = open;
    while (start > copied && isSpace(start - 1)) start--;
    // A mark inside a cell that doesn't begin with one is text.
    end = open + 1;
    if (start > 0 && !ends(start - 1)) continue;
    const close = closingMark(text, open);
    end = close + 1;
    while (isSpace(end)) end++;
    if (close < 0 || !ends(end)) {
      take(parts.join("") + text.slice(copied, open), quoted, false);
      throw unpaired(text, source, open);
    }
    parts.push(text.slice(copied, start), '"');
    quoted.push(textBetween(text, open + 1, close));
    copied = end;
  }
  if (copied <= text.length) take(parts.join("") + text.slice(copied), quoted, true);
}

/**
 * Whether all marks in a part of a text are around whole cells without delimiters, line breaks and marks in them: without its marks
 * it says the same.
 */
function isBare(text: string, from: number, to: number, delimiterCode: number): boolean {
  let isStart = true;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== MARK) {
      isStart = code === delimiterCode || code === LINE_BREAK;
      continue;
    }
    if (!isStart) return false;
    for (at++; ; at++) {
      if (at >= to) return false;
      const inside = text.charCodeAt(at);
      if (inside === MARK) break;
      if (inside === delimiterCode || inside === LINE_BREAK) return false;
    }
    at++;
    if (at < to && text.charCodeAt(at) !== delimiterCode && text.charCodeAt(at) !== LINE_BREAK) return false;
    isStart = true;
  }
  return true;
}

const LINE_BREAK = 10;
const MARK = 34;

/** The mark that ends the cell which begins with the mark at `open`: the next one that isn't written twice; or -1. */
function closingMark(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** What a quoted cell holds: a mark that is written twice is one. */
function textBetween(text: string, from: number, to: number): string {
  const inside = text.slice(from, to);
  return inside.includes('"') ? inside.replaceAll('""', '"') : inside;
}

function unpaired(text: string, source: string, at: number): TableError {
  const before = text.slice(0, at);
  const line = before.split("\n").length;
  const characterNumber = at - before.lastIndexOf("\n");
  return new TableError(
    `, line ${line}, character ${characterNumber}: the quotation marks don't pair up. ` +
      'A cell that begins with " ends with ", and a " inside it is written twice.',
    { kind: "quotation marks", source, line, characterNumber },
  );
}

import { TableError } from "../table-error.js";

/**
 * Hands a CSV text with quotation marks over in pieces of whole records, without the spaces around quoted cells: papaparse
 * takes a mark after a space for a part of the text.
 *
 * @param take - Takes a piece without the line break at its end, and whether it ends where a record does.
 * @throws TableError after the piece that ends before the first cell whose marks don't pair up, where papaparse would go
 *   on, and keep an error for each further mark.
 */
export function takePieces(
  text: string,
  source: string,
  delimiter: string,
  size: number,
  take: (piece: string, isWhole: boolean) => void,
): void {
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
  let [copied, begun, end] = [0, 0, 0];
  // The first line break after the last quoted cell.
  let lineEnd = text.indexOf("\n");
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', end)) {
    if (lineEnd >= 0 && lineEnd < end) lineEnd = text.indexOf("\n", end);
    if (lineEnd >= 0 && lineEnd < open && lineEnd - begun >= size) {
      take(parts.join("") + text.slice(copied, lineEnd), true);
      parts = [];
      copied = lineEnd + 1;
      begun = copied;
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
      take(parts.join("") + text.slice(copied, open), false);
      throw unpaired(text, source, open);
    }
    if (start === open && end === close + 1) continue;
    parts.push(text.slice(copied, start), text.slice(open, close + 1));
    copied = end;
  }
  take(parts.join("") + text.slice(copied), true);
}

const LINE_BREAK = 10;

/** The mark that ends the cell which begins with the mark at `open`: the next one that isn't written twice; or -1. */
function closingMark(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
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

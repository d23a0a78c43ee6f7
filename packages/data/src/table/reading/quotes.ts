import { TableError } from "../table-error.js";

/** A text up to where its quotation marks no longer pair up, or all of it. */
export interface Tidied {
  readonly text: string;
  readonly broken?: TableError;
}

/**
 * A CSV text without the spaces around quoted cells: papaparse takes a quotation mark after a space for a part of the
 * text. It ends before the first cell whose marks don't pair up, where papaparse would go on, and keep an error for each
 * further mark.
 */
export function tidyQuotes(text: string, source: string, delimiter: string): Tidied {
  const ends = (at: number): boolean => at === text.length || text[at] === delimiter || text[at] === "\n";
  const isSpace = (at: number): boolean => !ends(at) && text[at]!.trim() === "";
  const parts: string[] = [];
  let copied = 0;
  for (let open = text.indexOf('"'); open >= 0; ) {
    let start = open;
    while (start > copied && isSpace(start - 1)) start--;
    // A mark inside a cell that doesn't begin with one is text.
    let end = open + 1;
    if (start === 0 || ends(start - 1)) {
      const close = closingMark(text, open);
      end = close + 1;
      while (isSpace(end)) end++;
      if (close < 0 || !ends(end)) {
        return { text: parts.join("") + text.slice(copied, open), broken: unpaired(text, source, open) };
      }
      parts.push(text.slice(copied, start), text.slice(open, close + 1));
      copied = end;
    }
    open = text.indexOf('"', end);
  }
  return { text: parts.join("") + text.slice(copied) };
}

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

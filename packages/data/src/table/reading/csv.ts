import Papa from "papaparse";
import { type Tidied, tidyQuotes } from "./quotes.js";

/** Takes the cells of a record, without the spaces around them, and the line on which it begins; the first line is 1. */
export type TakeRecord = (cells: string[], line: number) => void;

/** How many characters papaparse is given at once where no cell can go beyond them. */
const PIECE = 1_000_000;

/**
 * Hands the records of a CSV text over one by one, so that what is wrong with one is told before many more are read. Blank
 * lines are left out, which in a file of one column are also the empty cells.
 *
 * Source: Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files", RFC 4180 (2005), and
 * beyond it other delimiters, as `papaparse` reads them, and spaces around cells.
 *
 * @param text - Its line breaks are `\n`: papaparse takes one kind for the only one.
 * @throws DataError for quotation marks that don't pair up, and whatever `take` throws.
 */
export function readRecords(text: string, source: string, delimiter: string, take: TakeRecord): void {
  if (text.includes('"')) readQuoted(tidyQuotes(text, source, delimiter), delimiter, take);
  else readPieces(text, delimiter, take);
}

/** Without quotation marks each line is a record, and papaparse fastest. */
function readPieces(text: string, delimiter: string, take: TakeRecord): void {
  let line = 1;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from + PIECE);
    const to = end < 0 ? text.length : end;
    const { data } = Papa.parse<string[]>(text.slice(from, to), { newline: "\n", delimiter, fastMode: true });
    for (const cells of data) {
      takeCells(cells, line, take);
      line++;
    }
    from = to + 1;
  }
}

function readQuoted(tidied: Tidied, delimiter: string, take: TakeRecord): void {
  let line = 1;
  // The last record is handed over when it is known to be whole.
  let last: { readonly cells: string[]; readonly line: number } | undefined;
  Papa.parse<string[]>(tidied.text, {
    newline: "\n",
    delimiter,
    fastMode: false,
    step({ data }) {
      if (last !== undefined) takeCells(last.cells, last.line, take);
      last = { cells: data, line };
      line += linesOf(data);
    },
  });
  if (tidied.broken !== undefined) throw tidied.broken;
  if (last !== undefined) takeCells(last.cells, last.line, take);
}

/** Each line break that doesn't end a record stands in a quoted cell. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at >= 0; at = cell.indexOf("\n", at + 1)) lines++;
  }
  return lines;
}

function takeCells(cells: string[], line: number, take: TakeRecord): void {
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    // Most cells have no spaces around them, and `trim` takes its time.
    if (mayBeSpace(cell.charCodeAt(0)) || mayBeSpace(cell.charCodeAt(cell.length - 1))) cells[index] = cell.trim();
  }
  if (cells.length > 1 || cells[0] !== "") take(cells, line);
}

/** Whether a character is a space, or beyond those that are looked at here. */
const mayBeSpace = (code: number): boolean => code <= 32 || code > 127;

import { takePieces } from "./quotes.js";

/** Takes the cells of a record, without the spaces around them, and the line on which it begins; the first line is 1. */
export type TakeRecord = (cells: string[], line: number) => void;

/** How many characters are taken apart at once where no cell can go beyond them. */
const PIECE = 65_536;

const MARK = 34;

/**
 * Hands the records of a CSV text over one by one, so that what is wrong with one is told before many more are read. Blank
 * lines are left out, which in a file of one column are also the empty cells.
 *
 * Source: Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files", RFC 4180 (2005), and
 * beyond it other delimiters, and spaces around cells.
 *
 * @param text - Its line breaks are `\n`.
 * @throws DataError for quotation marks that don't pair up, and whatever `take` throws.
 */
export function readRecords(text: string, source: string, delimiter: string, take: TakeRecord): void {
  if (text.includes('"')) readQuoted(text, source, delimiter, take);
  else readPlain(text, delimiter, take);
}

/** Without quotation marks each line is a record. */
function readPlain(text: string, delimiter: string, take: TakeRecord): void {
  let line = 1;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from + PIECE);
    const to = end < 0 ? text.length : end;
    for (const cells of divided(text.slice(from, to), delimiter)) takeCells(cells, line++, take);
    from = to + 1;
  }
}

function readQuoted(text: string, source: string, delimiter: string, take: TakeRecord): void {
  let line = 1;
  takePieces(text, source, delimiter, PIECE, (piece, quoted, isWhole) => {
    const records = divided(piece, delimiter);
    // Only the first of a piece that doesn't end where a record does are whole.
    const count = isWhole ? records.length : records.length - 1;
    let next = 0;
    for (let index = 0; index < count; index++) {
      const cells = records[index]!;
      const begun = line++;
      if (quoted === undefined) unmark(cells);
      else {
        for (let at = 0; at < cells.length; at++) {
          if (cells[at] !== '"') continue;
          cells[at] = quoted[next++]!;
          line += breaksIn(cells[at]!);
        }
      }
      takeCells(cells, begun, take);
    }
  });
}

/** Takes the marks away that are around whole cells. */
function unmark(cells: string[]): void {
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]!;
    if (cell.charCodeAt(0) === MARK) cells[index] = cell.slice(1, -1);
  }
}

/** Takes a piece apart in which no cell is quoted: to the cells of its records. */
function divided(piece: string, delimiter: string): string[][] {
  return piece.split("\n").map((line) => line.split(delimiter));
}

function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) breaks++;
  return breaks;
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

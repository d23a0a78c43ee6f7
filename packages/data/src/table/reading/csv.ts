import Papa from "papaparse";
import { takePieces } from "./quotes.js";

/** Takes the cells of a record, without the spaces around them, and the line on which it begins; the first line is 1. */
export type TakeRecord = (cells: string[], line: number) => void;

/** How many characters papaparse is given at once where no cell can go beyond them. */
const PIECE = 65_536;

const MARK = 34;

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
  if (text.includes('"')) readQuoted(text, source, delimiter, take);
  else readPlain(text, delimiter, take);
}

/** Without quotation marks each line is a record, and papaparse fastest. */
function readPlain(text: string, delimiter: string, take: TakeRecord): void {
  let line = 1;
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from + PIECE);
    const to = end < 0 ? text.length : end;
    for (const cells of parsed(text.slice(from, to), delimiter, true)) {
      takeCells(cells, line, take);
      line++;
    }
    from = to + 1;
  }
}

function readQuoted(text: string, source: string, delimiter: string, take: TakeRecord): void {
  let line = 1;
  takePieces(text, source, delimiter, PIECE, (piece, isWhole, isBare) => {
    if (isBare) {
      for (const cells of parsed(piece, delimiter, true)) {
        unmark(cells);
        takeCells(cells, line++, take);
      }
      return;
    }
    const records = parsed(piece, delimiter, false);
    const isLineEach = linesOf(piece) === records.length;
    for (let index = 0; index < records.length; index++) {
      const cells = records[index]!;
      const begun = line;
      line += isLineEach ? 1 : cells.reduce((lines, cell) => lines + linesOf(cell) - 1, 1);
      if (isWhole || index < records.length - 1) takeCells(cells, begun, take);
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

/** The cells of a piece's records; a piece without any character is a blank line. */
function parsed(piece: string, delimiter: string, fastMode: boolean): string[][] {
  return piece === "" ? [[""]] : Papa.parse<string[]>(piece, { newline: "\n", delimiter, fastMode }).data;
}

/** How many lines a text has. Each line break that doesn't end a record stands in a quoted cell. */
function linesOf(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
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

import { TableError } from "../table-error.js";
import { ColumnTexts } from "./column-texts.js";
import { readRecords } from "./csv.js";

/** One line of a CSV file, or several where a quoted cell holds line breaks. */
export interface CsvRecord {
  /** The cells, without the spaces around them. */
  readonly cells: readonly string[];
  /** The line of the file on which the record begins; the first line is 1. */
  readonly line: number;
}

/** What came of reading a text with one delimiter: all records, or those before the first that doesn't fit. */
export interface Attempt {
  readonly delimiter: string;
  /** The first record, which names the columns or is a row; `undefined` where the text is empty. */
  readonly first: CsvRecord | undefined;
  /** How many cells it has. */
  readonly width: number;
  /** The texts of the records after the first, column by column. */
  readonly columns: readonly Pick<ColumnTexts, "texts" | "numbers">[];
  /** The lines on which these begin. */
  readonly lines: readonly number[];
  readonly misfit?: unknown;
}

/** Reads a text with a delimiter. */
export function attemptWith(text: string, source: string, delimiter: string): Attempt {
  let first: CsvRecord | undefined;
  let columns: ColumnTexts[] = [];
  const lines: number[] = [];
  const result = (): Omit<Attempt, "misfit"> => ({ delimiter, first, width: columns.length, columns, lines });
  try {
    readRecords(text, source, delimiter, (cells, line) => {
      if (first === undefined) {
        first = { cells, line };
        columns = cells.map(() => new ColumnTexts());
        return;
      }
      if (cells.length !== columns.length) refuseWidth(source, { cells, line }, columns.length);
      for (let index = 0; index < cells.length; index++) columns[index]!.add(cells[index]!);
      lines.push(line);
    });
    return result();
  } catch (misfit) {
    return { ...result(), misfit };
  }
}

function refuseWidth(source: string, { cells, line }: CsvRecord, width: number): never {
  const expected = width === 1 ? "1 cell" : `${width} cells, one for each column`;
  const tooMany = cells.slice(width).every((cell) => cell === "")
    ? " Take the delimiters at the end of the line away."
    : " A cell that holds the delimiter needs quotation marks around it.";
  const remedy = cells.length > width ? tooMany : "";
  throw new TableError(`, line ${line}: expected ${expected}, but got ${cells.length}.${remedy}`, {
    kind: "cells",
    source,
    line,
    expected: width,
    cells,
  });
}

import Papa from "papaparse";
import { type Tidied, tidyQuotes } from "./quotes.js";

/** One line of a CSV file, or several where a quoted cell holds line breaks. */
export interface CsvRecord {
  /** The cells, without the spaces around them. */
  readonly cells: readonly string[];
  /** The line of the file on which the record begins; the first line is 1. */
  readonly line: number;
}

/**
 * Hands the records of a CSV text over one by one, so that what is wrong with one is told before the next is read. Blank
 * lines are left out, which in a file of one column are also the empty cells.
 *
 * Source: Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files", RFC 4180 (2005), and
 * beyond it other delimiters, as `papaparse` reads them, and spaces around cells.
 *
 * @param text - Its line breaks are `\n`: papaparse takes one kind for the only one.
 * @throws DataError for quotation marks that don't pair up, and whatever `take` throws.
 */
export function readRecords(text: string, source: string, delimiter: string, take: (record: CsvRecord) => void): void {
  const quotes = text.includes('"');
  const tidied: Tidied = quotes ? tidyQuotes(text, source, delimiter) : { text };
  let line = 1;
  // The last record is handed over when it is known to be whole.
  let last: CsvRecord | undefined;
  const takeLast = (): void => {
    if (last !== undefined && (last.cells.length > 1 || last.cells[0] !== "")) take(last);
  };
  Papa.parse<string[]>(tidied.text, {
    newline: "\n",
    delimiter,
    // The fast mode keeps all lines at once.
    fastMode: false,
    step({ data }) {
      takeLast();
      last = { cells: data.map((cell) => cell.trim()), line };
      // Each line break that doesn't end a record stands in a quoted cell.
      line += quotes ? data.join("").split("\n").length : 1;
    },
  });
  if (tidied.broken !== undefined) throw tidied.broken;
  takeLast();
}

import { DataError } from "@nn/core";
import Papa from "papaparse";

/** One line of a CSV file, or several where a quoted cell holds line breaks. */
export interface CsvRecord {
  /** The cells, without the spaces around them. */
  readonly cells: readonly string[];
  /** The line of the file on which the record begins; the first line is 1. */
  readonly line: number;
}

/**
 * The records of a CSV text in order. Blank lines are left out, which in a file of one column are also the empty cells;
 * line breaks inside cells become `\n`.
 *
 * Source: Y. Shafranovich, "Common Format and MIME Type for Comma-Separated Values (CSV) Files", RFC 4180 (2005), and
 * beyond it semicolons and tabs as delimiters, as `papaparse` reads them.
 *
 * @throws DataError for quotation marks that don't pair up.
 */
export function parseCsv(text: string, source: string): CsvRecord[] {
  // papaparse takes one kind of line break for the only one; with one kind, lines can be counted too.
  const lines = text.replace(/\r\n?/g, "\n");
  const { data, errors } = Papa.parse<string[]>(lines, { newline: "\n", delimiter: delimiterOf(lines) });
  const broken = errors.find(({ type }) => type === "Quotes")?.row;
  const records: CsvRecord[] = [];
  let line = 1;
  for (const [index, cells] of data.entries()) {
    if (index === broken) throw unpaired(source, line);
    if (cells.length > 1 || cells[0]!.trim() !== "") records.push({ cells: cells.map((cell) => cell.trim()), line });
    // Each line break that doesn't end a record stands in one of its cells.
    line += cells.join("").split("\n").length;
  }
  return records;
}

/** Found in a pass of its own: the detection must skip blank lines, which the counting of lines must see. */
function delimiterOf(lines: string): string {
  const delimitersToGuess = [",", ";", "\t"];
  const options = { newline: "\n", delimitersToGuess, skipEmptyLines: "greedy", preview: 1 } as const;
  return Papa.parse(lines, options).meta.delimiter;
}

function unpaired(source: string, line: number): DataError {
  return new DataError(
    `${source}, line ${line}: the quotation marks don't pair up. ` +
      'A cell that begins with " ends with ", and a " inside it is written twice.',
  );
}

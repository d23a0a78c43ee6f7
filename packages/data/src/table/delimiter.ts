import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { type CsvRecord, readRecords } from "./csv.js";
import { TableError } from "./table-error.js";

/** What may stand between two cells, with the words for it. */
const DELIMITERS: Readonly<Record<string, string>> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

/** A first line such as `sep=;`, by which spreadsheets are told the delimiter. */
const SEPARATOR_LINE = /^"?sep=([^"\n])"?(?=\n|$)/i;

/** What came of reading a text with one delimiter: all records, or those before the first that doesn't fit. */
interface Attempt {
  readonly delimiter: string;
  readonly records: readonly CsvRecord[];
  readonly misfit?: unknown;
}

/**
 * The records of a CSV text, all with as many cells as the first. The delimiter is the given one, or that of a line
 * `sep=`, or else the one by which every record has the same number of cells, at least two.
 *
 * @throws DataError for a record of another width, quotation marks that don't pair up, and a text that two delimiters fit;
 *   OptionError for a delimiter that can't be one.
 */
export function parseCsv(text: string, source: string, delimiter?: string): readonly CsvRecord[] {
  const lines = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const told = SEPARATOR_LINE.exec(lines);
  // The line stays, blank, for the lines after it to keep their numbers.
  const table = told === null ? lines : lines.slice(told[0].length);
  const known = delimiter === undefined ? told?.[1] : checkDelimiter(delimiter);
  const attempt = known === undefined ? bestAttempt(table, source) : attemptWith(table, source, known);
  if (attempt.misfit !== undefined) throw attempt.misfit;
  return attempt.records;
}

function checkDelimiter(delimiter: string): string {
  if (typeof delimiter === "string" && delimiter.length === 1 && !/["\r\n\uFEFF]/.test(delimiter)) return delimiter;
  throw new OptionError(
    `Table.fromCsv: delimiter must be one character, such as "," or ";", and no quotation mark or line break, ` +
      `but is ${show(delimiter)}.`,
  );
}

function bestAttempt(text: string, source: string): Attempt {
  const attempts = Object.keys(DELIMITERS)
    .filter((delimiter) => text.includes(delimiter))
    .map((delimiter) => attemptWith(text, source, delimiter))
    .filter(({ records }) => records[0]?.cells.length !== 1);
  const [first, second] = attempts.filter(({ misfit }) => misfit === undefined);
  if (first !== undefined && second !== undefined && first.records.length > 1) throw undecided(source, first, second);
  // Of delimiters that don't fit, the one that goes furthest is probably meant; without any, there is one column.
  const furthest = attempts.reduce<Attempt | undefined>(
    (best, each) => (best === undefined || each.records.length > best.records.length ? each : best),
    undefined,
  );
  return first ?? furthest ?? attemptWith(text, source, ",");
}

function attemptWith(text: string, source: string, delimiter: string): Attempt {
  const records: CsvRecord[] = [];
  try {
    readRecords(text, source, delimiter, (record) => {
      checkWidth(source, record, records[0]?.cells.length ?? record.cells.length);
      records.push(record);
    });
    return { delimiter, records };
  } catch (misfit) {
    return { delimiter, records, misfit };
  }
}

function checkWidth(source: string, { cells, line }: CsvRecord, width: number): void {
  if (cells.length === width) return;
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

/** Nothing in the text tells which of two delimiters is meant, so the user is asked. */
function undecided(source: string, ...attempts: readonly [Attempt, Attempt]): TableError {
  const [one, other] = attempts.map(({ delimiter, records }) => {
    const names = records[0]!.cells;
    const shown = names.slice(0, 4).map((name) => show(name));
    const last = names.length > shown.length ? `${names.length - shown.length} more` : shown.pop();
    return { words: DELIMITERS[delimiter]!, columns: `${shown.join(", ")} and ${last}`, delimiter };
  });
  return new TableError(
    `: do ${one!.words} stand between two cells, or ${other!.words}? Both fit every line. ` +
      `With ${one!.words} the columns are ${one!.columns}; with ${other!.words}, ${other!.columns}. ` +
      `Say which, as in Table.fromCsv(text, { delimiter: ${show(other!.delimiter)} }), or put quotation marks around ` +
      "the cells that hold the other.",
    { kind: "two delimiters", source },
  );
}

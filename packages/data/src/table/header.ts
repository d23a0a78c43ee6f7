import { DataError, OptionError } from "@nn/core";
import { checkOptions, show, trueOrFalse } from "@nn/core/component";
import type { CsvRecord } from "./csv.js";
import { numberIn } from "./number-cell.js";
import { TableError } from "./table-error.js";

/** What a CSV text doesn't say of itself. */
export interface CsvOptions {
  /** What errors call the text, best the file's name; "CSV" unless given. */
  readonly source?: string;
  /** The one character between two cells; found from the text unless given. */
  readonly delimiter?: string;
  /**
   * Whether the first line names the columns; `true` unless given. Without such a line the columns are "1", "2" and so on,
   * or what `columns` calls them. Names that are all numbers are taken for a row that was forgotten, unless this is `true`.
   */
  readonly header?: boolean;
  /** The names of the columns, from left to right, for a text whose first line is a row already. */
  readonly columns?: readonly string[];
}

/** The options of `Table.fromCsv`, checked. */
export function checkCsvOptions(options: CsvOptions): CsvOptions & { readonly source: string } {
  checkOptions("Table.fromCsv", options, ["source", "delimiter", "header", "columns"]);
  const { source = "CSV", header, columns } = options;
  if (typeof source !== "string") {
    throw new OptionError(`Table.fromCsv: source must be text, such as a file's name, but is ${show(source)}.`);
  }
  if (header !== undefined) trueOrFalse("Table.fromCsv: header", header);
  if (columns !== undefined) checkGivenColumns(columns, header);
  return { ...options, source };
}

function checkGivenColumns(columns: readonly string[], header: boolean | undefined): void {
  if (!Array.isArray(columns)) {
    throw new OptionError(`Table.fromCsv: columns must be an array of names, but is ${show(columns)}.`);
  }
  if (header === true) {
    throw new OptionError(
      "Table.fromCsv: columns names the columns of a text whose first line is a row, but header says it isn't. " +
        "Leave one of them out.",
    );
  }
}

/** The names of the columns, and the records below them. */
export function nameColumns(
  records: readonly CsvRecord[],
  { source, header, columns }: CsvOptions & { readonly source: string },
): { readonly columns: readonly string[]; readonly rows: readonly CsvRecord[] } {
  const [first, ...others] = records;
  if (first === undefined)
    throw new TableError(" is empty: expected a line of column names, then rows.", { kind: "empty text", source });
  if (columns !== undefined) {
    checkFit(source, first, columns);
    checkNames(columns, source, null);
    return { columns: [...columns], rows: records };
  }
  if (header === false) return { columns: first.cells.map((_, index) => String(index + 1)), rows: records };
  checkNames(first.cells, source, first.line);
  if (header === undefined) checkNoRow(source, first);
  return { columns: first.cells, rows: others };
}

function checkFit(source: string, { cells, line }: CsvRecord, columns: readonly string[]): void {
  if (cells.length !== columns.length) {
    throw new DataError(
      `${source}, line ${line}: expected ${columns.length} cell${columns.length === 1 ? "" : "s"}, as columns has names, but got ${cells.length}.`,
    );
  }
  if (cells.every((cell, index) => cell === columns[index])) {
    throw new DataError(
      `${source}, line ${line}: the line names the columns, just as columns does, so it is no row. Leave columns out.`,
    );
  }
}

/** Each column has a name, and no other column has it. @param line - Where they stand; `null` where they were given. */
function checkNames(names: readonly string[], source: string, line: number | null): void {
  const place = line === null ? ": columns" : `, line ${line}`;
  const seen = new Set<string>();
  for (let index = 0; index < names.length; index++) {
    const name = names[index]!;
    const columnNumber = index + 1;
    if (typeof name !== "string") {
      throw new DataError(`${source}${place}: the name of column ${columnNumber} must be text, but is ${show(name)}.`);
    }
    if (name === "") {
      const last = columnNumber === names.length ? " If the line ends with a delimiter, take that away." : "";
      const sentence = `${place}: column ${columnNumber} has no name. Give it one.${last}`;
      throw new TableError(sentence, { kind: "no name", source, line, columnNumber });
    }
    if (seen.has(name)) {
      const sentence = `${place}: two columns are named ${show(name)}. Rename one of them.`;
      throw new TableError(sentence, { kind: "same name", source, line, column: name });
    }
    seen.add(name);
  }
}

/** A first line of numbers alone is a row, as far as can be told: it would be lost without a word. */
function checkNoRow(source: string, { cells, line }: CsvRecord): void {
  if (!cells.every((cell) => numberIn(cell.replace(",", ".")) !== undefined)) return;
  const names = cells.slice(0, 3).map((cell) => show(cell));
  const more = cells.length > 3 ? ` and ${cells.length - 3} more` : "";
  throw new TableError(
    `, line ${line}: expected the names of the columns, but got numbers, ${names.join(", ")}${more}. ` +
      'If they are a row, name the columns in a line above, or in Table.fromCsv(text, { columns: ["…", "…"] }). ' +
      "If they are names, say so: { header: true }.",
    { kind: "numbers for names", source, line, cells },
  );
}

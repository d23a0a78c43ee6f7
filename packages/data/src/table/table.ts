import { DataError } from "@nn/core";
import { printable, show, suggestion } from "@nn/core/component";
import { refuseForeignMethods, type WrittenHere } from "../foreign-methods.js";
import { checkList, checkWhole } from "../rows.js";
import { refuseUnbound } from "../unbound-methods.js";
import type { Cell, Columnar } from "./columnar.js";
import type { CsvRecord } from "./csv.js";
import { parseCsv } from "./delimiter.js";
import { type CsvOptions, checkCsvOptions, nameColumns } from "./header.js";
import { numberIn, numberRemedy } from "./number-cell.js";
import { furtherDown, TableError } from "./table-error.js";

const ROWS = 'table.rows("weight", "height")';

/** What stands in cells whose value is missing. */
const MISSING: ReadonlySet<string> = /* @__PURE__ */ new Set(["", "NA", "N/A", "NaN", "null", "?"]);

const WRITTEN_HERE: WrittenHere = [
  ["column col get getColumn get_column", 'table.numbers("weight"), or table.strings("gender")'],
  ["toArray toTensor to_numpy toNumpy toJSON", `${ROWS}, or table.rows(...table.columns) where all are numbers`],
  ["map filter forEach", `a method of the rows, as in ${ROWS}.map((row) => row)`],
  ["head slice sample", `a part of the rows, as in ${ROWS}.slice(0, 5)`],
  ["drop select loc iloc", `${ROWS}, with the names of the columns that are wanted`],
];

/**
 * Rows under named columns, as a CSV file holds them. Cells are text until a column is asked for as numbers; then each
 * must be one, or the error names the line of the file.
 *
 * @example
 * const people = Table.fromCsv("name,weight,height,gender\nAlice,133,65,F\nBob,160,72,M\n", { source: "people.csv" });
 * people.columns; // => ["name", "weight", "height", "gender"]
 * people.size; // => 2
 * people.rows("weight", "height"); // => [[133, 65], [160, 72]]
 * people.strings("gender"); // => ["F", "M"]
 * people.numbers("wieght"); // throws DataError: people.csv has no column "wieght". Did you mean "weight"?
 */
export class Table implements Columnar {
  /** The names of the columns, from left to right. */
  readonly columns: readonly string[];
  readonly #source: string;
  readonly #records: readonly CsvRecord[];
  readonly #indices: ReadonlyMap<string, number>;

  private constructor(source: string, columns: readonly string[], records: readonly CsvRecord[]) {
    if (!Array.isArray(columns) || !Array.isArray(records)) {
      throw new DataError("A Table is made from the text of a CSV file, by Table.fromCsv(text).");
    }
    this.columns = Object.freeze(columns);
    this.#source = source;
    this.#records = records;
    this.#indices = new Map(columns.map((name, index) => [name, index]));
    refuseUnbound(Table, "table");
    refuseForeignMethods(Table.prototype, "A table", WRITTEN_HERE);
  }

  /**
   * The table in a CSV text, whose first line names the columns. Cells are separated by commas, semicolons, tabs or bars,
   * whichever divide each line into as many cells; a cell in quotation marks may hold those, and line breaks. Spaces
   * around a cell and blank lines don't count. A first line such as `sep=;` says the delimiter.
   *
   * @throws DataError for a text without rows, a column without a name, two columns of one name, names that are all
   *   numbers, a row with too few or too many cells, quotation marks that don't pair up, a text that two delimiters fit,
   *   and one that was decoded wrongly; OptionError for an option that doesn't exist or has a value it can't have.
   *
   * @example
   * Table.fromCsv("weight,height\n133,65\n160\n");
   * // throws DataError: CSV, line 3: expected 2 cells, one for each column, but got 1.
   * Table.fromCsv("133;65,5\n160;72\n", { delimiter: ";", columns: ["weight", "height"] }).size; // => 2
   */
  static fromCsv(text: string, options: CsvOptions = {}): Table {
    const checked = checkCsvOptions(options);
    const source = printable(checked.source);
    checkText(text, source);
    const records = parseCsv(text, source, checked.delimiter);
    const { columns, rows } = nameColumns(records, { ...checked, source });
    if (rows.length === 0) {
      const remedy = text.trim().endsWith(".csv")
        ? " That looks like a file's name: read the file, and pass its text."
        : "";
      throw new TableError(` has a line of column names, but no rows below it.${remedy}`, { kind: "no rows", source });
    }
    return new Table(source, columns, rows);
  }

  /** The table in a part of a larger text, with the lines of the whole text. @hidden */
  static ofPart(text: string, options: CsvOptions, linesBefore: number): Table {
    try {
      const part = Table.fromCsv(text, options);
      const records = part.#records.map(({ cells, line }) => ({ cells, line: line + linesBefore }));
      return new Table(part.#source, part.columns, records);
    } catch (error) {
      throw furtherDown(error, linesBefore);
    }
  }

  /** How many rows there are; the line of column names is none. */
  get size(): number {
    return this.#records.length;
  }

  /**
   * A column's cells as they stand in the file, from the first row to the last; `null` where a value is missing: where the
   * cell is empty, NA, N/A, NaN, null or ?.
   *
   * @throws DataError for a column that doesn't exist.
   *
   * @example
   * Table.fromCsv("name,weight\nAlice,133\nBob,NA\n").cells("weight"); // => ["133", null]
   */
  cells(column: string): Cell[] {
    return this.strings(column).map((text) => (MISSING.has(text) ? null : text));
  }

  /**
   * The rows with these numbers, in the order of the numbers, as a table; a row may be taken more than once. Rows count
   * from 0.
   *
   * @throws DataError for a row that doesn't exist.
   *
   * @example
   * Table.fromCsv("name\nAlice\nBob\n").take([1, 0, 1]).strings("name"); // => ["Bob", "Alice", "Bob"]
   */
  take(indices: readonly number[]): Table {
    checkList(`${this.#source}: take`, "row numbers, as in [0, 2]", indices);
    checkWhole(`${this.#source}: take`, indices);
    const records = indices.map((row) => this.#record(row));
    return new Table(this.#source, this.columns, records);
  }

  /**
   * A column as numbers, from the first row to the last.
   *
   * @throws DataError for a column that doesn't exist, and for a cell that isn't a finite decimal number.
   *
   * @example
   * Table.fromCsv("height\n65\ntall\n", { source: "people.csv" }).numbers("height");
   * // throws DataError: people.csv, line 3, column "height": expected a number, but got "tall".
   */
  numbers(column: string): number[] {
    const index = this.#indexOf(column);
    return this.#records.map((record) => this.#number(record, index));
  }

  /**
   * A column as text, from the first row to the last; an empty cell is "".
   *
   * @throws DataError for a column that doesn't exist.
   */
  strings(column: string): string[] {
    const index = this.#indexOf(column);
    return this.#records.map(({ cells }) => cells[index]!);
  }

  /**
   * The rows, with the numbers of the named columns in the order of the names: inputs for a network.
   *
   * @throws DataError as {@link Table.numbers} does, and for no names.
   */
  rows(...columns: readonly string[]): number[][] {
    if (columns.length === 0) {
      const names = `${this.columns
        .slice(0, 2)
        .map((name) => show(name))
        .join(", ")}`;
      throw new DataError(
        `${this.#source}: rows takes the names of one column or more, as in rows(${names}), but got none.`,
      );
    }
    const indices = columns.map((column) => this.#indexOf(column));
    return this.#records.map((record) => indices.map((index) => this.#number(record, index)));
  }

  /**
   * The line of the file on which a row begins. Lines count from 1, as editors count them, and rows from 0.
   *
   * @throws DataError for a row that doesn't exist.
   *
   * @example
   * Table.fromCsv('note\n"two\nlines"\n\nlast\n').lineOf(1); // => 5
   */
  lineOf(row: number): number {
    return this.#record(row).line;
  }

  #record(row: number): CsvRecord {
    const record = Number.isInteger(row) ? this.#records[row] : undefined;
    if (record !== undefined) return record;
    const rows = this.size === 0 ? "no rows" : `rows 0 to ${this.size - 1}`;
    throw new DataError(`${this.#source} has ${rows}, but row ${show(row)} was asked for.`);
  }

  #indexOf(column: string): number {
    const index = this.#indices.get(column);
    if (index !== undefined) return index;
    if (typeof column !== "string") {
      const remedy = Array.isArray(column)
        ? " Names are given one by one; rows(...names) takes those of an array."
        : "";
      throw new DataError(`${this.#source}: the name of a column is text, but got ${show(column)}.${remedy}`);
    }
    const lost = this.columns.some((name) => numberIn(name) !== undefined)
      ? ' If its first line is a row, give their names, as in Table.fromCsv(text, { columns: ["…", "…"] }).'
      : "";
    const nearest = suggestion(column, this.columns, show);
    throw new DataError(`${this.#source} has no column ${show(column)}. ${nearest}${lost}`);
  }

  #number({ cells, line }: CsvRecord, index: number): number {
    const cell = cells[index]!;
    const value = numberIn(cell);
    if (value !== undefined) return value;
    const got = cell === "" ? "the cell is empty" : `got ${show(cell)}`;
    const column = this.columns[index]!;
    throw new TableError(
      `, line ${line}, column ${show(column)}: expected a number, but ${got}.${numberRemedy(cell)}`,
      { kind: "no number", source: this.#source, line, column, cell },
    );
  }
}

/** Refuses what is no text, and what became of bytes that were taken for UTF-8 and are something else. */
function checkText(text: string, source: string): void {
  if (typeof text !== "string") {
    throw new DataError(`${source}: expected text, but got ${show(text)}. Read the file as UTF-8.`);
  }
  const at = text.search(/[\0\uFFFD]/);
  if (at < 0) return;
  const line = text.slice(0, at).split(/\r\n?|\n/).length;
  const remedy =
    text[at] === "\0"
      ? 'It is no text, or UTF-16: new TextDecoder("utf-16le").decode(bytes) reads that.'
      : 'Its bytes were no UTF-8: new TextDecoder("windows-1252").decode(bytes) reads what old Windows programs write.';
  const character = text[at]!;
  throw new TableError(`, line ${line}: got the character ${show(character)}, which no table has. ${remedy}`, {
    kind: "character",
    source,
    line,
    character,
  });
}

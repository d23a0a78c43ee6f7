import { checkOptions, DataError, show, suggestion } from "@nn/core";
import { type CsvRecord, parseCsv } from "./csv.js";

/** A decimal number and nothing else. `Number` would also take "", "0x1F" and "Infinity". */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

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
export class Table {
  /** The names of the columns, from left to right. */
  readonly columns: readonly string[];
  readonly #source: string;
  readonly #records: readonly CsvRecord[];

  private constructor(source: string, columns: readonly string[], records: readonly CsvRecord[]) {
    this.columns = columns;
    this.#source = source;
    this.#records = records;
  }

  /**
   * The table in a CSV text, whose first line names the columns. Cells are separated by commas, semicolons or tabs,
   * whichever the file uses; a cell in quotation marks may hold those, and line breaks. Spaces around a cell and blank
   * lines don't count.
   *
   * @param options - `source` is what errors call the text, best the file's name; "CSV" unless given.
   * @throws DataError for a text without rows, a column without a name, two columns of one name, a row with too few or
   *   too many cells, and quotation marks that don't pair up; OptionError for an option that doesn't exist.
   *
   * @example
   * Table.fromCsv("weight,height\n133,65\n160\n");
   * // throws DataError: CSV, line 3: expected 2 cells, one for each column, but got 1.
   */
  static fromCsv(text: string, options: { readonly source?: string } = {}): Table {
    checkOptions("Table.fromCsv", options, ["source"]);
    const { source = "CSV" } = options;
    if (typeof text !== "string") {
      throw new DataError(`${source}: expected text, but got a value of type ${typeof text}. Read the file as UTF-8.`);
    }
    const [header, ...records] = parseCsv(text, source);
    if (header === undefined) throw new DataError(`${source} is empty: expected a line of column names, then rows.`);
    checkHeader(source, header);
    if (records.length === 0) {
      const remedy = text.trim().endsWith(".csv")
        ? " That looks like a file's name: read the file, and pass its text."
        : "";
      throw new DataError(`${source} has a line of column names, but no rows below it.${remedy}`);
    }
    for (const record of records) checkWidth(source, record, header.cells.length);
    return new Table(source, header.cells, records);
  }

  /** How many rows there are; the line of column names is none. */
  get size(): number {
    return this.#records.length;
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
   * @throws DataError as {@link Table.numbers} does.
   */
  rows(...columns: readonly string[]): number[][] {
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
    const record = this.#records[row];
    if (record === undefined) {
      throw new DataError(`${this.#source} has rows 0 to ${this.size - 1}, but row ${show(row)} was asked for.`);
    }
    return record.line;
  }

  #indexOf(column: string): number {
    const index = this.columns.indexOf(column);
    if (index >= 0) return index;
    throw new DataError(`${this.#source} has no column ${show(column)}. ${suggestion(String(column), this.columns)}`);
  }

  #number({ cells, line }: CsvRecord, index: number): number {
    const cell = cells[index]!;
    const value = Number(cell);
    if (NUMBER.test(cell) && Number.isFinite(value)) return value;
    const got = cell === "" ? "the cell is empty" : `got ${show(cell)}`;
    const remedy = /^[+-]?\d+,\d+$/.test(cell) ? " Decimals take a point, and thousands no comma." : "";
    throw new DataError(
      `${this.#source}, line ${line}, column "${this.columns[index]}": expected a number, but ${got}.${remedy}`,
    );
  }
}

function checkHeader(source: string, { cells, line }: CsvRecord): void {
  for (const [index, name] of cells.entries()) {
    if (name === "") throw new DataError(`${source}, line ${line}: column ${index + 1} has no name. Give it one.`);
    if (cells.indexOf(name) < index) {
      throw new DataError(`${source}, line ${line}: two columns are named "${name}". Rename one of them.`);
    }
  }
}

function checkWidth(source: string, { cells, line }: CsvRecord, width: number): void {
  if (cells.length === width) return;
  const expected = width === 1 ? "1 cell" : `${width} cells, one for each column`;
  const remedy = cells.length > width ? " A cell that holds the delimiter needs quotation marks around it." : "";
  throw new DataError(`${source}, line ${line}: expected ${expected}, but got ${cells.length}.${remedy}`);
}

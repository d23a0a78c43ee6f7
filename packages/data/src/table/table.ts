import { refuseForeignMethods } from "../foreign-methods.js";
import { refuseUnbound } from "../unbound-methods.js";
import type { Cell } from "./columnar.js";
import type { Content } from "./content.js";
import { contentOf, NamedColumns } from "./named-columns.js";
import { contentOfColumns } from "./reading/from-columns.js";
import { contentOfCsv, contentOfPart } from "./reading/from-csv.js";
import { contentOfJsonLines } from "./reading/from-json-lines.js";
import { contentOfRows } from "./reading/from-rows.js";
import type { CsvOptions, TableOptions } from "./reading/options.js";
import { keptRows, mapped } from "./verbs/by-row.js";
import { grouped } from "./verbs/group.js";
import { type Fill, type FillOptions, filled, type Indicated, wholeRows } from "./verbs/missing.js";
import type { TableRow } from "./verbs/row.js";
import { dropped, selected } from "./verbs/select.js";
import { type SortOptions, sortedRows } from "./verbs/sort.js";
import { WRITTEN_HERE } from "./written-here.js";

/** The rows of a table that have the same cells in some columns. */
export interface Group<Names extends string = string, By extends string = string> {
  /** Those cells, by the names of their columns. */
  readonly cells: Readonly<Record<By, Cell>>;
  /** How many rows there are. */
  readonly count: number;
  /** The rows. */
  readonly table: Table<Names>;
}

/**
 * Rows under named columns. Cells of a CSV file are text until a column is asked for as numbers; then each must be one, or
 * the error names the line of the file. A table never changes: its verbs give new ones.
 *
 * @example
 * const people = Table.fromCsv("name,weight,height,gender\nAlice,133,65,F\nBob,160,72,M\n", { source: "people.csv" });
 * people.columns; // => ["name", "weight", "height", "gender"]
 * people.size; // => 2
 * people.rows("weight", "height"); // => [[133, 65], [160, 72]]
 * people.strings("gender"); // => ["F", "M"]
 * people.numbers("wieght"); // throws DataError: people.csv has no column "wieght". Did you mean "weight"?
 */
export class Table<Names extends string = string> extends NamedColumns<Names> {
  private constructor(content: Content) {
    super(content);
    refuseUnbound(Table, "table");
    refuseForeignMethods(Table.prototype, "A table", WRITTEN_HERE);
  }

  /**
   * The table in a CSV text, or in its bytes (UTF-8 or UTF-16), whose first line names the columns. Cells are separated by
   * commas, semicolons, tabs or bars, whichever divide each line into as many cells; a cell in quotation marks may hold
   * those, and line breaks. Spaces around a cell and blank lines don't count. A first line such as `sep=;` says the
   * delimiter.
   *
   * @throws DataError for a text without rows, a column without a name, two columns of one name, names that are all
   *   numbers, a row with too few or too many cells, quotation marks that don't pair up, a text that two delimiters fit,
   *   and one that was decoded wrongly; OptionError for an option that doesn't exist or has a value it can't have.
   *
   * @example
   * Table.fromCsv("weight,height\n133,65\n160\n");
   * // throws DataError: CSV, line 3: expected 2 cells, one for each column, but got 1.
   * Table.fromCsv("133;65,5\n160;72\n", { columns: ["weight", "height"] }).numbers("height"); // => [65.5, 72]
   */
  static fromCsv<const Names extends string = string>(
    text: string | Uint8Array,
    options: CsvOptions<Names> = {},
  ): Table<Names> {
    return new Table(contentOfCsv(text, options));
  }

  /** The table in a part of a larger text, with the lines of the whole text. @hidden */
  static ofPart(text: string, options: CsvOptions, linesBefore: number): Table {
    return new Table(contentOfPart(text, options, linesBefore));
  }

  /**
   * The table in objects, one a row, with the names of columns as their keys. Where an object lacks a key that others
   * have, or has `undefined`, `null` or NaN, the value is missing.
   *
   * @throws DataError for no rows, and for a cell that is neither text nor a finite number nor true or false.
   *
   * @example
   * const people = Table.fromRows([{ weight: 133, gender: "F" }, { weight: 160 }]);
   * people.cells("gender"); // => ["F", null]
   */
  static fromRows<Row extends object>(
    rows: Iterable<Row>,
    options: TableOptions = {},
  ): Table<[keyof Row & string] extends [never] ? string : keyof Row & string> {
    return new Table(contentOfRows(rows, options));
  }

  /**
   * The table in a text of JSON lines, or in its bytes: each line is an object, as {@link Table.fromRows} takes them.
   *
   * @throws DataError for a line that is no object, and as {@link Table.fromRows} does.
   *
   * @example
   * Table.fromJsonLines('{"weight": 133, "gender": "F"}\n{"weight": null}\n').cells("weight"); // => [133, null]
   */
  static fromJsonLines<Names extends string = string>(
    text: string | Uint8Array,
    options: TableOptions = {},
  ): Table<Names> {
    return new Table(contentOfJsonLines(text, options));
  }

  /**
   * The table of these columns: each an array, or something else that can be gone through, with a cell for each row.
   *
   * @throws DataError for columns of different lengths, and for a cell that is no text, finite number, true, false or `null`.
   *
   * @example
   * Table.fromColumns({ weight: Float64Array.of(133, 160), gender: new Set(["F", "M"]) }).size; // => 2
   */
  static fromColumns<Names extends string>(
    columns: Readonly<Record<Names, Iterable<Cell>>>,
    options: TableOptions = {},
  ): Table<Names> {
    return new Table(contentOfColumns(columns, options));
  }

  /**
   * The rows with these numbers, in the order of the numbers; one may be taken again. Rows count from 0.
   *
   * @throws DataError for a row that doesn't exist.
   *
   * @example
   * Table.fromCsv("name\nAlice\nBob\n").take([1, 0, 1]).strings("name"); // => ["Bob", "Alice", "Bob"]
   */
  take(indices: readonly number[]): Table<Names> {
    contentOf(this).checkRows(indices);
    return new Table(contentOf(this).take(indices));
  }

  /**
   * The named columns alone, in the order of the names.
   *
   * @throws DataError for no names, a column that doesn't exist, and one that is named twice.
   *
   * @example
   * Table.fromCsv("name,weight\nAlice,133\n").select("weight").columns; // => ["weight"]
   */
  select<const Some extends Names>(...columns: readonly Some[]): Table<Some> {
    return new Table(selected(contentOf(this), columns));
  }

  /**
   * The table without the named columns.
   *
   * @throws DataError for no names, a column that doesn't exist, and where no column would be left.
   *
   * @example
   * Table.fromCsv("name,weight\nAlice,133\n").drop("name").columns; // => ["weight"]
   */
  drop<const Some extends Names>(...columns: readonly Some[]): Table<Exclude<Names, Some>> {
    return new Table(dropped(contentOf(this), columns));
  }

  /**
   * The rows for which a function gives `true`.
   *
   * @throws DataError where it gives neither `true` nor `false`, and what the function throws.
   *
   * @example
   * const people = Table.fromCsv("name,weight\nAlice,133\nBob,160\n");
   * people.filter((row) => row.number("weight") > 150).strings("name"); // => ["Bob"]
   */
  filter(keep: (row: TableRow<Names>) => boolean): Table<Names> {
    return new Table(contentOf(this).take(keptRows(contentOf(this), keep)));
  }

  /**
   * The table with a column that a function gives, row by row: a new one on the right, or another in the place of one.
   *
   * @throws DataError where it gives what no cell holds, and what the function throws.
   *
   * @example
   * const rents = Table.fromCsv("date,rent\n2024-03-01,800\n2024-11-15,900\n");
   * rents.map("month", (row) => Number(row.text("date").slice(5, 7))).numbers("month"); // => [3, 11]
   */
  map<const Name extends string>(column: Name, value: (row: TableRow<Names>) => Cell): Table<Names | Name> {
    return new Table(mapped(contentOf(this), column, value));
  }

  /**
   * The rows in the order of a column, or of what a function gives: by number where all values are numbers, else by the
   * codes of the characters. Missing values come last, and rows that are equal stay in their order.
   *
   * @throws DataError for a column that doesn't exist, and what the function throws.
   *
   * @example
   * const people = Table.fromCsv("name,weight\nAlice,133\nBob,1600\nCharlie,\n");
   * people.sort("weight", { descending: true }).strings("name"); // => ["Bob", "Alice", "Charlie"]
   */
  sort(by: Names | ((row: TableRow<Names>) => Cell), options: SortOptions = {}): Table<Names> {
    const content = contentOf(this);
    return new Table(content.take(sortedRows(content, by, options)));
  }

  /**
   * The rows that have the same cells in the named columns, together, in the order of their first rows, and how many there
   * are. Missing values are a group as well.
   *
   * @throws DataError for no names, and for a column that doesn't exist.
   *
   * @example
   * const people = Table.fromCsv("weight,gender\n133,F\n160,M\n152,M\n");
   * people.groupBy("gender").map(({ cells, count }) => [cells.gender, count]); // => [["F", 1], ["M", 2]]
   */
  groupBy<const By extends Names>(...columns: readonly By[]): Group<Names, By>[] {
    const content = contentOf(this);
    return grouped(content, columns).map(({ cells, rows }) => {
      return { cells, count: rows.length, table: new Table<Names>(content.take(rows)) };
    });
  }

  /**
   * The rows that have a value in each of the named columns, or in all columns where none is named.
   *
   * @throws DataError for a column that doesn't exist.
   *
   * @example
   * Table.fromCsv("weight,gender\n133,F\nNA,M\n152,\n").dropMissing("weight").size; // => 2
   */
  dropMissing(...columns: readonly Names[]): Table<Names> {
    const content = contentOf(this);
    return new Table(content.take(wholeRows(content, columns)));
  }

  /**
   * The table with the missing values of some columns filled: by a value, or by what a function makes of those that are
   * there, such as {@link mean}, {@link median} and {@link mostFrequent}. In front of a network let its pipeline do that: it
   * learns the value from the rows that the network trains on, and fills in new rows the same way.
   *
   * @throws DataError for a column that doesn't exist, that has no values, or whose values aren't numbers where a function takes
   *   numbers; OptionError for what is neither a value nor a function, and for a text in a column of numbers.
   *
   * @example
   * const people = Table.fromCsv("weight,gender\n133,F\n,M\n153,\n");
   * const whole = people.fillMissing({ weight: mean, gender: "unknown" }, { indicator: true });
   * whole.columns; // => ["weight", "weight missing", "gender", "gender missing"]
   * whole.rows("weight", "weight missing"); // => [[133, 0], [143, 1], [153, 0]]
   */
  fillMissing<const Filled extends Names, Indicator extends boolean = false>(
    fills: Readonly<Partial<Record<Filled, Fill>>>,
    options: FillOptions<Indicator> = {},
  ): Table<Names | Indicated<Filled, Indicator>> {
    return new Table(filled(contentOf(this), fills, options));
  }
}

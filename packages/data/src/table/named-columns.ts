import { DataError } from "@nn/core";
import { refuseUnbound } from "../unbound-methods.js";
import { cellsOf, numbersOf } from "./cell-reading.js";
import type { Cell, Columnar } from "./columnar.js";
import { Content } from "./content.js";
import { summaryOf } from "./summary/summary.js";
import { TableSummary } from "./summary/table-summary.js";
import { checkSome } from "./verbs/select.js";
import { type CsvWriting, csvOf, objectsOf } from "./verbs/write.js";

/** What each table holds. */
const contents: WeakMap<object, Content> = /* @__PURE__ */ new WeakMap();

/** What a table holds. */
export function contentOf(table: NamedColumns): Content {
  return contents.get(table)!;
}

/** Rows under named columns: what can be read from a {@link Table}. */
export class NamedColumns<Names extends string = string> implements Columnar {
  /** The names of the columns, from left to right. */
  readonly columns: readonly Names[];

  protected constructor(content: unknown) {
    if (!(content instanceof Content)) {
      throw new DataError(
        "A Table is made by Table.fromCsv(text), or by fromRows, fromColumns or fromJsonLines in its place.",
      );
    }
    contents.set(this, content);
    this.columns = Object.freeze([...content.columns.keys()]) as readonly Names[];
    refuseUnbound(NamedColumns, "table");
  }

  /** How many rows there are; the line of column names is none. */
  get size(): number {
    return contentOf(this).size;
  }

  /**
   * A column's cells, from the first row to the last: in a table from a CSV text the texts as they stand there, with a
   * point before decimals; `null` where a value is missing.
   *
   * @throws DataError for a column that doesn't exist.
   *
   * @example
   * Table.fromCsv("name,weight\nAlice,133\nBob,NA\n").cells("weight"); // => ["133", null]
   */
  cells(column: Names): Cell[] {
    return cellsOf(contentOf(this), column);
  }

  /**
   * A column as numbers, from the first row to the last.
   *
   * @throws DataError for a column that doesn't exist, for a missing value, and for a cell that isn't a finite decimal
   *   number.
   *
   * @example
   * Table.fromCsv("height\n65\ntall\n", { source: "people.csv" }).numbers("height");
   * // throws DataError: people.csv, line 3, column "height": expected a number, but got "tall".
   */
  numbers(column: Names): number[] {
    return numbersOf(contentOf(this), column);
  }

  /**
   * A column as text, from the first row to the last; where a value is missing, "".
   *
   * @throws DataError for a column that doesn't exist.
   *
   * @example
   * Table.fromCsv("gender\nF\nNA\n").strings("gender"); // => ["F", ""]
   */
  strings(column: Names): string[] {
    return contentOf(this)
      .column(column)
      .map((cell) => (cell === null ? "" : String(cell)));
  }

  /**
   * The rows, with the numbers of the named columns in the order of the names: inputs for a network.
   *
   * @throws DataError as {@link NamedColumns.numbers} does, and for no names.
   *
   * @example
   * Table.fromCsv("weight,height\n133,65\n160,72\n").rows("height", "weight"); // => [[65, 133], [72, 160]]
   */
  rows(...columns: readonly Names[]): number[][] {
    const content = contentOf(this);
    checkSome(content, "rows", columns);
    const numbers = columns.map((column) => numbersOf(content, column));
    return content.places.map((_, row) => numbers.map((column) => column[row]!));
  }

  /** Whether its rows are on lines of a file. */
  get hasLines(): boolean {
    return contentOf(this).counted === "line";
  }

  /**
   * The line of the file on which a row begins. Lines count from 1, as editors count them, and rows from 0.
   *
   * @throws DataError for a row that doesn't exist, and for a table that is from no file.
   *
   * @example
   * Table.fromCsv('note\n"two\nlines"\n\nlast\n').lineOf(1); // => 5
   */
  lineOf(row: number): number {
    const content = contentOf(this);
    content.checkRow(row);
    if (this.hasLines) return content.places[row]!;
    throw new DataError(`${content.source} has no lines, as it is from no file.`);
  }

  /**
   * What the columns hold: how many values are missing, ranges and histograms of numbers, classes of texts. As text it is a
   * table of at most 80 characters a line.
   *
   * @example
   * console.log(`${Table.fromCsv("weight,gender\n133,F\n160,M\n,M\n").describe()}`);
   */
  describe(): TableSummary<Names> {
    const content = contentOf(this);
    return new TableSummary(
      content.source,
      content.size,
      this.columns.map((column) => summaryOf(content, column)),
    );
  }

  /**
   * The rows as objects, which JSON holds and a network's pipeline takes. The texts of a column of numbers become numbers,
   * unless they are codes such as 007.
   *
   * @example
   * Table.fromCsv("weight,gender\n133,F\n160,\n").toRows(); // => [{ weight: 133, gender: "F" }, { weight: 160, gender: null }]
   */
  toRows(): Record<Names, Cell>[] {
    return objectsOf(contentOf(this));
  }

  /**
   * A CSV text of the table, which `Table.fromCsv` reads back: with a line of names, a point before decimals, and nothing
   * where a value is missing (NA in a table of one column).
   *
   * @throws OptionError for another delimiter than a comma, a semicolon, a tab or a bar.
   *
   * @example
   * Table.fromRows([{ weight: 60.5, gender: "F" }, { weight: 72 }]).toCsv(); // => "weight,gender\n60.5,F\n72,\n"
   */
  toCsv(options: CsvWriting = {}): string {
    return csvOf(contentOf(this), options);
  }
}

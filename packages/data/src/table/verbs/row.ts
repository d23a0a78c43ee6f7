import { markOf, numberOf, refuseNumber, textOf } from "../cell-reading.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";

/**
 * A row, as verbs such as {@link Table.filter} hand it to a function: its cells by the names of their columns.
 *
 * @example
 * const people = Table.fromCsv("weight,gender\n133,F\n160,\n");
 * people.filter((row) => row.number("weight") > 150 && row.cell("gender") === null).size; // => 1
 */
export interface TableRow<Names extends string = string> {
  /** The row's number in its table, from 0. */
  readonly index: number;
  /**
   * A number.
   *
   * @throws DataError for a column that doesn't exist, and for a cell that holds none.
   */
  number(column: Names): number;
  /**
   * A text; a number is written as JavaScript writes it.
   *
   * @throws DataError for a column that doesn't exist, and for a missing value.
   */
  text(column: Names): string;
  /**
   * What the cell holds, or `null` where the value is missing.
   *
   * @throws DataError for a column that doesn't exist.
   */
  cell(column: Names): Cell;
}

/** A row of what a table holds. */
export class RowOf implements TableRow {
  readonly #content: Content;
  readonly index: number;

  constructor(content: Content, index: number) {
    this.#content = content;
    this.index = index;
  }

  number(column: string): number {
    const cell = this.cell(column);
    return numberOf(cell, markOf(this.#content, column)) ?? refuseNumber(this.#content, this.index, column, cell);
  }

  text(column: string): string {
    return textOf(this.#content, this.index, column);
  }

  cell(column: string): Cell {
    return this.#content.column(column)[this.index]!;
  }
}

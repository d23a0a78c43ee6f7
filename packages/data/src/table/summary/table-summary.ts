import { printed } from "./print.js";
import type { ColumnSummary } from "./summary.js";

/**
 * What a table looks like, column by column, for programs; as text, for people.
 *
 * @example
 * const summary = Table.fromCsv("weight,gender\n133,F\n160,M\n,M\n").describe();
 * summary.columns[0]?.gaps; // => 1
 * String(summary).split("\n")[3]; // => "weight  numbers      1  █      █  133 to 160, mean 146.5 ± 13.5"
 */
export class TableSummary<Names extends string = string> {
  /** What errors call the table. */
  readonly source: string;
  /** How many rows there are. */
  readonly size: number;
  /** The columns, from left to right. */
  readonly columns: readonly ColumnSummary<Names>[];

  /** Made by `table.describe()`. */
  constructor(source: string, size: number, columns: readonly ColumnSummary<Names>[]) {
    this.source = source;
    this.size = size;
    this.columns = columns;
  }

  /** A line for each column, at most 80 characters wide. */
  toString(): string {
    return printed(this.source, this.size, this.columns);
  }
}

/** What one cell of a table holds; `null` where its value is missing. */
export type Cell = string | number | boolean | null;

/**
 * Rows under named columns, whatever keeps them. A `Table` is one.
 *
 * @example
 * const people: Columnar = { columns: ["weight"], size: 2, cells: () => [133, null] };
 * people.cells("weight"); // => [133, null]
 */
export interface Columnar {
  /** The names of the columns, from left to right. */
  readonly columns: readonly string[];
  /** How many rows there are. */
  readonly size: number;
  /** A column's cells, from the first row to the last. */
  cells(column: string): readonly Cell[];
}

import { checkOptions, trueOrFalse } from "@nn/core/component";
import { checkCell } from "../cell-check.js";
import { markOf, numberOf } from "../cell-reading.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";
import type { OfRow } from "./by-row.js";
import { RowOf } from "./row.js";

/** How rows are sorted. */
export interface SortOptions {
  /** The largest first; the smallest unless given. */
  readonly descending?: boolean;
}

/**
 * The numbers of the rows in the order of a column, or of what a function gives: by number where all are numbers, else by
 * the codes of the characters, which are the same everywhere. Missing values come last, and equal rows stay in their order.
 */
export function sortedRows(content: Content, by: string | OfRow<Cell>, options: SortOptions): number[] {
  checkOptions("sort", options, ["descending"]);
  const { descending = false } = options;
  trueOrFalse("sort: descending", descending);
  const keys = keysOf(content, by);
  const sign = descending ? -1 : 1;
  return content.places
    .map((_, row) => row)
    .sort((a, b) => {
      const [one, other] = [keys[a]!, keys[b]!];
      if (one === null || other === null) return Number(one === null) - Number(other === null);
      return one === other ? 0 : one < other ? -sign : sign;
    });
}

function keysOf(content: Content, by: string | OfRow<Cell>): readonly (number | string | null)[] {
  const [cells, mark] =
    typeof by === "function"
      ? ([content.places.map((_, row) => keyOf(content, row, by)), "."] as const)
      : ([content.column(by), markOf(content, by)] as const);
  const numbers = cells.map((cell) => (typeof cell === "boolean" ? Number(cell) : numberOf(cell, mark)) ?? null);
  const allNumbers = numbers.every((number, row) => number !== null || cells[row] === null);
  return allNumbers ? numbers : cells.map((cell) => (cell === null ? null : String(cell)));
}

function keyOf(content: Content, row: number, by: OfRow<Cell>): Cell {
  return checkCell(() => `${content.source}: sort's function, row ${row}`, by(new RowOf(content, row)));
}

import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { hasMethod } from "../../rows.js";
import { checkCell } from "../cell-check.js";
import type { Cell } from "../columnar.js";
import { Content } from "../content.js";
import { checkTableOptions, type TableOptions, type TableReading } from "./options.js";

/** Beyond so many cells, most of which are gaps that no row mentions, names of columns are something else. */
const MANY_CELLS = 1e7;

/** What objects in an array hold, or in something else that can be gone through. */
export function contentOfRows(rows: Iterable<unknown>, options: TableOptions): Content {
  const user = "Table.fromRows";
  const reading = checkTableOptions(user, options, "The table");
  if (hasMethod(rows, Symbol.iterator) && !ArrayBuffer.isView(rows)) return contentOf(numbered(rows), reading, "row");
  throw new DataError(
    `${user} takes rows in an array, as in [{ weight: 133 }, { weight: 160 }], but got ${show(rows)}.`,
  );
}

/**
 * What objects hold, one a row, each with the names of columns; where an object lacks one, the value is missing.
 *
 * @param rows - Each with the place where it comes from.
 */
export function contentOf(
  rows: Iterable<readonly [unknown, number]>,
  { source, isMissing }: TableReading,
  counted: "line" | "row",
): Content {
  const columns = new Map<string, Cell[]>();
  const places: number[] = [];
  let given = 0;
  for (const [row, place] of rows) {
    const where = `${source}, ${counted} ${place}`;
    checkRow(where, row);
    const size = places.length;
    for (const name of Object.keys(row)) {
      let cells = columns.get(name);
      if (cells === undefined) {
        checkName(where, name);
        cells = [];
        columns.set(name, cells);
        if (columns.size * size > MANY_CELLS && 1000 * given < columns.size * size) refuseNames(where, columns.size);
      }
      const value = row[name];
      const cell = checkCell(() => `${where}, column ${show(name)}`, isGap(value) ? null : value);
      fill(cells, size);
      cells.push(typeof cell === "string" && isMissing(cell) ? null : cell);
      given++;
    }
    places.push(place);
  }
  if (columns.size === 0) {
    throw new DataError(
      `${source}: expected at least one row, an object such as { weight: 133, gender: "F" }, but there is none.`,
    );
  }
  for (const cells of columns.values()) fill(cells, places.length);
  return new Content(source, columns, places, counted);
}

function* numbered(rows: Iterable<unknown>): Generator<readonly [unknown, number]> {
  let number = 0;
  for (const row of rows) yield [row, number++];
}

/** What programs have in place of a value that is missing. */
const isGap = (value: unknown): boolean => value === undefined || Number.isNaN(value);

function fill(cells: Cell[], size: number): void {
  while (cells.length < size) cells.push(null);
}

function checkRow(where: string, row: unknown): asserts row is Readonly<Record<string, unknown>> {
  const isMap = Object.prototype.toString.call(row) === "[object Map]";
  const isRow = typeof row === "object" && row !== null && !Array.isArray(row) && !ArrayBuffer.isView(row);
  if (isRow && !isMap) return;
  const remedy = isMap ? " Object.fromEntries(map) makes one of it." : "";
  throw new DataError(
    `${where}: expected an object with the names of columns, as in { weight: 133 }, but got ${show(row)}.${remedy}`,
  );
}

function checkName(where: string, name: string): void {
  if (name === "") throw new DataError(`${where}: a column has no name. Give it one.`);
}

function refuseNames(where: string, columns: number): never {
  throw new DataError(
    `${where}: there are ${columns} names of columns by now, and hardly a row has a value for any. ` +
      "An object's keys are the names of columns, the same from row to row.",
  );
}

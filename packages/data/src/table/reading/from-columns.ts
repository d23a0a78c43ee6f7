import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { hasMethod } from "../../rows.js";
import { checkCell } from "../cell-check.js";
import type { Cell } from "../columnar.js";
import { Content } from "../content.js";
import { checkTableOptions, type TableOptions } from "./options.js";

/** Cells by the names of their columns, each column an array or something else that can be gone through. */
export type GivenColumns = Readonly<Record<string, Iterable<unknown>>>;

/** What columns hold, gone through side by side: one that is longer than another is noticed where the other ends. */
export function contentOfColumns(given: GivenColumns, options: TableOptions): Content {
  const { source, isMissing } = checkTableOptions("Table.fromColumns", options, "The table");
  const columns = checkColumns(given).map(([name, values]) => ({
    name,
    cells: [] as Cell[],
    left: iterated(name, values),
  }));
  const places: number[] = [];
  for (let row = 0; ; row++) {
    const ended: string[] = [];
    for (const { name, cells, left } of columns) {
      const { done, value } = left.next();
      if (done === true) ended.push(name);
      else cells.push(cellOf(value, () => `${source}, row ${row}, column ${show(name)}`, isMissing));
    }
    if (ended.length === columns.length) break;
    if (ended.length > 0)
      refuseLengths(source, row, ended[0]!, columns.find(({ name }) => !ended.includes(name))!.name);
    places.push(row);
  }
  return new Content(source, new Map(columns.map(({ name, cells }) => [name, cells])), places, "row");
}

function cellOf(value: unknown, place: () => string, isMissing: (text: string) => boolean): Cell {
  if (Number.isNaN(value)) return null;
  const cell = checkCell(place, value);
  return typeof cell === "string" && isMissing(cell) ? null : cell;
}

function checkColumns(given: GivenColumns): [string, Iterable<unknown>][] {
  const isList = hasMethod(given, Symbol.iterator);
  const columns = typeof given === "object" && given !== null && !isList ? Object.entries(given) : [];
  if (columns.length > 0 && columns.every(([name]) => name !== "")) return columns;
  const remedy = isList ? " Table.fromRows takes rows." : "";
  throw new DataError(
    'Table.fromColumns takes an object of columns by their names, as in { weight: [133, 160], gender: ["F", "M"] }, ' +
      `but got ${show(given)}.${remedy}`,
  );
}

function iterated(name: string, values: Iterable<unknown>): Iterator<unknown> {
  // One whose memory went elsewhere can't be gone through.
  if (ArrayBuffer.isView(values) && values.byteLength === 0) return [].values();
  if (hasMethod(values, Symbol.iterator)) return values[Symbol.iterator]();
  throw new DataError(
    `Table.fromColumns: column ${show(name)} must be an array, or something else to go through, but is ${show(values)}.`,
  );
}

function refuseLengths(source: string, row: number, short: string, long: string): never {
  throw new DataError(
    `${source}: column ${show(short)} ends after ${row} cell${row === 1 ? "" : "s"}, and column ${show(long)} goes on. ` +
      "Each row has a cell in each column; null is one whose value is missing.",
  );
}

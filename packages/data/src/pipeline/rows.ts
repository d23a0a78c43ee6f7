import { DataError } from "@nn/core";
import { show, suggestion } from "@nn/core/component";
import { checkWhole } from "../rows.js";
import type { Cell, Columnar } from "../table/columnar.js";
import type { CellPlace } from "./codes/column-code.js";

/** A row as an object, by the names of its columns. */
export type RawRow = Readonly<Record<string, Cell>>;

/** Rows as a table or as objects. */
export type RawRows = Columnar | readonly RawRow[];

/** Whether a value has named columns, as a table does. */
export function isColumnar(value: unknown): value is Columnar {
  const { columns, cells } = Object(value) as Partial<Record<keyof Columnar, unknown>>;
  return Array.isArray(columns) && typeof cells === "function";
}

/** Whether a value can be a row: an object that is no list, no data set and nothing with functions. */
export function isRawRow(value: unknown, columns: readonly string[]): value is RawRow {
  if (typeof value !== "object" || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) return false;
  if (isColumnar(value) || typeof (value as { readonly read?: unknown }).read === "function") return false;
  return !("inputs" in value && "targets" in value) || columns.includes("inputs");
}

/** One column of a table or of some rows, with where each cell stands. */
export interface Column {
  readonly cells: readonly Cell[];
  readonly place: CellPlace;
}

/**
 * The cells of a column.
 *
 * @param others - Further columns that are asked for: a name that isn't there is no misspelt one of them.
 * @throws DataError for rows that don't have it.
 */
export function columnOf(rows: RawRows, column: string, others: readonly string[] = []): Column {
  if (isColumnar(rows)) {
    if (!rows.columns.includes(column)) throw noColumn("The table", column, rows.columns, others);
    const { lineOf } = rows as { readonly lineOf?: unknown };
    const cells = rows.cells(column);
    if (!Array.isArray(cells) || cells.length !== rows.size) {
      throw new DataError(
        `The table must give a list of ${show(rows.size)} cells for ${show(column)}, but gives ${Array.isArray(cells) ? `${cells.length}` : show(cells)}.`,
      );
    }
    const lines = typeof lineOf === "function" ? (rows as unknown as { lineOf(row: number): number }) : undefined;
    const place: CellPlace = (row) =>
      `${lines ? `Line ${lines.lineOf(row)}` : `Row ${row}, counted from 0`}, column ${show(column)}`;
    return { cells, place };
  }
  const cells = Array.from(rows, (row, i) => {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new DataError(`Row ${i}, counted from 0, must be an object such as { ${column}: 1 }, but is ${show(row)}.`);
    }
    if (Object.hasOwn(row, column) && row[column] !== undefined) return row[column]!;
    throw noColumn(rows.length === 1 ? "The row" : `Row ${i}, counted from 0,`, column, Object.keys(row), others);
  });
  return {
    cells,
    place: (row) => `${rows.length === 1 ? "The row" : `Row ${row}, counted from 0`}, column ${show(column)}`,
  };
}

/** How many rows there are, and what their columns are called. */
export function outlineOf(rows: RawRows): { readonly size: number; readonly columns: readonly string[] } {
  if (isColumnar(rows)) return rows;
  if (!Array.isArray(rows)) {
    throw new DataError(
      `A pipeline takes a table, or a list of rows such as [{ weight: 128 }], but got ${show(rows)}.`,
    );
  }
  checkWhole("A pipeline", rows);
  const [first] = rows as readonly RawRow[];
  return { size: rows.length, columns: typeof first === "object" && first !== null ? Object.keys(first) : [] };
}

function noColumn(what: string, column: string, there: readonly string[], others: readonly string[]): DataError {
  const free = there.filter((name) => !others.includes(name));
  const nearest = free.length > 0 ? ` ${suggestion(column, free, show)}` : "";
  return new DataError(`${what} has no column ${show(column)}.${nearest} A cell without a value is null.`);
}

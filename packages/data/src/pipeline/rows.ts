import { DataError } from "@nn/core";
import { show, suggestion } from "@nn/core/component";
import { checkWhole } from "../rows.js";
import type { Cell, Columnar } from "../table/columnar.js";
import type { CellPlace } from "./codes/column-code.js";

/** A row as an object, by the names of its columns: a literal, or of a type of your own, such as an interface. */
export type RawRow = Readonly<Record<string, Cell | undefined>> | RowOfOwnType;

/** An object whose names the compiler can't list, if it is no list, no table and no data set. @inline */
type RowOfOwnType = object & {
  /** A list is no row. */
  readonly [Symbol.iterator]?: never;
} & {
  readonly [Name in "cells" | "read" | "inputs" | "targets"]?: Cell;
};

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
 * @param learnt - All columns that a pipeline takes, where it asks for one of them.
 * @throws DataError for rows that don't have it.
 */
export function columnOf(rows: RawRows, column: string, learnt: readonly string[] = []): Column {
  if (isColumnar(rows)) {
    if (!rows.columns.includes(column)) throw noColumn("The table", column, hintOn(column, rows.columns, learnt));
    const { lineOf, hasLines = true } = rows as { readonly lineOf?: unknown; readonly hasLines?: unknown };
    const cells = rows.cells(column);
    if (!Array.isArray(cells) || cells.length !== rows.size) {
      throw new DataError(
        `The table must give a list of ${show(rows.size)} cells for ${show(column)}, but gives ${Array.isArray(cells) ? `${cells.length}` : show(cells)}.`,
      );
    }
    const lines =
      hasLines && typeof lineOf === "function" ? (rows as unknown as { lineOf(row: number): number }) : undefined;
    const place: CellPlace = (row) =>
      `${lines ? `Line ${lines.lineOf(row)}` : `Row ${row}, counted from 0`}, column ${show(column)}`;
    return { cells, place };
  }
  checkRowList(rows);
  const cells = Array.from(rows, (row, i) => {
    checkRow(row, i, column);
    const place = rows.length === 1 ? "The row" : `Row ${i}, counted from 0,`;
    if (!Object.hasOwn(row, column)) {
      const isAnothers = learnt.length === 0 && Array.from(rows).some((other) => Object.hasOwn(Object(other), column));
      throw noColumn(place, column, isAnothers ? ", which other rows have." : hintOn(column, Object.keys(row), learnt));
    }
    return (row as Readonly<Record<string, Cell | undefined>>)[column] ?? null;
  });
  return {
    cells,
    place: (row) => `${rows.length === 1 ? "The row" : `Row ${row}, counted from 0`}, column ${show(column)}`,
  };
}

/** How many rows there are, and what their columns are called. */
export function outlineOf(rows: RawRows): { readonly size: number; readonly columns: readonly string[] } {
  if (isColumnar(rows)) return rows;
  checkRowList(rows);
  // Those of all rows: one that the first row lacks is missing there, and no column that can be left out.
  const names = new Set<string>();
  // What is no row is refused with the column that is asked of it; a long text has as many names as letters.
  for (const row of rows) {
    if (isRow(row)) for (const name of Object.keys(row)) names.add(name);
  }
  return { size: rows.length, columns: [...names] };
}

function checkRowList(rows: readonly RawRow[]): void {
  if (!Array.isArray(rows)) {
    throw new DataError(
      `A pipeline takes a table, or a list of rows such as [{ weight: 128 }], but got ${show(rows)}.`,
    );
  }
  checkWhole("A pipeline", rows);
}

const isRow = (row: unknown): boolean => typeof row === "object" && row !== null && !Array.isArray(row);

function checkRow(row: unknown, i: number, column: string): void {
  if (isRow(row)) return;
  throw new DataError(`Row ${i}, counted from 0, must be an object such as { ${column}: 1 }, but is ${show(row)}.`);
}

function hintOn(column: string, there: readonly string[], learnt: readonly string[]): string {
  return learnt.length > 0 ? learntBefore(there.filter((name) => !learnt.includes(name))) : meant(column, there);
}

function noColumn(what: string, column: string, hint: string): DataError {
  return new DataError(`${what} has no column ${show(column)}${hint} A cell without a value is null.`);
}

/** About a name that the pipeline has learnt: what is misspelt, if anything, is one of the rows' own. */
function learntBefore(others: readonly string[]): string {
  const more = others.length > MOST_SHOWN ? ` and ${others.length - MOST_SHOWN} more` : "";
  const but = others.length > 0 ? `, but has ${others.slice(0, MOST_SHOWN).map(show).join(", ")}${more}` : "";
  return `, which the pipeline takes${but}.`;
}

/** About a name that has just been given. */
function meant(column: string, there: readonly string[]): string {
  return there.length > 0 ? `. ${suggestion(column, there, show)}` : ".";
}

const MOST_SHOWN = 10;

import { DataError } from "@nn/core";
import { OptionError, show } from "@nn/core/component";
import { checkList, checkWhole } from "../../rows.js";
import type { Cell } from "../../table/columnar.js";

/** Says where a cell stands, for a message: `people.csv, line 3, column "weight"`. @param row - From 0. */
export type CellPlace = (row: number) => string;

/** What a column becomes in a network, learnt from training rows: numbers beside those of the other columns. */
export interface ColumnCode {
  /** `"NumberCode"` or `"CategoryCode"`. */
  readonly kind: string;
  /** How it was made: `"standardize"`, `"oneHot"`. */
  readonly name: string;
  /** How many numbers a cell becomes. */
  readonly size: number;
  /** What messages call each of them. */
  names(column: string): string[];
  /** The numbers of each cell, one cell behind the other. */
  encode(cells: readonly Cell[], place: CellPlace): Float64Array;
  /** What an equal one is made from. */
  settings(): object;
}

/** A cell that isn't there, that a table has as nothing, or that a program has as NaN. */
export function isMissing(cell: unknown): cell is null | undefined | "" {
  return cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === "string" && cell.trim() === "");
}

/**
 * What says where cells stand.
 *
 * @throws DataError for what is no list of cells; OptionError for what says no places.
 */
export function checkCells(cells: readonly Cell[], place: CellPlace): CellPlace {
  checkList("A code", 'cells, as in [133, "160", null]', cells);
  checkWhole("A code", cells);
  if (typeof place !== "function") {
    throw new OptionError(`A code takes a function that says where a cell stands, but got ${show(place)}.`);
  }
  return (row) => {
    const said: unknown = place(row);
    return typeof said === "string" ? said : `Cell ${row}, counted from 0`;
  };
}

/** @throws OptionError for what is no column's name. */
export function checkName(column: string): void {
  if (typeof column === "string") return;
  throw new OptionError(`The name of a column is a text, but got ${show(column)}.`);
}

/** @throws DataError for what no cell can be. */
export function refuseForeignCell(cell: unknown, place: string): never {
  throw new DataError(`${place}: a cell is a number, a text, true, false or null, but got ${show(cell)}.`);
}

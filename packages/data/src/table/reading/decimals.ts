import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import type { Cell } from "../columnar.js";
import { type DecimalMark, numberIn, withPoint } from "../number-cell.js";

/** Columns with the decimals of their numbers after a point, and the names of those that keep their commas. */
export interface Pointed {
  readonly columns: readonly (readonly Cell[])[];
  /** The places of columns that hold decimal commas, and texts that are no numbers. */
  readonly commas: readonly number[];
}

/** A comma that can't mark thousands: other than three digits follow it, or none or 0 alone or more than three stand before it. */
const DECIMAL_COMMA = /^[+-]?(?:0*,\d+|\d*,(?:\d{0,2}|\d{4,})(?:e[+-]?\d+)?|\d{4,},\d+)$/i;

export function checkDecimal(decimal: DecimalMark | undefined): void {
  if (decimal === undefined || decimal === "." || decimal === ",") return;
  throw new OptionError(`Table.fromCsv: decimal must be "." or ",", but is ${show(decimal)}.`);
}

/** Gives numbers with a decimal comma a point, where the caller says so or the columns do. */
export function withPoints(columns: readonly (readonly Cell[])[], told: DecimalMark | undefined): Pointed {
  if ((told ?? decimalOf(columns)) === ".") return { columns, commas: [] };
  const commas: number[] = [];
  const pointed = columns.map((cells, index) => {
    if (!allNumbers(cells, ",")) {
      commas.push(index);
      return cells;
    }
    return cells.map((cell) => (typeof cell === "string" && cell.includes(",") ? withPoint(cell) : cell));
  });
  return { columns: pointed, commas };
}

/**
 * The decimal mark of a table: a comma where a column of numbers has one that can't mark thousands, and no column of
 * numbers has points.
 */
function decimalOf(columns: readonly (readonly Cell[])[]): DecimalMark {
  let commas = false;
  for (const cells of columns) {
    // Most columns of words end here.
    const first = cells.find((cell) => cell !== null);
    if (typeof first !== "string" || (numberIn(first, ".") ?? numberIn(first, ",")) === undefined) continue;
    if (cells.some(holds(".")) && allNumbers(cells, ".")) return ".";
    commas ||= cells.some((cell) => typeof cell === "string" && DECIMAL_COMMA.test(cell)) && allNumbers(cells, ",");
  }
  return commas ? "," : ".";
}

const holds =
  (mark: string) =>
  (cell: Cell): boolean =>
    typeof cell === "string" && cell.includes(mark);

function allNumbers(cells: readonly Cell[], mark: DecimalMark): boolean {
  return cells.every((cell) => cell === null || (typeof cell === "string" && numberIn(cell, mark) !== undefined));
}

import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { numberIn } from "../table/number-cell.js";
import { label, oneHot } from "./codes/categories.js";
import { isMissing } from "./codes/column-code.js";
import type { ColumnMaker } from "./codes/column-maker.js";
import { numeric } from "./codes/numeric.js";
import { columnOf, type RawRows } from "./rows.js";

/** A column of more numbers than these isn't taken for one of labels. */
const MOST_NUMBER_LABELS = 20;

/** How a column is prepared whose cells alone are known. */
export function roleOf(rows: RawRows, column: string): ColumnMaker {
  return holdsNumbers(rows, column) ? numeric() : oneHot();
}

/** The labels of a column, unless it holds measures. */
export function labelsIn(rows: RawRows, column: string): ColumnMaker {
  const { cells } = columnOf(rows, column);
  const different = new Set(cells).size;
  if (different > MOST_NUMBER_LABELS && holdsNumbers(rows, column)) {
    throw new DataError(
      `The column ${show(column)} has ${different} different numbers, which are too many labels. Write target: { ${column}: numeric() } to predict numbers, or { ${column}: label() } if they are labels.`,
    );
  }
  return label();
}

function holdsNumbers(rows: RawRows, column: string): boolean {
  return columnOf(rows, column).cells.every((cell) => {
    return (
      isMissing(cell) || typeof cell === "number" || (typeof cell === "string" && numberIn(cell.trim()) !== undefined)
    );
  });
}

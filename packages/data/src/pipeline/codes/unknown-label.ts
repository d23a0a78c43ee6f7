import { DataError } from "@nn/core";
import { show, suggestion } from "@nn/core/component";
import type { Cell } from "../../table/columnar.js";
import { type Category, isCategory } from "./category-code.js";
import { type CellPlace, isMissing } from "./column-code.js";

/** @throws DataError for an answer that is none of the classes: no other code is of use to it, as it would be to an input. */
export function refuseUnknownLabel(cells: readonly Cell[], place: CellPlace, classes: readonly Category[]): void {
  const known = new Set(classes.map(String));
  const row = cells.findIndex((cell) => !isMissing(cell) && isCategory(cell) && !known.has(String(cell).trim()));
  if (row < 0) return;
  const text = String(cells[row]).trim();
  throw new DataError(
    `${place(row)}: ${show(text)} is none of its categories. ${suggestion(text, [...known], show)} ` +
      "An answer must be one of them: mend it, or leave the row out.",
  );
}

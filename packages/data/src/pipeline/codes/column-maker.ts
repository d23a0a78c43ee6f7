import type { Cell } from "../../table/columnar.js";
import type { CategoryCode } from "./category-code.js";
import type { CellPlace } from "./column-code.js";
import type { NumberCode } from "./number-code.js";

/** Learns from the cells of training rows what a column becomes. A role of your own is an object with this method. */
export interface ColumnMaker<Code extends NumberCode | CategoryCode = NumberCode | CategoryCode> {
  /**
   * What the column becomes.
   *
   * @param cells - Those of the training rows.
   * @param place - Says where each of them stands, for messages.
   */
  fit(cells: readonly Cell[], place: CellPlace): Code;
}

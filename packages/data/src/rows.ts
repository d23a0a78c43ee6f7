import { DataError, ShapeError, show } from "@nn/core";

/** Rows of numbers: the examples, each as an array. */
export type Rows = readonly (readonly number[])[];

/**
 * Refuses rows of another width, and numbers that aren't finite.
 *
 * @param user - What takes the rows, as the message should name it.
 * @throws ShapeError or DataError that names the row.
 */
export function checkRows(user: string, rows: Rows, width: number): void {
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    if (!Array.isArray(row) || row.length !== width) {
      const got = Array.isArray(row) ? `has ${row.length}` : `is ${show(row)}`;
      throw new ShapeError(
        `The rows for ${user} must have ${width} number${width === 1 ? "" : "s"} each, but row ${r} ${got}. ` +
          "Counts start at 0.",
      );
    }
    for (let column = 0; column < width; column++) {
      if (!Number.isFinite(row[column])) {
        throw new DataError(
          `The rows for ${user} must be finite numbers, but row ${r}, number ${column}, is ${show(row[column])}. ` +
            "Counts start at 0.",
        );
      }
    }
  }
}

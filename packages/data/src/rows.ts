import { DataError, ShapeError } from "@nn/core";
import { show } from "@nn/core/component";

/** Rows of numbers: the examples, each as an array. */
export type Rows = readonly (readonly number[])[];

/**
 * Refuses what is no array.
 *
 * @param user - What takes the array, as the message should name it.
 * @param what - What the array holds, with an example: `labels, as in ["M", "F"]`.
 * @throws DataError that says how to make one.
 */
export function checkList(user: string, what: string, list: unknown): void {
  if (Array.isArray(list)) return;
  throw new DataError(`${user} takes an array of ${what}, but got ${show(list)}.${advice(list)}`);
}

/** Refuses an array with holes, which are no elements, and stops at the first. */
export function checkWhole(user: string, list: readonly unknown[]): void {
  for (let index = 0; index < list.length; index++) {
    if (index in list) continue;
    throw new DataError(
      `${user}: the array has nothing at ${index}, counted from 0. Leave such places out, or fill them.`,
    );
  }
}

function advice(list: unknown): string {
  if (typeof list !== "object" || list === null) return "";
  if ("then" in list) return " Wait for it first, with await.";
  return Symbol.iterator in list || "length" in list ? " Array.from makes one of it." : "";
}

/**
 * Refuses rows of another width, and numbers that aren't finite.
 *
 * @param user - What takes the rows, as the message should name it.
 * @throws ShapeError or DataError that names the row.
 */
export function checkRows(user: string, rows: Rows, width: number): void {
  checkList(user, "rows, as in [[133, 65]]", rows);
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

/** Whether a value is an object with a method. */
export function hasMethod(value: unknown, name: string | symbol): boolean {
  const isObject = typeof value === "object" && value !== null;
  return isObject && typeof (value as Record<string | symbol, unknown>)[name] === "function";
}

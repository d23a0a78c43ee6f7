import { DataError, OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkWhole } from "../rows.js";
import type { Cell } from "../table/columnar.js";
import { counted, type ExampleList } from "./examples.js";

/** One value an example, in their order; of a table also the name of the column that has them. */
export type Values = string | readonly (Cell | Date)[];

/** Examples that have a value in common. */
export interface RowsOfValue {
  /** The value, as messages show it. */
  readonly shown: string;
  /** Their numbers, from the first to the last. */
  readonly rows: number[];
}

/**
 * The values that an option names or lists, one an example.
 *
 * @param what - The option, as messages should name it: `"trainTestSplit: stratify"`.
 * @throws OptionError for a column's name where there are no columns, and for what is neither that nor a list; DataError for
 *   a list of another length, and as the table does for a column that it doesn't have.
 */
export function valuesOf(what: string, examples: ExampleList, values: unknown): readonly unknown[] {
  const { cells, size } = examples;
  if (typeof values === "string" && cells !== undefined) return cells(values);
  if (!Array.isArray(values)) {
    const expected =
      cells === undefined ? "an array with one value an example" : "a column's name, or an array with one value a row";
    throw new OptionError(`${what} must be ${expected}, but is ${show(values)}.`);
  }
  if (values.length !== size) {
    throw new DataError(
      `${what} has ${counted(values.length, "value")}, but there are ${counted(size, "example")}: each needs one.`,
    );
  }
  checkWhole(what, values);
  return values;
}

/**
 * The examples by their values, in the order in which the values come first. Rows of numbers are equal if all their numbers
 * are, as one-hot targets.
 *
 * @throws DataError for a value that is none.
 */
export function byValue(
  what: string,
  values: readonly unknown[],
  missing: "allowed" | "refused",
): readonly RowsOfValue[] {
  const found = new Map<unknown, RowsOfValue>();
  for (const [row, value] of values.entries()) {
    const key = keyOf(value);
    if (key === undefined || (key === null && missing === "refused")) {
      throw new DataError(
        `${what}: row ${row}, counted from 0, has ${show(value)}. A value is a text, a number, true or false${missing === "allowed" ? ", or null where it is missing" : "; leave rows without one out"}.`,
      );
    }
    const known = found.get(key);
    if (known === undefined) found.set(key, { shown: show(value), rows: [row] });
    else known.rows.push(row);
  }
  return [...found.values()];
}

function keyOf(value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
  return isList ? keyOfNumbers(value as ArrayLike<unknown>) : undefined;
}

/** With a loop, as what may be in a list ranges from holes without end to what throws where it is read as text. */
function keyOfNumbers(values: ArrayLike<unknown>): string | undefined {
  let key = "numbers";
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (typeof value !== "number") return undefined;
    key += ` ${value}`;
  }
  return key;
}

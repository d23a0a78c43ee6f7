import { shortNumber as short } from "../../advice/short-number.js";
import type { Extremes } from "./extremes.js";
import { listColumns, nameOf } from "./warning.js";

/** Inputs of about -1 to 1 don't reach so far, not even standardized ones in their tails. */
const LARGE = 6;

/** The columns of the inputs that are far from about -1 to 1, and a list of them in words. */
export function largeInputs(inputs: Extremes, names?: readonly string[]): { columns: number[]; inWords: () => string } {
  const columns = inputs.where((least, most) => Math.max(-least, most) > LARGE);
  const range = (column: number): string =>
    `column ${nameOf(column, names)} goes from ${short(inputs.least[column]!)} to ${short(inputs.most[column]!)}`;
  const inWords = (): string => {
    const words =
      columns.length <= 3
        ? columns.map(range).join(", ")
        : `columns ${listColumns(columns, names)}; ${range(columns[0]!)}`;
    return names === undefined ? `${words}; columns count from 0` : words;
  };
  return { columns, inWords };
}

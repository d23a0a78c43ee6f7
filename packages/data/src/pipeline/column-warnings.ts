import type { Warning } from "@nn/core";
import { show } from "@nn/core/component";

/** A column with the texts of its cells. */
export interface ColumnTexts {
  readonly column: string;
  readonly values: readonly string[];
}

/** In fewer rows numbers may all be different by chance. */
const ENOUGH = 10;
/** Rows that were numbered and then divided have so much of the range that they were numbered in. */
const SHARE = 2 / 3;

/** A column of one value. */
export function constantColumns(columns: readonly ColumnTexts[], size: number): Warning {
  const many = columns.length > 1;
  const message =
    `The column${many ? "s" : ""} ${listed(columns)} ${many ? "have one value each" : "has one value"} in all ${size} rows, of which nothing ` +
    `can be learnt. Leave ${many ? "them" : "it"} out, with ignored.`;
  return { kind: "constant column", message };
}

/**
 * Whether a column numbers the rows, in whichever order these are by now: whole numbers, each once, with hardly any number left
 * out between the least and the largest.
 */
export function numbersRows({ values }: ColumnTexts): boolean {
  if (values.length < ENOUGH) return false;
  let [least, most] = [Infinity, -Infinity];
  for (const text of values) {
    const number = text === "" ? Number.NaN : Number(text);
    if (!Number.isInteger(number)) return false;
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  return SHARE * (most - least + 1) <= values.length && new Set(values).size === values.length;
}

export function runningNumbers(columns: readonly ColumnTexts[]): Warning {
  const many = columns.length > 1;
  const message =
    `The column${many ? "s" : ""} ${listed(columns)} most likely number${many ? "" : "s"} the rows: whole numbers, each of them once, and ` +
    `hardly any left out. Leave ${many ? "them" : "it"} out, with ignored; or, of what is learnt from, such as days, say so: ` +
    `inputs: { ${show(columns[0]!.column)}: numeric() }, ignored: [].`;
  return { kind: "running number", message };
}

/** Columns that no part of the pipeline takes, and that nothing said were to be left out. */
export function leftOut(names: readonly string[]): Warning {
  const many = names.length > 1;
  const message =
    `The column${many ? "s" : ""} ${listed(names.map((column) => ({ column })))} ${many ? "have" : "has"} no part in this, as inputs names ` +
    "all that the network takes. With ignored: [] beside it, the others are taken too.";
  return { kind: "left out", message, isNote: true };
}

/** The names of columns, in a sentence. */
export function listed(columns: readonly { readonly column: string }[]): string {
  const names = [...new Set(columns.map(({ column }) => show(column)))];
  if (names.length > 6) return `${names.slice(0, 6).join(", ")} and ${names.length - 6} more`;
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

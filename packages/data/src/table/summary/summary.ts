import { meanAndDeviation } from "../../scaling/spread.js";
import { markOf, numberOf } from "../cell-reading.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";
import { valuesOf } from "../verbs/write.js";
import { histogramOf, medianOf } from "./numbers.js";

/** What a column of numbers looks like. */
export interface NumberSummary {
  /** What tells it from other summaries. */
  readonly type: "numbers";
  /** The least number. */
  readonly minimum: number;
  /** The largest number. */
  readonly maximum: number;
  /** The mean. */
  readonly mean: number;
  /** The standard deviation, divided by n. */
  readonly deviation: number;
  /** The number in the middle; of two, what lies between them. */
  readonly median: number;
  /** How many numbers lie in each of eight parts of equal width, from the minimum to the maximum. */
  readonly histogram: readonly number[];
}

/** What a column of other values looks like. */
export interface ClassSummary {
  /** `"mixed"` where some texts are numbers and others aren't, or where there are values of several types. */
  readonly type: "texts" | "booleans" | "mixed";
  /** The different values with how often each is there, the most frequent first. */
  readonly classes: readonly ValueCount[];
}

/** How often a value is there. */
export interface ValueCount {
  /** The value. */
  readonly value: string | number | boolean;
  /** How many cells hold it. */
  readonly count: number;
}

/** What one column looks like: of numbers, of other values, or without any. */
export type ColumnSummary<Names extends string = string> = {
  /** The column's name. */
  readonly column: Names;
  /** How many values are missing. */
  readonly gaps: number;
} & (NumberSummary | ClassSummary | NoSummary);

/** What a column without any value looks like. */
export interface NoSummary {
  /** What tells it from other summaries. */
  readonly type: "nothing";
}

const BINS = 8;

/** What a column looks like. */
export function summaryOf<Names extends string>(content: Content, column: Names): ColumnSummary<Names> {
  const cells = content.column(column);
  const mark = markOf(content, column);
  const all = mark === "." ? valuesOf(cells) : cells;
  const values = all.filter((cell) => cell !== null);
  const base = { column, gaps: all.length - values.length };
  if (values.length === 0) return { ...base, type: "nothing" };
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === values.length) return { ...base, ...ofNumbers(numbers) };
  const numeric = values.filter((value) => numberOf(value, mark) !== undefined).length;
  return { ...base, ...ofClasses(values, numeric > 0 && numeric < values.length) };
}

function ofNumbers(numbers: readonly number[]): NumberSummary {
  const minimum = numbers.reduce((least, x) => Math.min(least, x));
  const maximum = numbers.reduce((most, x) => Math.max(most, x));
  return {
    type: "numbers",
    minimum,
    maximum,
    ...meanAndDeviation(numbers),
    median: medianOf(numbers),
    histogram: histogramOf(numbers, minimum, maximum, BINS),
  };
}

function ofClasses(values: readonly NonNullable<Cell>[], someNumbers: boolean): ClassSummary {
  const counts = new Map<NonNullable<Cell>, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const classes = Array.from(counts, ([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
  const [type, ...others] = new Set(values.map((value) => typeof value));
  if (someNumbers || others.length > 0) return { type: "mixed", classes };
  return { type: type === "boolean" ? "booleans" : "texts", classes };
}

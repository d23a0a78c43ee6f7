import { DataError, OptionError } from "@nn/core";
import { checkOptions, show, trueOrFalse } from "@nn/core/component";
import { onQuotedFunction } from "../../quoted-function.js";
import { checkCell } from "../cell-check.js";
import { markOf, numberOf, refuseNumber } from "../cell-reading.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";

/** What a cell holds that isn't missing. */
type Value = string | number | boolean;

/**
 * What a missing value becomes: a value, or what a function such as {@link mean}, {@link median} or {@link mostFrequent} makes of
 * those that are there. It is given numbers where all of them are, and else what the cells hold.
 */
export type Fill =
  | string
  | number
  | boolean
  | ((values: readonly number[]) => number)
  | ((values: readonly (string | number | boolean)[]) => string | number | boolean);

/** What is done beside filling. */
export interface FillOptions<Indicator extends boolean = boolean> {
  /**
   * Whether each filled column gets a neighbour, "weight missing" for "weight", that holds 1 where a value was missing and 0
   * elsewhere; `false` unless given.
   */
  readonly indicator?: Indicator;
}

/** The names of the columns that say where values were missing. */
export type Indicated<Filled extends string, Indicator extends boolean> = Indicator extends true
  ? `${Filled} missing`
  : never;

/** The numbers of the rows that have a value in each of the named columns, or in all columns where none is named. */
export function wholeRows(content: Content, names: readonly string[]): number[] {
  const columns = names.length > 0 ? names.map((name) => content.column(name)) : [...content.columns.values()];
  return content.places.map((_, row) => row).filter((row) => columns.every((cells) => cells[row] !== null));
}

/** The table with the missing values of some columns filled. */
export function filled(
  content: Content,
  fills: Readonly<Partial<Record<string, Fill>>>,
  options: FillOptions,
): Content {
  checkOptions("fillMissing", options, ["indicator"]);
  const { indicator = false } = options;
  trueOrFalse("fillMissing: indicator", indicator);
  if (typeof fills !== "object" || fills === null || Object.keys(fills).length === 0) {
    throw new OptionError(
      `${content.source}: fillMissing takes what to fill by the names of columns, as in ` +
        `fillMissing({ weight: mean, gender: mostFrequent }), but got ${show(fills)}.`,
    );
  }
  for (const name of Object.keys(fills)) content.column(name);
  const columns = new Map<string, readonly Cell[]>();
  const commas = new Set(content.commas);
  for (const [name, cells] of content.columns) {
    if (!Object.hasOwn(fills, name)) {
      columns.set(name, cells);
      continue;
    }
    const numbers = numbersIn(content, name);
    // What is filled in has no comma.
    if (numbers !== undefined) commas.delete(name);
    const present = content.commas.has(name) ? (numbers ?? cells) : cells;
    const value = valueFor(content, name, fills[name]!, numbers);
    columns.set(
      name,
      present.map((cell) => cell ?? value),
    );
    if (!indicator) continue;
    columns.set(
      indicatorName(content, name),
      cells.map((cell) => (cell === null ? 1 : 0)),
    );
  }
  return content.withColumns(columns, commas);
}

function indicatorName(content: Content, name: string): string {
  const indicator = `${name} missing`;
  if (!content.columns.has(indicator)) return indicator;
  throw new DataError(
    `${content.source}: fillMissing would add a column ${show(indicator)}, but there is one already.`,
  );
}

/** A column's numbers, with its gaps; `undefined` where a cell holds anything else, or all are gaps. */
function numbersIn(content: Content, name: string): (number | null)[] | undefined {
  const mark = markOf(content, name);
  const numbers = content.column(name).map((cell) => (cell === null ? null : numberOf(cell, mark)));
  const areNumbers = numbers.every((number) => number !== undefined) && numbers.some((number) => number !== null);
  return areNumbers ? numbers : undefined;
}

/** What the gaps of a column become. */
function valueFor(content: Content, name: string, fill: Fill, numbers: readonly (number | null)[] | undefined): Value {
  const place = `${content.source}, column ${show(name)}`;
  if (typeof fill === "function") return madeOf(content, name, fill, numbers, place);
  const remedy = onQuotedFunction(fill);
  if (remedy !== "") {
    throw new OptionError(`${place}: fillMissing takes a function, and not its name, but got ${show(fill)}.${remedy}`);
  }
  const constant = isValue(fill) ? checkCell(() => `${place}: fillMissing`, fill) : null;
  if (constant === null) {
    throw new OptionError(
      `${place}: a missing value becomes a value, such as 0 or "unknown", or what a function makes of the others, such as mean, ` +
        `median or mostFrequent, but got ${show(fill)}.`,
    );
  }
  if (numbers === undefined || numberOf(constant, ".") !== undefined) return constant;
  throw new OptionError(
    `${place}: all that is there are numbers, so a missing value becomes a number, or what a function makes of the others, ` +
      `such as mean or median, but got ${show(constant)}.`,
  );
}

/** What a function makes of the values that are there. */
function madeOf(
  content: Content,
  name: string,
  fill: (values: never) => Value,
  numbers: readonly (number | null)[] | undefined,
  place: string,
): Value {
  const cells = content.column(name);
  const present = (numbers ?? cells).filter((cell) => cell !== null);
  if (present.length === 0) {
    throw new DataError(`${place}: there is no value from which missing ones could be filled. Drop the column.`);
  }
  let made: Value;
  try {
    made = fill(present as never);
  } catch (error) {
    // What can't be made of words is made of numbers.
    const row = cells.findIndex((cell) => cell !== null && numberOf(cell, markOf(content, name)) === undefined);
    if (error instanceof DataError && row >= 0) refuseNumber(content, row, name, cells[row]!);
    throw error;
  }
  if (!isValue(made)) {
    throw new OptionError(
      `${place}: the function of fillMissing must give the value of a cell, but gave ${show(made)}.`,
    );
  }
  // A value that is there already is written as there: "007" is another text than 7.
  const at = numbers?.indexOf(made as number) ?? -1;
  return at >= 0 && !content.commas.has(name)
    ? (cells[at] as Value)
    : (checkCell(() => `${place}: fillMissing`, made) as Value);
}

function isValue(value: unknown): value is Value {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

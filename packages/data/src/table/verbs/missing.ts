import { DataError, OptionError } from "@nn/core";
import { checkOptions, show, suggestion, trueOrFalse } from "@nn/core/component";
import { meanAndDeviation } from "../../scaling/spread.js";
import { checkCell } from "../cell-check.js";
import { markOf, numberOf, refuseNumber } from "../cell-reading.js";
import type { Cell } from "../columnar.js";
import type { Content } from "../content.js";
import { medianOf } from "../summary/numbers.js";

/** What a missing value becomes: a number or a text made from the values of its column, or a given one. */
export type Fill = "mean" | "median" | "mostFrequent" | ConstantFill;

/** A missing value becomes a given one. */
export interface ConstantFill {
  /** The value. */
  readonly constant: string | number | boolean;
}

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
        `fillMissing({ weight: "mean", gender: "mostFrequent" }), but got ${show(fills)}.`,
    );
  }
  for (const name of Object.keys(fills)) content.column(name);
  const columns = new Map<string, readonly Cell[]>();
  const commas = new Set(content.commas);
  for (const [name, cells] of content.columns) {
    const isFilled = Object.hasOwn(fills, name);
    if (isFilled) commas.delete(name);
    columns.set(name, isFilled ? filledColumn(content, name, fills[name]!) : cells);
    if (isFilled && indicator)
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

function filledColumn(content: Content, name: string, fill: Fill): Cell[] {
  const cells = content.column(name);
  const place = `${content.source}, column ${show(name)}`;
  if (typeof fill === "object" && fill !== null && "constant" in fill) {
    checkOptions(`${place}: fillMissing`, fill, ["constant"]);
    const constant = checkCell(() => `${place}: constant`, fill.constant);
    if (constant !== null) return cells.map((cell) => cell ?? constant);
  }
  const value = POLICIES.get(fill as string);
  if (value === undefined) refuseFill(place, fill);
  if (cells.every((cell) => cell === null)) {
    throw new DataError(`${place}: there is no value from which missing ones could be filled. Drop the column.`);
  }
  return value(content, name);
}

const POLICIES: ReadonlyMap<string, (content: Content, name: string) => Cell[]> = /* @__PURE__ */ new Map([
  ["mean", (content: Content, name: string) => withNumber(content, name, (numbers) => meanAndDeviation(numbers).mean)],
  ["median", (content: Content, name: string) => withNumber(content, name, medianOf)],
  ["mostFrequent", withMostFrequent],
]);

/** A column of numbers, whose gaps have one that is made from the others. */
function withNumber(content: Content, name: string, value: (numbers: readonly number[]) => number): Cell[] {
  const mark = markOf(content, name);
  const cells = content
    .column(name)
    .map((cell, row) => (cell === null ? null : (numberOf(cell, mark) ?? refuseNumber(content, row, name, cell))));
  const number = value(cells.filter((cell) => cell !== null));
  return cells.map((cell) => cell ?? number);
}

/** Of values that are equally frequent, the one that comes first. */
function withMostFrequent(content: Content, name: string): Cell[] {
  const cells = content.column(name);
  const counts = new Map<Cell, number>();
  for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const [most] = [...counts].reduce((best, each) => (each[1] > best[1] ? each : best));
  return cells.map((cell) => cell ?? most);
}

function refuseFill(place: string, fill: unknown): never {
  const near = typeof fill === "string" ? ` ${suggestion(fill, [...POLICIES.keys()], show)}` : "";
  throw new OptionError(
    `${place}: a missing value becomes the "mean", the "median", the "mostFrequent" or a { constant: 0 }, ` +
      `but the policy is ${show(fill)}.${near}`,
  );
}

import { DataError } from "@nn/core";
import { show } from "@nn/core/component";
import { checkWhole } from "../rows.js";
import type { Cell, Columnar } from "../table/columnar.js";

/** Examples and their targets as two lists of equal length, whatever a row is. */
export interface Pairs<Input, Target> {
  /** One element an example. */
  readonly inputs: readonly Input[];
  /** What each example should give, at the index of its input. */
  readonly targets: readonly Target[];
  /** What each example counts, where it isn't one. */
  readonly weights?: readonly number[];
}

/** A table of which rows can be taken, as a `Table`. */
export interface Selectable<Rows> extends Columnar {
  /** The rows of these numbers, counted from 0, as a table of the same kind. */
  take(rows: readonly number[]): Rows;
}

/** Examples, whatever they were given as: what divides them needs no more. */
export interface ExampleList {
  /** How many there are. */
  readonly size: number;
  /** What they should give; `undefined` for a table, where it is columns like others. */
  readonly targets: readonly unknown[] | undefined;
  /** The values of a column; `undefined` for lists, which have none. */
  readonly cells: ((column: string) => readonly Cell[]) | undefined;
  /** Some of them, as what they were given as. */
  take(rows: readonly number[]): unknown;
}

/**
 * @param user - What takes the examples, as messages should name it.
 * @throws DataError for what is neither lists nor a table, for lists of different lengths and for holes.
 */
export function examplesOf(user: string, data: unknown): ExampleList {
  if (isTable(data))
    return {
      size: data.size,
      targets: undefined,
      cells: (column) => data.cells(column),
      take: (rows) => data.take(rows),
    };
  const { inputs, targets, weights } = checkPairs(user, data);
  return {
    size: inputs.length,
    targets,
    cells: undefined,
    take: (rows) => ({
      inputs: rows.map((row) => inputs[row]),
      targets: rows.map((row) => targets[row]),
      ...(weights && { weights: rows.map((row) => weights[row]) }),
    }),
  };
}

/** @throws DataError where there are fewer than `least` examples. @param each - What each of them is for. */
export function checkEnough(user: string, { size }: ExampleList, least: number, each: string): void {
  if (size >= least) return;
  throw new DataError(`${user} needs at least ${counted(least, "example")}, one for each ${each}, but got ${size}.`);
}

function isTable(data: unknown): data is Selectable<unknown> {
  if (typeof data !== "object" || data === null) return false;
  const { columns, size, cells, take } = data as Partial<Selectable<unknown>>;
  const isSized = Array.isArray(columns) && Number.isInteger(size);
  return isSized && typeof cells === "function" && typeof take === "function";
}

/** Whether it is a list of objects, as rows are given. */
function areRows(data: unknown): boolean {
  return Array.isArray(data) && show(data[0]) === "an object";
}

function checkPairs(user: string, data: unknown): Pairs<unknown, unknown> {
  const { inputs, targets, weights } = (data ?? {}) as Partial<Pairs<unknown, unknown>>;
  if (!Array.isArray(inputs) || !Array.isArray(targets)) {
    const given = show(data) === "an object" ? `inputs: ${show(inputs)}, targets: ${show(targets)}` : show(data);
    const remedy = areRows(data) ? " Table.fromRows(rows) makes a table of rows by the names of columns." : "";
    throw new DataError(
      `${user} takes { inputs, targets }, each an array with one element an example, or a table, but got ${given}.${remedy}`,
    );
  }
  if (inputs.length !== targets.length) {
    const [one, other] = [counted(inputs.length, "input"), counted(targets.length, "target")];
    throw new DataError(
      `${user}: there ${inputs.length === 1 ? "is" : "are"} ${one}, but ${other}: each example needs one target.`,
    );
  }
  checkWhole(`${user}: inputs`, inputs);
  checkWhole(`${user}: targets`, targets);
  if (weights === undefined) return { inputs, targets };
  if (Array.isArray(weights) && weights.length === inputs.length) return { inputs, targets, weights };
  throw new DataError(
    `${user}: weights must be an array of one number for each of ${counted(inputs.length, "example")}.`,
  );
}

/** A number of things: `"1 row"`, `"2 rows"`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

import { DataError } from "@nn/core";
import { isShape, OptionError, type Shape, show } from "@nn/core/component";
import { examplesOf, numbersOf } from "./numbers.js";
import type { NamedShapes } from "./types.js";

/** An input or an output, and how many numbers it has. */
export interface Named {
  readonly name: string;
  readonly shape: Shape;
  readonly size: number;
}

/** Each number has a name of its own. */
const MOST_NUMBERS = 1_000_000;

/** @throws OptionError for what holds no shapes by name, and for more numbers than are named. */
export function namedIn(what: "inputs" | "outputs", shapes: unknown): Named[] {
  if (!isObject(shapes) || Object.keys(shapes).length === 0) {
    throw new OptionError(
      `NamedArrays: ${what} must hold shapes by name, as in { ${what}: { first: [2] } }, but is ${show(shapes)}.`,
    );
  }
  const all = Object.entries(shapes).map(([name, shape]) => {
    if (isShape(shape as Shape)) {
      const kept = Object.freeze([...(shape as Shape)]);
      return { name, shape: kept, size: kept.reduce((product, length) => product * length, 1) };
    }
    throw new OptionError(`NamedArrays: ${what}.${name} must be a shape, such as [3], but is ${show(shape)}.`);
  });
  const count = sizeOfAll(all);
  if (count <= MOST_NUMBERS) return all;
  throw new OptionError(`NamedArrays: ${what} have ${count} numbers, where at most ${MOST_NUMBERS} can be named.`);
}

/** The numbers of each example, input by input. @throws DataError for lists that aren't equally long. */
export function columnsIn(what: string, given: Readonly<Record<string, unknown>>, all: readonly Named[]): number[][][] {
  checkNames(`The ${what}: `, given, all);
  const columns = all.map(({ name, shape, size }) => {
    const place = `The ${what.slice(0, -1)} ${show(name)}`;
    const column = given[name];
    const first = Array.isArray(column) ? column[0] : undefined;
    const one = what === "targets" && isClassNumbers(first, shape) ? classNumbersShape(shape) : shape;
    return Array.from(examplesOf(place, column, size), (value, i) =>
      numbersOf(`${place}, example ${i}, counted from 0,`, value, one),
    );
  });
  const count = columns[0]!.length;
  const other = columns.findIndex(({ length }) => length !== count);
  if (other < 0) return columns;
  throw new DataError(
    `The ${what} must be equally many, but there are ${count} of ${show(all[0]!.name)} and ${columns[other]!.length} of ${show(all[other]!.name)}.`,
  );
}

/** Whether a target is class numbers of an output of this shape, one a row along its last axis. */
function isClassNumbers(first: unknown, shape: Shape): boolean {
  const last = shape.at(-1)!;
  if (last === 1) return false;
  if (shape.length === 1) return typeof first === "number" || (Array.isArray(first) && first.length === 1);
  let inner = first;
  for (let depth = 1; depth < shape.length; depth++) inner = Array.isArray(inner) ? inner[0] : undefined;
  return typeof inner === "number";
}

function classNumbersShape(shape: Shape): Shape {
  return shape.length === 1 ? [1] : shape.slice(0, -1);
}

export function sideBySide(columns: readonly (readonly (readonly number[])[])[]): number[][] {
  return columns[0]!.map((_, example) => columns.flatMap((column) => column[example]!));
}

/** @throws DataError for a name that is missing, and for one that there isn't. */
export function checkNames(place: string, given: Readonly<Record<string, unknown>>, all: readonly Named[]): void {
  const names = all.map(({ name }) => show(name)).join(", ");
  const missing = all.find(({ name }) => !Object.hasOwn(given, name));
  const unknown = Object.keys(given).find((key) => !all.some(({ name }) => name === key));
  if (missing !== undefined) throw new DataError(`${place}${show(missing.name)} is missing. There are ${names}.`);
  if (unknown !== undefined) throw new DataError(`${place}there is no ${show(unknown)}, but ${names}.`);
}

/** Whether a value holds things by name; a list and a typed array don't. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}

export function sizeOfAll(all: readonly Named[]): number {
  return all.reduce((sum, { size }) => sum + size, 0);
}

export function shapesOf(all: readonly Named[]): NamedShapes {
  return Object.fromEntries(all.map(({ name, shape }) => [name, shape]));
}

export function numberNames(all: readonly Named[]): string[] {
  return all.flatMap(({ name, size }) =>
    size === 1 ? [name] : Array.from({ length: size }, (_, i) => `${name}[${i}]`),
  );
}

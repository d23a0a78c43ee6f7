import { DataError, show } from "@nn/core/component";
import { parseJson } from "../text/parse-json.js";
import { wholeList } from "../whole-list.js";

/** What a file has under names, none of it checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** So deep may lists and objects of a file lie in each other. */
const DEEPEST = 64;

/** A file's JSON: its text, or what was made of it already. */
export function jsonOf(given: unknown, what: string): unknown {
  return typeof given === "string" ? parseJson(given, what, DEEPEST) : given;
}

/** An object by its own names alone: what it inherits is no part of a file. */
export function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new DataError(`${what} must be an object, but is ${show(value)}.`);
  }
  return Object.assign(Object.create(null), value) as Fields;
}

/** A list, of any length where none is given. */
export function listOf(value: unknown, what: string, length?: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new DataError(`${what} must be a list, but is ${show(value)}.`);
  if (length !== undefined && value.length !== length) {
    throw new DataError(`${what} must be a list of ${length}, but is one of ${value.length}.`);
  }
  return wholeList(value, (place) => new DataError(`${what} must be a list, but has nothing at ${place}.`));
}

/** A number that is finite. */
export function numberOf(value: unknown, what: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new DataError(`${what} must be a finite number, but is ${show(value)}.`);
}

/** A whole number of at least so many. */
export function countOf(value: unknown, what: string, least = 1): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw new DataError(`${what} must be a whole number of at least ${least}, but is ${show(value)}.`);
}

/** A text. */
export function textIn(value: unknown, what: string): string {
  if (typeof value === "string") return value;
  throw new DataError(`${what} must be a text, but is ${show(value)}.`);
}

/** A shape as a message has it: `[2, 1]`. */
export function listed(shape: readonly unknown[]): string {
  const rest = shape.length > 8 ? ", …" : "";
  return `[${shape
    .slice(0, 8)
    .map((size) => show(size))
    .join(", ")}${rest}]`;
}

import fc from "fast-check";
import { PROTOTYPE_NAMES, type WrongValue, wrongValue } from "./values.js";

type Path = readonly (string | number)[];

/** A change that makes right arguments wrong. */
export interface Change {
  /** Which place, of those that the arguments have: taken modulo their number. */
  readonly at: number;
  readonly how: "replace" | "remove" | "spread" | "add" | "wrap";
  readonly name: string;
  readonly value: WrongValue;
}

export const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("replace", "replace", "replace", "replace", "remove", "spread", "add", "wrap"),
  name: fc.constantFrom(...PROTOTYPE_NAMES, "lr", "name", "0"),
  value: wrongValue,
});

/** How deep the places lie that are changed. */
const DEPTH = 3;

/**
 * The places in a tree of arguments: each argument, each property, each of the first elements. An instance of a class is
 * replaced or spread, but not taken apart: that its class made it is part of it.
 */
function pathsIn(value: unknown, depth: number = DEPTH): Path[] {
  if (depth === 0 || typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return [];
  const keys = Array.isArray(value) ? [0, 1, 2].slice(0, value.length) : Object.keys(value);
  return keys.flatMap((key) => [
    [key],
    ...pathsIn((value as Record<string | number, unknown>)[key], depth - 1).map((path) => [key, ...path]),
  ]);
}

/** The same with something else at one place; nothing that is shared with other calls is touched. */
function replaced(value: unknown, path: Path, by: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by(value);
  const descriptors = Object.getOwnPropertyDescriptors(value) as Record<string | number, PropertyDescriptor>;
  const inner = replaced((value as Record<string | number, unknown>)[key], rest, by);
  if (inner === REMOVED) delete descriptors[key];
  else descriptors[key] = { value: inner, writable: true, enumerable: true, configurable: true };
  if (!Array.isArray(value)) return Object.create(Object.getPrototypeOf(value) as object, descriptors);
  const { length: _, ...elements } = descriptors;
  return Object.defineProperties(new Array(value.length), elements);
}

const REMOVED = Symbol("removed");

/** Arguments with a change, and what a report says of it. */
export function changed(
  given: readonly unknown[],
  { at, how, name, value }: Change,
): { given: unknown[]; said: string } {
  const paths = pathsIn(given);
  // A call without arguments is given one.
  if (paths.length === 0) return { given: [value.make()], said: `an argument, ${value.said}` };
  const path = paths[at % paths.length]!;
  const place = path.map((key) => `[${JSON.stringify(key)}]`).join("");
  const said: Record<Change["how"], string> = {
    replace: `${place} is ${value.said}`,
    remove: `${place} is missing`,
    spread: `${place} is spread into an object`,
    add: `${place} has ${name}: ${value.said}`,
    wrap: `${place} is in a list`,
  };
  const by = (old: unknown): unknown => {
    if (how === "remove") return REMOVED;
    if (how === "wrap") return [old];
    if (how === "spread") return typeof old === "object" && !isEndless(old) ? { ...old } : value.make();
    if (how === "replace" || typeof old !== "object" || old === null || isEndless(old)) return value.make();
    const own = { value: value.make(), writable: true, enumerable: true, configurable: true };
    // A list stays as long as it is: a longer one would be right, and take its time.
    if (Array.isArray(old)) return name === "length" ? [value.make()] : Object.defineProperty([...old], name, own);
    return Object.defineProperty({ ...old }, name, own);
  };
  const result = replaced(given, path, by) as unknown[];
  if (how === "remove" && path.length === 1) result.length = path[0] as number;
  return { given: result, said: said[how] };
}

/** A list with room for more than there is memory: to copy it would be the end. */
const isEndless = (value: object | null): boolean => Array.isArray(value) && value.length > 2 ** 20;

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

/** A place in a tree of arguments: a name in what stands at another place. */
interface Place {
  readonly key: string | number;
  readonly in?: Place;
}

/**
 * Adds the places below one: each argument, each property, each of the first elements. An instance of a class is replaced or
 * spread, but not taken apart: that its class made it is part of it.
 */
function addPlaces(places: Place[], value: unknown, above: Place | undefined, depth: number): void {
  if (depth === 0 || typeof value !== "object" || value === null) return;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return;
  const keys = Array.isArray(value) ? FIRST.slice(0, value.length) : Object.keys(value);
  for (const key of keys) {
    const place = above === undefined ? { key } : { key, in: above };
    places.push(place);
    addPlaces(places, (value as Record<string | number, unknown>)[key], place, depth - 1);
  }
}

const FIRST = [0, 1, 2];

function placesIn(given: readonly unknown[]): readonly Place[] {
  const places: Place[] = [];
  addPlaces(places, given, undefined, DEPTH);
  return places;
}

/** How many places arguments have in which something may be changed. */
export const countPlaces = (given: readonly unknown[]): number => Math.max(1, placesIn(given).length);

const pathTo = (place: Place): Path => [...(place.in === undefined ? [] : pathTo(place.in)), place.key];

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

/** The arguments with something else at one place. Those after one that is removed are, too. */
function withArgument(given: readonly unknown[], path: Path, by: (value: unknown) => unknown): unknown[] {
  const at = path[0] as number;
  const inner = replaced(given[at], path.slice(1), by);
  return inner === REMOVED ? given.slice(0, at) : given.with(at, inner);
}

/** Arguments with a change, and what a report says of it. */
export function changed(
  given: readonly unknown[],
  { at, how, name, value }: Change,
): { given: unknown[]; say: () => string } {
  const places = placesIn(given);
  // A call without arguments is given one.
  if (places.length === 0) return { given: [value.make()], say: () => `an argument, ${value.say()}` };
  const path = pathTo(places[at % places.length]!);
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
  return { given: withArgument(given, path, by), say: () => sentenceOf(path, how, name, value) };
}

function sentenceOf(path: Path, how: Change["how"], name: string, value: WrongValue): string {
  const place = path.map((key) => `[${JSON.stringify(key)}]`).join("");
  const said: Record<Change["how"], string> = {
    replace: `${place} is ${value.say()}`,
    remove: `${place} is missing`,
    spread: `${place} is spread into an object`,
    add: `${place} has ${name}: ${value.say()}`,
    wrap: `${place} is in a list`,
  };
  return said[how];
}

/** A list with room for more than there is memory: to copy it would be the end. */
const isEndless = (value: object | null): boolean => Array.isArray(value) && value.length > 2 ** 20;

/** The arguments with a value in the place of one, or of one of its properties. */
export const withValue = (given: readonly unknown[], path: Path, value: unknown): unknown[] =>
  withArgument(given, path, () => value);

import { DataError, OptionError, show } from "@nn/core/component";
import { wholeList } from "../whole-list.js";
import { type ArrayKind, arrayKind, isArrayKind, type NumberArray, readArray } from "./arrays.js";

/** So deep lists and objects may lie in each other. */
export const DEEPEST = 200;

/** The lists and objects that a walk through data has met. Few that share others, sixty levels deep, are met without end. */
class Met {
  readonly #parts = new Set<object>();
  #count = 0;

  /** @returns what is wrong with one that lies so deep in others, if something is */
  fault(part: object, depth: number): string | undefined {
    if (depth > DEEPEST) return `lies more than ${DEEPEST} deep, or holds itself`;
    this.#parts.add(part);
    const isOftenMet = ++this.#count > 1000 + 100 * this.#parts.size;
    return isOftenMet ? "is held by others that are held again and again" : undefined;
  }
}

/** What becomes of an array in a file. */
export type PutArray = (array: NumberArray, kind: ArrayKind, place: string) => object;
/** The array that `{ kind: "tensor", name }` names. */
export type GetTensor = (name: string, place: string) => NumberArray;

type Fields = Readonly<Record<string, unknown>>;

const RARE = new Map<unknown, number>([
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  ["NaN", Number.NaN],
  ["-0", -0],
]);

/**
 * Data as JSON holds it, to the bit: typed arrays, and numbers that JSON hasn't, become objects with a kind.
 *
 * @throws OptionError for what is no data, such as a function.
 */
export function writeData(value: unknown, place: string, put: PutArray, depth = 0, met: Met = new Met()): unknown {
  if (typeof value === "number") return writeNumber(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  const kind = arrayKind(value);
  if (kind !== undefined) return put(value as NumberArray, kind, place);
  const fault = met.fault(Object(value), depth);
  if (fault !== undefined) throw new OptionError(`${place} ${fault}.`);
  if (Array.isArray(value)) {
    const refuse = (hole: number) => new OptionError(`${place}[${hole}] must be plain data, but there is nothing.`);
    return wholeList(value, refuse).map((each, i) => writeData(each, `${place}[${i}]`, put, depth + 1, met));
  }
  if (!isPlain(value) || Object.hasOwn(value, "__proto__") || marks(value) !== undefined) {
    throw new OptionError(`${place} must be plain data to be written down, but is ${show(value)}.`);
  }
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, writeData(each, `${place}.${name}`, put, depth + 1, met)]),
  );
}

/** A number as JSON holds it. */
function writeNumber(value: number): number | Fields {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { kind: "number", value: Object.is(value, -0) ? "-0" : String(value) };
}

/**
 * What {@link writeData} was given.
 *
 * @throws DataError for arrays and numbers that aren't what they should be.
 */
export function readData(value: unknown, place: string, get: GetTensor, depth = 0, met: Met = new Met()): unknown {
  if (typeof value !== "object" || value === null) return value;
  const fault = met.fault(value, depth);
  if (fault !== undefined) throw new DataError(`${place} ${fault}.`);
  if (Array.isArray(value)) {
    const refuse = (hole: number) => new DataError(`${place}[${hole}] must be data, but there is nothing.`);
    return wholeList(value, refuse).map((each, i) => readData(each, `${place}[${i}]`, get, depth + 1, met));
  }
  const said = value as Fields;
  switch (marks(said)) {
    case "number":
      return readNumber(said, place);
    case "tensor":
      return get(String(said.name), place);
    case "array":
      return readArray({ kind: said.kind as ArrayKind, base64: said.base64 as string }, place);
    default:
  }
  const entries = Object.entries(said);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, readData(each, `${place}.${name}`, get, depth + 1, met)]),
  );
}

/** @throws DataError for a number that there isn't. */
function readNumber(value: Fields | number, place: string): number {
  if (typeof value === "number") return value;
  const number = RARE.get(value.value);
  if (number !== undefined) return number;
  throw new DataError(`${place} must be one of ${[...RARE.keys()].join(", ")}, but is ${show(value.value)}.`);
}

/** What an object has the place of, by its very names: others may have a kind of their own. */
function marks(value: object): "number" | "tensor" | "array" | undefined {
  const names = Object.keys(value);
  const { kind, base64, name, value: number } = value as Fields;
  if (names.length !== 2) return undefined;
  if (kind === "number" && number !== undefined) return "number";
  if (kind === "tensor" && name !== undefined) return "tensor";
  return isArrayKind(kind) && typeof base64 === "string" ? "array" : undefined;
}

/** Whether an object is of no class, of whichever realm. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

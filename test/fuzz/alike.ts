import { createContext, runInContext } from "node:vm";

const realm = createContext({});
const makers = runInContext(
  `({
    list: (values) => Array.from(values),
    record: (entries) => Object.fromEntries(entries),
    Float64Array: (values) => Float64Array.from(values),
    Float32Array: (values) => Float32Array.from(values),
    Uint8Array: (values) => Uint8Array.from(values),
    Uint32Array: (values) => Uint32Array.from(values),
  })`,
  realm,
) as Record<string, (values: unknown) => unknown>;

/** The same lists and objects made in another realm, as data from a frame or a `node:vm` context are. */
export function inAnotherRealm(value: unknown): unknown {
  if (Array.isArray(value)) return makers.list!(value.map(inAnotherRealm));
  if (ArrayBuffer.isView(value)) return makers[value[Symbol.toStringTag as never] as string]!(value);
  if (!isLiteral(value)) return value;
  return makers.record!(Object.entries(value).map(([name, inner]) => [name, inAnotherRealm(inner)]));
}

/** The same, frozen to its depths. */
export function frozen(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map(frozen));
  if (!isLiteral(value)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, frozen(inner)])));
}

/** The same with lists whose constructor is none, which an array's own methods fail on that make another one. */
export function withOddConstructors(value: unknown): unknown {
  if (Array.isArray(value)) {
    return Object.defineProperty(value.map(withOddConstructors), "constructor", { value: "odd" });
  }
  if (!isLiteral(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withOddConstructors(inner)]));
}

/** An object without methods of a class: what may stand in JSON, or a component made of functions. */
function isLiteral(value: unknown): value is object {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

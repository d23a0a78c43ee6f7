import { checkNames, kindOf, show } from "./options.js";

/**
 * What is wrong with something that should be a component, as the end of a sentence: `"an object without backward."`
 *
 * @param methods - The names of the functions that it must have, beside a text as its name.
 * @returns `undefined` for one that has them all.
 */
export function lackOf(component: unknown, methods: readonly string[]): string | undefined {
  checkNames("lackOf", methods);
  if (component === undefined) return "undefined. Is it imported, and is there one of that name?";
  if (kindOf(component) === "Promise") return `${show(component)}. Wait for it first, with await.`;
  if (typeof component === "function") return `${show(component)}.${adviceOnClass(component, methods)}`;
  if (typeof component !== "object" || component === null) return `${show(component)}.`;
  const has = component as Readonly<Record<string, unknown>>;
  const missing = Array.from(methods).filter((method) => typeof has[method] !== "function");
  if (missing.length === 0) return typeof has.name === "string" ? undefined : `${show(component)} without a name.`;
  const isPlain = Object.getPrototypeOf(component) === Object.prototype;
  const isCopy = isPlain && missing.length === methods.length && typeof has.name === "string";
  const advice = isCopy ? " A copy made by { ...spread } has none of the methods of its class." : "";
  return `${show(component)}${isCopy || missing.length < methods.length ? ` without ${inWords(missing)}` : ""}.${advice}`;
}

function adviceOnClass(maker: { readonly prototype?: unknown }, methods: readonly string[]): string {
  const { prototype } = maker;
  const makes = typeof prototype === "object" && prototype !== null && methods.every((method) => method in prototype);
  return makes ? " Make one with new." : "";
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

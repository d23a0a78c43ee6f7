import { show } from "@nn/numerics";
import { advice } from "../advice/advice.js";

/**
 * What is wrong with something that should be a component, as the end of a sentence: `"an object without backward."`
 *
 * @param methods - The names of the functions that it must have, beside a text as its name.
 * @returns `undefined` for one that has them all.
 */
export function lackOf(component: unknown, methods: readonly string[]): string | undefined {
  advice.onNames?.("lackOf", methods);
  const needed = Array.from(methods);
  const isObject = typeof component === "object" && component !== null;
  const has = Object(component) as Readonly<Record<string, unknown>>;
  const missing = needed.filter((method) => typeof has[method] !== "function");
  const isNamed = typeof has.name === "string";
  if (missing.length === 0 && isObject && isNamed) return undefined;
  const names = missing.length === 0 ? "a name" : inWords(missing);
  const without = isObject && (missing.length < needed.length || missing.length === 0) ? ` without ${names}` : "";
  return `${show(component)}${without}.${advice.onComponent?.(component, needed) ?? ""}`;
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

import { advice } from "../../advice/advice.js";
import type { Described } from "../../contracts/formats/described.js";
import { isComponent } from "./functions-of.js";
import { Watched } from "./watched.js";

/**
 * Says of a component that some of its functions call kernels and do nothing else: they look into no array, count nothing
 * and call no other code. Such calls may be recorded once and replayed. Without it, a component is never recorded, and is
 * called at its turn between recorded parts, with the same results.
 *
 * It is tied to the very functions and to the very object, so that a subclass with an `update` of its own, a copy with one
 * property changed, and a method that was replaced don't inherit it by accident.
 */
export interface KernelsOnly {
  /** The component that it is said of. */
  readonly of: object;
  /** The functions that it is said of, by their names. */
  readonly functions: Readonly<Record<string, unknown>>;
  /**
   * The properties that decide which kernels they call, and with what numbers. A recording ends when one of them changes.
   * What a component does that one of them holds, and that doesn't say this of itself, is called where it stands. With a
   * property that holds a function, nothing is recorded.
   */
  readonly settings: readonly string[];
}

/** A component that may have this property. */
interface Component {
  readonly kernelsOnly?: KernelsOnly;
}

/**
 * What the components of a class say of methods of that class, but for the component itself.
 *
 * @param methods - The names of those that call kernels and do nothing else.
 * @param settings - The properties that decide which kernels they call, and with what numbers.
 *
 * @throws OptionError for what is no class, and for a method that it doesn't have.
 *
 * @example
 * class Nothing {
 *   forward({ kernels, batch, inputSize, y }: Frame) { kernels.fill(y, 0, batch * inputSize); }
 *   get kernelsOnly(): KernelsOnly { return { of: this, ...methodsOf(Nothing, ["forward"]) }; }
 * }
 * new Nothing().kernelsOnly.settings; // => []
 */
export function methodsOf(
  type: { readonly prototype: object },
  methods: readonly string[],
  settings: readonly string[] = [],
): Omit<KernelsOnly, "of"> {
  advice.onMethods?.(type, methods, settings);
  const prototype = type.prototype as Readonly<Record<string, unknown>>;
  return {
    functions: Object.fromEntries(Array.from(methods, (name) => [name, prototype[name]])),
    settings: [...settings],
  };
}

/**
 * A component that says of all its functions that they call kernels and do nothing else. It can't be changed. Its
 * `titles` and `settings()` aren't handed on to copies, which may have another name and other functions.
 *
 * @throws OptionError for what has no functions.
 *
 * @example
 * const nothing = madeOfKernels({
 *   forward: ({ kernels, batch, inputSize, y }: Frame) => kernels.fill(y, 0, batch * inputSize),
 * });
 * Object.isFrozen(nothing); // => true
 */
export function madeOfKernels<Kind extends object>(component: Kind): Kind {
  advice.onFunctions?.(component);
  const { titles, settings, ...made } = component as Kind & Described;
  const functions = Object.fromEntries(Object.entries(made).filter(([, value]) => typeof value === "function"));
  const kernelsOnly: KernelsOnly = { of: made, functions, settings: [] };
  const said = { kernelsOnly: { value: kernelsOnly }, titles: { value: titles }, settings: { value: settings } };
  // Not enumerable, as nothing of that is said of copies.
  Object.defineProperties(made, said);
  return Object.freeze(made as unknown as Kind);
}

/**
 * Whether a component says of some functions of its own that they call kernels and do nothing else.
 *
 * @param watchedFunctions - Is given those functions, and
 * @param watched - what else has to stay as it is for their calls to be replayed.
 * @param foreign - Is given the names of settings that are components which don't say it of themselves. Without it, there
 *   may be none.
 */
export function callsKernelsOnly(
  component: Component,
  functions: readonly string[],
  watchedFunctions: Watched,
  watched: Watched,
  foreign?: string[],
): boolean {
  const said = component.kernelsOnly;
  if (said?.of !== component) return false;
  return (
    functions.every((name) => {
      const present = watchedFunctions.add(component, name)?.value;
      return typeof present === "function" && present === said.functions[name];
    }) &&
    said.settings.every((name) => {
      const setting = watched.add(component, name);
      if (setting === undefined || typeof setting.value === "function") return false;
      if (typeof setting.value !== "object" || setting.value === null) return true;
      if (saysItOfItself(setting.value, watched)) return true;
      return foreign !== undefined && isComponent(setting.value) && foreign.push(name) > 0;
    })
  );
}

function saysItOfItself(component: Component, watched: Watched): boolean {
  return callsKernelsOnly(component, Object.keys(component.kernelsOnly?.functions ?? {}), watched, watched);
}

/** The functions and settings that have to stay as they are; `undefined` if a component doesn't say it of the functions. */
export function watch(component: Component, functions: readonly string[]): Watched | undefined {
  const watched = new Watched();
  return callsKernelsOnly(component, functions, watched, watched) ? watched : undefined;
}

import { isRecord, OptionError, show, suggest } from "@nn/numerics";

/** Refuses something else than names, of options or of methods. */
export function refuseNoNames(where: string, names: unknown): void {
  // findIndex sees holes, and ends at the first: a list may have room for more than there is memory.
  if (Array.isArray(names) && names.findIndex((name) => typeof name !== "string") < 0) return;
  throw new OptionError(`${where} takes the names that there are as a list of texts, but got ${show(names)}.`);
}

/** Refuses something else than the bounds of a number. */
export function refuseNoBounds(bounds: unknown): void {
  if (isRecord(bounds) && Object.values(bounds).every((bound) => typeof bound === "number")) return;
  throw new OptionError(
    `finiteNumber takes its bounds as numbers, { atLeast, above, below }, but got ${show(bounds)}.`,
  );
}

/** Refuses something else than a class with these methods. */
export function refuseNoMethods(type: unknown, methods: readonly string[], settings: readonly string[]): void {
  const { prototype } = Object(type) as { readonly prototype?: Readonly<Record<string, unknown>> };
  if (typeof type !== "function" || typeof prototype !== "object") {
    throw new OptionError(
      `methodsOf takes the class itself, as in methodsOf(Dense, ["forward"]), but got ${show(type)}.`,
    );
  }
  refuseNoNames("methodsOf", methods);
  refuseNoNames("methodsOf: settings", settings);
  const missing = methods.find((name) => typeof prototype[name] !== "function");
  if (missing === undefined) return;
  const known = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
  throw new OptionError(`methodsOf: the class has no method ${show(missing)}. ${suggest(missing, known)}`);
}

/** Refuses a component without functions of its own. */
export function refuseNoFunctions(component: unknown): void {
  if (Object.values(Object(component)).some((value) => typeof value === "function")) return;
  throw new OptionError(
    `madeOfKernels takes a component, an object with functions of its own, but got ${show(component)}.` +
      " A class says it of its methods, by methodsOf.",
  );
}

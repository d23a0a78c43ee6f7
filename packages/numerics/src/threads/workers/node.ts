declare const process: { getBuiltinModule?(name: string): unknown } | undefined;

/** One of Node's own modules, without an import that a browser would stumble over; `undefined` elsewhere. */
export function nodeModule<Module>(name: "node:os" | "node:worker_threads"): Module | undefined {
  return typeof process === "undefined" ? undefined : (process.getBuiltinModule?.(name) as Module | undefined);
}

import { Computation, type Graph, graphFor, OptionError, show } from "@nn/numerics";

/**
 * What a computation does, as operations, for programs that write it down in another notation.
 *
 * @throws OptionError for what is no computation.
 *
 * @example
 * const doubled = new Computation({ name: "doubled", arrays: ["y", "x"], lines: ["y = 2 * x"] });
 * const [{ value }] = operationsOf(doubled).stores;
 * value.operation; // => "*"
 * value.inputs.map(({ operation }) => operation); // => ["number", "load"]
 */
export function operationsOf(computation: Computation): Graph {
  if (computation instanceof Computation) return graphFor(computation);
  throw new OptionError(`operationsOf takes a Computation, but got ${show(computation)}.`);
}

import type { Constant } from "../constant.js";
import type { Chain, Flow } from "../flow.js";
import type { NodePlace } from "../place.js";

/** What comes of an operator with parameters: a flow for each of its outputs. */
export type ReadLayer = (
  node: NodePlace,
  x: Flow,
  given: readonly (Constant | undefined)[],
) => readonly (Flow | undefined)[];

/** The chain with one more layer. */
export function behind(x: Flow, link: Omit<Chain, "before" | "depth">, axes: readonly number[] = x.axes): Flow {
  return { chain: { ...link, before: x.chain, depth: x.chain.depth }, axes, isFlat: false };
}

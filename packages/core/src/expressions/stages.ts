import type { Graph } from "./graph.js";
import { type Node, REDUCTIONS } from "./node.js";

/** One loop over the numbers of a row: what is summed up in it, looked at, and written. */
export interface Stage {
  readonly reductions: Node[];
  readonly refusals: Node[];
  readonly stores: { readonly array: number; readonly value: Node }[];
}

/** In which loop over a row each part of a computation is done: a sum is known when its loop has ended. */
export class Stages {
  readonly loops: Stage[] = [];
  readonly #needs: Map<Node, number> = new Map();

  constructor({ stores, refusals }: Graph) {
    for (const { array, value, isByRow } of stores) {
      const at = this.of(value);
      if (!isByRow) this.#loop(at).stores.push({ array, value });
    }
    for (const refusal of refusals) {
      const at = this.of(refusal);
      if (refusal.rank === 2) this.#loop(at).refusals.push(refusal);
    }
  }

  /** The first loop that a node can be computed in. */
  of(node: Node): number {
    const known = this.#needs.get(node);
    if (known !== undefined) return known;
    let stage = 0;
    for (const input of node.inputs) stage = Math.max(stage, this.of(input));
    if (REDUCTIONS.has(node.operation)) this.#loop(stage++).reductions.push(node);
    this.#needs.set(node, stage);
    return stage;
  }

  #loop(stage: number): Stage {
    while (this.loops.length <= stage) this.loops.push({ reductions: [], refusals: [], stores: [] });
    return this.loops[stage]!;
  }
}

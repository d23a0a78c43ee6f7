import type { Graph } from "./graph.js";
import { type Node, REDUCTIONS } from "./node.js";

/** A number of each column that is written. */
interface Write {
  readonly array: number;
  readonly value: Node;
}

/** One loop over the numbers of a row: what is summed up in it, checked, and written. */
export interface Stage {
  readonly reductions: Node[];
  readonly refusals: Node[];
  /** At most one for each array. */
  readonly stores: Write[];
}

/**
 * In which loop over a row each part of a computation is done: a sum is known when its loop has ended. Arrays are written
 * in the order of the lines, and not before the last loop that loads numbers: what a later loop loads may be in the same
 * array.
 */
export class Stages {
  readonly loops: Stage[] = [];
  readonly #needs: Map<Node, number> = new Map();

  constructor({ stores, refusals }: Graph) {
    const writes = stores.filter(({ isByRow }) => !isByRow);
    for (const { value } of stores) this.of(value);
    for (const refusal of refusals) {
      const at = this.of(refusal);
      if (refusal.rank === 2) this.#loop(at).refusals.push(refusal);
    }
    for (let first = -1, least = 0; first < least; least = Math.max(least, this.#lastThatLoads())) {
      first = least;
      this.#place(writes, least);
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

  /** Whether what was stored is what its array holds when a loop begins; otherwise it is computed once more. */
  isHeld({ operation, inputs, value }: Node, loop: number): boolean {
    if (operation !== "stored") return false;
    const before = this.loops.slice(0, loop).flatMap(({ stores }) => stores.filter(({ array }) => array === value));
    return before.at(-1)?.value === inputs[0];
  }

  #place(writes: readonly Write[], least: number): void {
    for (const { stores } of this.loops) stores.length = 0;
    let at = least;
    for (const write of writes) {
      at = Math.max(at, this.of(write.value));
      const { stores } = this.#loop(at);
      const same = stores.findIndex(({ array }) => array === write.array);
      if (same >= 0) stores.splice(same, 1);
      stores.push(write);
    }
  }

  #lastThatLoads(): number {
    let last = 0;
    for (const [loop, { reductions, refusals, stores }] of this.loops.entries()) {
      const seen = new Set<Node>();
      const loads = (node: Node): boolean => {
        if (node.rank < 2 || seen.has(node) || this.isHeld(node, loop)) return false;
        seen.add(node);
        return node.operation === "load" || node.inputs.some(loads);
      };
      const summed = reductions.map(({ inputs }) => inputs[0]!);
      const written = stores.map(({ value }) => value);
      if ([...summed, ...refusals, ...written].some(loads)) last = loop;
    }
    return last;
  }

  #loop(stage: number): Stage {
    while (this.loops.length <= stage) this.loops.push({ reductions: [], refusals: [], stores: [] });
    return this.loops[stage]!;
  }
}

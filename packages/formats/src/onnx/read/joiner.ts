import type { OptionError } from "@nn/core";
import type { Activation } from "@nn/core/component";
import { Activate, Flatten } from "@nn/layers";
import type { Activations } from "./activation.js";
import { type Chain, type Flow, orderOf } from "./flow.js";
import type { NodePlace } from "./place.js";

/** Why files are refused that would become more numbers than there is room for. */
export const TOO_LARGE = "the same numbers are used so often that the network would be far larger than its file.";

/** Joins what nodes compute to the layers before them. */
export class Joiner {
  readonly #settled = new Map<Flow, Flow>();
  readonly #flattened = new Map<Flow, Flow>();
  readonly #activations: Activations;
  #room: number;

  /** @param room - How many numbers may be made of those in the file. */
  constructor(activations: Activations, room: number) {
    this.#activations = activations;
    this.#room = room;
  }

  /** With the formula as an activation. */
  settle(node: NodePlace, flow: Flow): Flow {
    if (flow.formula === undefined) return flow;
    const known = this.#settled.get(flow);
    if (known !== undefined) return known;
    const { formula: whole, through = [], ...given } = flow;
    // Of one activation behind another each is known, but not both together.
    const { knows, derives } = this.#activations;
    const part = knows(whole)
      ? undefined
      : (through.find((way) => knows(way.formula)) ??
        (derives(whole) ? undefined : through.find((way) => derives(way.formula))));
    const formula = part?.formula ?? whole;
    const rest = part === undefined ? given : this.settle(node, part.flow);
    const activation = this.#activation(node, formula);
    const { chain } = rest;
    const link: Chain = {
      before: chain,
      shape: chain.shape,
      make: () => new Activate(activation),
      activation,
      numbers: {},
      depth: chain.depth,
    };
    const settled = { ...rest, chain: link };
    this.#settled.set(flow, settled);
    return settled;
  }

  /** With a layer that flattens, where there is something to flatten and the order is ours; else the order is kept. */
  flattened(node: NodePlace, given: Flow): Flow {
    const flow = this.settle(node, given);
    if (!flow.isFlat) return flow;
    // Once, so that what is added to it comes from the same layer.
    const flattened = this.#flattened.get(flow) ?? inOneDimension(flow);
    this.#flattened.set(flow, flattened);
    const isOther = node.isOutput && flattened.order !== undefined;
    return isOther ? node.refuse("its output is flat in another order than a network's.") : flattened;
  }

  /** A formula with a name for what is long in it. */
  short(node: NodePlace, formula: string): string {
    return placed(node, () => this.#activations.formulas.short(formula));
  }

  /** Makes as many numbers of those in the file. */
  take(node: NodePlace, count: number): void {
    this.#room -= count;
    node.expect(this.#room >= 0, TOO_LARGE);
  }

  #activation(node: NodePlace, formula: string): Activation {
    return placed(node, () => this.#activations.of(formula));
  }
}

function placed<T>(node: NodePlace, task: () => T): T {
  try {
    return task();
  } catch (error) {
    return node.refuse((error as OptionError).message);
  }
}

function inOneDimension(flow: Flow): Flow {
  const { chain } = flow;
  if (chain.shape.length === 1) return { chain, axes: [0, 1], isFlat: false };
  const size = chain.shape.reduce((product, n) => product * n, 1);
  const order = orderOf(flow);
  const isOurs = order.every((from, i) => from === i);
  const link = { before: chain, shape: [size], make: () => new Flatten(), numbers: {}, depth: chain.depth };
  return { chain: link, axes: [0, 1], isFlat: false, ...(!isOurs && { order }) };
}

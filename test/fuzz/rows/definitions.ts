import { defaultBackend, lossOf, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import {
  type Activation,
  Computation,
  frameFor,
  type Loss,
  RuleOptimizer,
  type RunnableRule,
} from "@nn/core/component";
import { Activate, Dense } from "@nn/layers";

/*
 * What is made of a text is used: on every backend, each of which makes something else of it.
 */

/** A computation with all arrays that there may be. */
export const SCALED: Computation = new Computation({
  name: "scaled",
  arrays: ["y", "a", "b", "c", "d", "e"],
  scalars: ["factor"],
  lines: ["y = factor * (a + b + c + d + e)"],
});

/** More numbers than are left to plain loops, so that WebAssembly is made of a computation. */
const MANY = 5000;

export function compute(computation: Computation): void {
  for (const backend of [reference, defaultBackend()]) run(backend, computation);
}

function run(backend: Backend, computation: Computation): void {
  const { arrays, scalars = [] } = computation.text;
  const [out, ...others] = backend.allocate("float64", Array<number>(arrays.length).fill(MANY));
  const numbers = scalars.map((_, i) => i);
  const [a, b, c, d, e] = others;
  backend.kernels("float64").compute(computation, numbers, 1, MANY, out!, a, b, c, d, e);
}

export function useActivation(activation: Activation): void {
  for (const backend of [reference, defaultBackend()]) {
    const network = new Sequential([new Dense(2, 2), new Activate(activation)], { backend, seed: 1 });
    network.predict([1, 2]);
  }
}

export function useLoss(loss: Loss): void {
  lossOf(loss, { predictions: [1, 4], targets: [0, 2] });
  const network = new Sequential([new Dense(2, 1)], { seed: 1 });
  const optimizer = { name: "none", slots: [], update: () => {} };
  network.trainer({ loss, optimizer, batchSize: 1, allowMismatch: true }).step([1, 2], [1]);
}

export function useRule(rule: RunnableRule): void {
  for (const backend of [reference, defaultBackend()]) {
    const ruled = new Ruled(rule);
    const frame = frameFor(ruled, [{ fullName: "w", shape: [2] }], backend);
    frame.step = 1;
    ruled.update(frame);
  }
}

/** An optimizer with one number for every setting. */
export class Ruled extends RuleOptimizer {
  readonly name = "ruled";

  constructor(rule: RunnableRule) {
    super(rule);
    Object.assign(this, Object.fromEntries(Array.from(rule.settings, (name) => [name, 0.5])));
  }
}

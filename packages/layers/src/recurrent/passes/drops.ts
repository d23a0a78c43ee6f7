import { Computation, type Kernels } from "@nn/core/component";
import type { Plan, Rate } from "./plan.js";
import type { Parts, RecurrentFrame, TimeStep, Views } from "./views.js";

// Dropout by one mask for all time steps of a sequence, which is drawn anew at each step of a training, and again on the way back.

const DROPPED = /* @__PURE__ */ new Computation({
  name: "dropped outputs",
  arrays: ["y", "x", "u"],
  scalars: ["rate", "scale"],
  lines: ["y = u < rate ? 0 : scale * x"],
});

const DROP = /* @__PURE__ */ new Computation({
  name: "dropped numbers",
  arrays: ["d", "u"],
  scalars: ["rate", "scale"],
  lines: ["d = u < rate ? 0 : scale * d"],
});

/** The rate of an option, and what others are multiplied with; nothing where it is 0. */
export function rateOf(rate: number): Rate | undefined {
  return rate === 0 ? undefined : [rate, 1 / (1 - rate)];
}

/** Draws the numbers by which inputs and outputs are dropped. */
export function draw(plan: Plan, { batch, random, scratch }: RecurrentFrame): void {
  random.fill(scratch.drawn!, batch * (plan.inputs + plan.units));
}

/** What U is multiplied with: the outputs before, of which some are dropped. */
export function dropOutputs(kernels: Kernels, length: number, rate: Rate, step: TimeStep, { drawn }: Views): void {
  kernels.compute(DROPPED, rate, 1, length, step.seen, step.hBefore, drawn.outputs);
}

/** The derivatives of what U is multiplied with become those of the outputs before, gate by gate. */
export function dropParts(
  kernels: Kernels,
  length: number,
  { cell }: Plan,
  rate: Rate,
  { dParts, drawn }: Views,
): void {
  for (let gate = 0; gate < cell.gates; gate++) kernels.compute(DROP, rate, 1, length, dParts[gate], drawn.outputs);
}

/** Drops the same inputs at all time steps, or their derivatives. */
export function dropInputs(kernels: Kernels, length: number, rate: Rate, steps: Parts, { drawn }: Views): void {
  for (const step of steps) kernels.compute(DROP, rate, 1, length, step, drawn.inputs);
}

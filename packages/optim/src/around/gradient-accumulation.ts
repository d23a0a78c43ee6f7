import {
  Computation,
  checkOptions,
  type KernelsOnly,
  methodsOf,
  numbersOf,
  type Optimizer,
  Parts,
  positiveInteger,
  type UpdateFrame,
} from "@nn/core/component";
import { checkGiven, isElementwise } from "./inner.js";

/** The settings of {@link GradientAccumulation}. */
export interface GradientAccumulationOptions {
  /** What is given the mean gradient. */
  readonly optimizer: Optimizer;
  /** How many batches it is the mean of. */
  readonly batches: number;
}

/**
 * Moves the parameters once after so many batches, by the mean of their gradients: as one batch of all of them would,
 * where their sizes are equal, with the memory of one. Between, the parameters stay; the optimizer's steps, and so its
 * schedule, count the updates and not the batches.
 *
 * @throws OptionError for options that don't exist, what is no optimizer or evaluates the loss, and a number of batches that isn't a whole number
 *   of at least 1.
 *
 * @example
 * new GradientAccumulation({ optimizer: new Adam(), batches: 4 }).name;
 * // => "GradientAccumulation(4 batches, Adam(learningRate 0.001))"
 */
export class GradientAccumulation implements Optimizer<"mean", never, "inner"> {
  readonly name: string;
  readonly slots = ["mean"] as const;
  readonly numbers = ["batches"] as const;
  /** What is given the mean gradient. */
  readonly optimizer: Optimizer;
  /** How many batches it is the mean of. */
  readonly batches: number;

  constructor(options: GradientAccumulationOptions) {
    checkOptions("GradientAccumulation", options, ["optimizer", "batches"]);
    this.optimizer = checkGiven("GradientAccumulation", options.optimizer);
    this.batches = positiveInteger("GradientAccumulation: batches", options.batches);
    this.name = `GradientAccumulation(${this.batches} batches, ${this.optimizer.name})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "GradientAccumulation";
  }

  settings(): GradientAccumulationOptions {
    const { optimizer, batches } = this;
    return { optimizer, batches };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(): Parts<"inner"> {
    return new Parts({ inner: { optimizer: this.optimizer, gradient: "mean", every: this.batches } });
  }

  /** 1 for the first batch, 2 for the last one, and 3 where it is both. */
  phase(step: number): number {
    return ((step - 1) % this.batches === 0 ? 1 : 0) + (step % this.batches === 0 ? 2 : 0);
  }

  update(frame: UpdateFrame<"mean", never, "inner">): void {
    const { kernels, gradient, slots, step, parts } = frame;
    const phase = this.phase(step);
    const compute = phase === 1 || phase === 3 ? FIRST : NEXT;
    kernels.compute(compute, numbersOf(this, frame), 1, gradient.length, slots.mean, gradient);
    if (phase >= 2) parts.inner.update();
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(GradientAccumulation, ["update"]);

const FIRST: Computation = /* @__PURE__ */ new Computation({
  name: "GradientAccumulation",
  arrays: ["mean", "g"],
  scalars: ["batches"],
  lines: ["mean = g / batches"],
});
const NEXT: Computation = /* @__PURE__ */ new Computation({
  name: "GradientAccumulation",
  arrays: ["mean", "g"],
  scalars: ["batches"],
  lines: ["mean = mean + g / batches"],
});

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
import { checkInner, isElementwise } from "./inner.js";

/** The settings of {@link StochasticWeightAveraging}. */
export interface StochasticWeightAveragingOptions {
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** The number of the update from which on they are averaged, from 1. */
  readonly from: number;
  /** Of how many updates one counts, such as the batches of an epoch; 1 unless given. */
  readonly every?: number;
}

/**
 * Keeps the mean of the parameters from an update on, where each counts alike:
 *
 *     n = (t − from) / every
 *     a ← a + (w − a) / (n + 1)     at update from, from + every, from + 2·every, …
 *
 * Before that it is the parameters as they are. The rate should be high enough to go on moving them, as that of a constant one.
 * It changes nothing of the training; a trainer's `state().slots` has the mean, to be set as parameters. Where there is batch
 * normalization, its moving averages belong to the last parameters, and not to the mean. {@link AveragedWeights} forgets what is
 * long ago.
 *
 * Source: P. Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization" (2018), algorithm 1.
 *
 * @throws OptionError for options that don't exist, what is no optimizer, and numbers that aren't whole numbers above 0.
 *
 * @example
 * const optimizer = new StochasticWeightAveraging({ optimizer: new SGD({ learningRate: 0.1 }), from: 100 });
 * optimizer.name; // => "StochasticWeightAveraging(from 100, SGD(learningRate 0.1))"
 */
export class StochasticWeightAveraging implements Optimizer<"average", never, "inner"> {
  readonly name: string;
  readonly slots = ["average"] as const;
  readonly numbers = ["from", "every"] as const;
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** The number of the update from which on they are averaged. */
  readonly from: number;
  /** Of how many updates one counts. */
  readonly every: number;

  constructor(options: StochasticWeightAveragingOptions) {
    checkOptions("StochasticWeightAveraging", options, ["optimizer", "from", "every"]);
    this.optimizer = checkInner("StochasticWeightAveraging", options.optimizer);
    const { from, every = 1 } = options;
    this.from = positiveInteger("StochasticWeightAveraging: from", from);
    this.every = positiveInteger("StochasticWeightAveraging: every", every);
    this.name = `StochasticWeightAveraging(from ${this.from}, ${this.optimizer.name})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "StochasticWeightAveraging";
  }

  settings(): Required<StochasticWeightAveragingOptions> {
    const { optimizer, from, every } = this;
    return { optimizer, from, every };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(): Parts<"inner"> {
    return new Parts({ inner: { optimizer: this.optimizer } });
  }

  update(frame: UpdateFrame<"average", never, "inner">): void {
    const { kernels, value, slots, parts } = frame;
    parts.inner.update();
    kernels.compute(MEAN, numbersOf(this, frame), 1, value.length, slots.average, value);
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(StochasticWeightAveraging, ["update"]);

const MEAN: Computation = /* @__PURE__ */ new Computation({
  name: "StochasticWeightAveraging",
  arrays: ["a", "w"],
  scalars: ["from", "every", "t"],
  lines: ["n = (t - from) / every", "a = n <= 0 ? w : n == floor(n) ? a + (w - a) / (n + 1) : a"],
});

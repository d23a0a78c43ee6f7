import {
  Computation,
  checkOptions,
  finiteNumber,
  type KernelsOnly,
  methodsOf,
  numbersOf,
  type Optimizer,
  Parts,
  type UpdateFrame,
} from "@nn/core/component";
import { checkInner, isElementwise } from "./inner.js";

/** The settings of {@link AveragedWeights}. */
export interface AveragedWeightsOptions {
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** δ, how slowly the average forgets: it goes over about the last 1 / (1 − δ) updates. */
  readonly decay: number;
}

/**
 * Keeps an exponential moving average of the parameters, which often predicts better than the last of them:
 *
 *     a ← a + (w − a)·(1 − δ) / (1 − δᵗ)
 *
 * That is Adam's correction: the average doesn't begin at 0 but at the first parameters, whatever δ is. It changes nothing
 * of the training. A trainer's `state().slots` has it, to be set as parameters.
 *
 * Source: B. Polyak and A. Juditsky, "Acceleration of stochastic approximation by averaging" (1992).
 *
 * @throws OptionError for options that don't exist, what is no optimizer, and a decay outside [0, 1).
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)], { seed: 1 });
 * const optimizer = new AveragedWeights({ optimizer: new Adam(), decay: 0.99 });
 * const trainer = network.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 });
 * trainer.step([1, 2], [1]);
 * network.setParameters(trainer.state().slots.average);
 * network.predict([1, 2]).length; // => 1
 */
export class AveragedWeights implements Optimizer<"average", never, "inner"> {
  readonly name: string;
  readonly slots = ["average"] as const;
  readonly numbers = ["decay"] as const;
  /** What moves the parameters. */
  readonly optimizer: Optimizer;
  /** δ, how slowly the average forgets. */
  readonly decay: number;

  constructor(options: AveragedWeightsOptions) {
    checkOptions("AveragedWeights", options, ["optimizer", "decay"]);
    this.optimizer = checkInner("AveragedWeights", options.optimizer);
    this.decay = finiteNumber("AveragedWeights: decay", options.decay, { atLeast: 0, below: 1 });
    this.name = `AveragedWeights(decay ${this.decay}, ${this.optimizer.name})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "AveragedWeights";
  }

  settings(): AveragedWeightsOptions {
    const { optimizer, decay } = this;
    return { optimizer, decay };
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
    kernels.compute(AVERAGE, numbersOf(this, frame), 1, value.length, slots.average, value);
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(AveragedWeights, ["update"]);

const AVERAGE: Computation = /* @__PURE__ */ new Computation({
  name: "AveragedWeights",
  arrays: ["a", "w"],
  scalars: ["delta", "t"],
  lines: ["a = a + (w - a) * ((1 - delta) / (1 - delta^t))"],
});

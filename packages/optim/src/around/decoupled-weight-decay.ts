import {
  Computation,
  checkChoice,
  checkLearningRate,
  checkOptions,
  finiteNumber,
  type KernelsOnly,
  type LearningRate,
  methodsOf,
  numbersOf,
  type Optimizer,
  OptionError,
  type PartParameter,
  Parts,
  type PyTorchAround,
  type UpdateFrame,
} from "@nn/core/component";
import { checkInner, isElementwise } from "./inner.js";

/** The settings of {@link DecoupledWeightDecay}. */
export interface DecoupledWeightDecayOptions {
  /** What moves the parameters besides. */
  readonly optimizer: Optimizer;
  /** λ: a step takes the part η·λ off a weight. */
  readonly decay: number;
  /** η of the decay: a number, or a function of the step; the optimizer's own `learningRate` unless given. */
  readonly learningRate?: LearningRate;
  /** Which parameters decay; those whose role is `"weight"` unless given, so no biases. */
  readonly of?: (parameter: PartParameter) => boolean;
}

/**
 * Shrinks weights at each step, beside the gradient and not through it, before another optimizer moves them:
 *
 *     w ← w − η·λ·w
 *
 * With SGD this equals L2 regularization. With Adam or RMSprop it doesn't: they would scale the gradient of an L2 penalty, too.
 *
 * Source: I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization" (2019), algorithms 1 and 2.
 *
 * @throws OptionError for options that don't exist, what is no optimizer, a negative decay, and an optimizer without a
 *   `learningRate` where none is given; when a training begins, for an `of` that chooses none of the network's parameters.
 *
 * @example
 * new DecoupledWeightDecay({ optimizer: new SGD({ learningRate: 0.1 }), decay: 0.01 }).name;
 * // => "DecoupledWeightDecay(0.01, SGD(learningRate 0.1))"
 */
export class DecoupledWeightDecay implements Optimizer<never, never, "decay" | "inner"> {
  readonly name: string;
  readonly slots: readonly never[] = [];
  /** What moves the parameters besides. */
  readonly optimizer: Optimizer;
  /** λ: a step takes the part η·λ off a weight. */
  readonly decay: number;
  /** η of the decay; missing where it is the optimizer's. */
  readonly learningRate?: LearningRate;
  /** Which parameters decay. */
  readonly of: (parameter: PartParameter) => boolean;
  readonly #shrinking: Shrinking;

  constructor(options: DecoupledWeightDecayOptions) {
    const where = "DecoupledWeightDecay";
    checkOptions(where, options, ["optimizer", "decay", "learningRate", "of"]);
    const { learningRate, of = isWeight } = options;
    this.optimizer = checkInner(where, options.optimizer);
    this.decay = finiteNumber(`${where}: decay`, options.decay, { atLeast: 0 });
    this.of = checkPredicate(`${where}: of`, of);
    if (learningRate !== undefined) this.learningRate = checkLearningRate(`${where}: learningRate`, learningRate);
    else if (!["number", "function"].includes(typeof rateOf(this.optimizer))) {
      throw new OptionError(
        `${where}: ${this.optimizer.name} has no learningRate, so one must be given, as in { optimizer, decay: 0.01, learningRate: 0.1 }.`,
      );
    }
    this.#shrinking = new Shrinking(this, this.learningRate === undefined ? this.optimizer : this);
    this.name = `${where}(${this.decay}, ${this.optimizer.name})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "DecoupledWeightDecay";
  }

  /** {@link DecoupledWeightDecayOptions}, of what is one. */
  settings(): object {
    const { optimizer, decay, learningRate, of } = this;
    return { optimizer, decay, ...(learningRate !== undefined && { learningRate }), ...(of !== isWeight && { of }) };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  pytorch(): PyTorchAround {
    const { decay, of, optimizer } = this;
    const rate = this.learningRate ?? (rateOf(optimizer) as LearningRate);
    return { source: IN_PYTHON, named: { rate, decay }, of, optimizer };
  }

  parts(_: readonly PartParameter[], network: readonly PartParameter[] = []): Parts<"decay" | "inner"> {
    if (this.of !== isWeight) checkChoice(`${this.kind}: of`, this.of, network);
    return new Parts({ decay: { optimizer: this.#shrinking, of: this.of }, inner: { optimizer: this.optimizer } });
  }

  update({ parts }: UpdateFrame<never, never, "decay" | "inner">): void {
    parts.decay.update();
    parts.inner.update();
  }
}

/** The decay alone, of the parameters that it is given. */
class Shrinking implements Optimizer<never> {
  readonly name = "weight decay";
  readonly slots: readonly never[] = [];
  readonly elementwise = true;
  readonly numbers = ["rated.learningRate", "decaying.decay"] as const;
  readonly decaying: object;
  /** What has the learning rate, that of each step. */
  readonly rated: object;

  constructor(decaying: object, rated: object) {
    this.decaying = decaying;
    this.rated = rated;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...SHRINKING };
  }

  parts(): Parts<never> {
    return new Parts({});
  }

  update(frame: UpdateFrame<never>): void {
    const { kernels, value } = frame;
    kernels.compute(SHRUNK, numbersOf(this, frame), 1, value.length, value);
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(DecoupledWeightDecay, ["update"]);
const SHRINKING: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Shrinking, ["update"]);

const SHRUNK: Computation = /* @__PURE__ */ new Computation({
  name: "weight decay",
  arrays: ["w"],
  scalars: ["eta", "lambda"],
  lines: ["w = w - eta * lambda * w"],
});

const IN_PYTHON = `def decay_weights(parameters, rate, decay):
    """Shrinks weights, beside their gradients."""
    for w in parameters:
        w.mul_(1 - rate * decay)`;

/** What decays unless it is said. */
function isWeight({ role }: PartParameter): boolean {
  return role === "weight";
}

/**
 * Passes a function that chooses parameters on.
 *
 * @throws OptionError for what is none.
 */
export function checkPredicate<Chosen>(where: string, of: Chosen): Chosen {
  if (typeof of === "function") return of;
  throw new OptionError(`${where} must be a function of a parameter, as in ({ role }) => role === "weight".`);
}

function rateOf(optimizer: Optimizer): unknown {
  return (optimizer as { readonly learningRate?: unknown }).learningRate;
}

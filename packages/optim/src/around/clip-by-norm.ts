import {
  Computation,
  checkOptions,
  finiteNumber,
  type KernelsOnly,
  methodsOf,
  numbersOf,
  type Optimizer,
  Parts,
  type PyTorchAround,
  type UpdateFrame,
} from "@nn/core/component";
import { checkGiven, isElementwise } from "./inner.js";

/** The settings of {@link ClipByNorm} and {@link ClipByGlobalNorm}. */
export interface ClipByNormOptions {
  /** What is given the clipped gradient. */
  readonly optimizer: Optimizer;
  /** The largest norm, √Σg², of a gradient. */
  readonly limit: number;
}

/** A gradient of a larger norm is scaled down to the limit, and keeps its direction. */
abstract class NormClipping implements Optimizer<"clipped", never, "inner"> {
  readonly name: string;
  readonly slots = ["clipped"] as const;
  readonly numbers = ["limit"] as const;
  /** What is given the clipped gradient. */
  readonly optimizer: Optimizer;
  /** The largest norm of a gradient. */
  readonly limit: number;

  constructor(type: string, options: ClipByNormOptions) {
    checkOptions(type, options, ["optimizer", "limit"]);
    this.optimizer = checkGiven(type, options.optimizer);
    this.limit = finiteNumber(`${type}: limit`, options.limit, { above: 0 });
    this.name = `${type}(limit ${this.limit}, ${this.optimizer.name})`;
  }

  parts(): Parts<"inner"> {
    return new Parts({ inner: { optimizer: this.optimizer, gradient: "clipped" } });
  }

  settings(): ClipByNormOptions {
    const { optimizer, limit } = this;
    return { optimizer, limit };
  }

  abstract update(frame: UpdateFrame<"clipped", never, "inner">): void;
}

/**
 * Holds the norm of each parameter's gradient, √Σg² over its numbers, within a limit, and gives the gradient to another
 * optimizer. `ClipByGlobalNorm` takes one norm of all parameters together.
 *
 * @throws OptionError for options that don't exist, what is no optimizer or evaluates the loss, and a limit that isn't above 0.
 *
 * @example
 * new ClipByNorm({ optimizer: new Adam(), limit: 1 }).name; // => "ClipByNorm(limit 1, Adam(learningRate 0.001))"
 */
export class ClipByNorm extends NormClipping {
  /** Whether the other one goes number by number. */

  constructor(options: ClipByNormOptions) {
    super("ClipByNorm", options);
  }

  /** As a registry knows it. */
  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  /** As a registry knows it. */
  get kind(): string {
    return "ClipByNorm";
  }

  /** Its update calls kernels alone, and the other optimizer. */
  get kernelsOnly(): KernelsOnly {
    return { of: this, ...BY_PARAMETER };
  }

  /** Clips the gradient, and has the other optimizer move the parameters. */
  update(frame: UpdateFrame<"clipped", never, "inner">): void {
    const { kernels, parameters, parts } = frame;
    for (const { gradient, slots, size } of parameters) {
      kernels.compute(CLIPPED, numbersOf(this, frame), 1, size, slots.clipped, gradient);
    }
    parts.inner.update();
  }
}

/**
 * Holds the norm of the whole gradient, √Σg² over all parameters, within a limit, and gives it to another optimizer.
 *
 * Source: R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks" (2013),
 * algorithm 1.
 *
 * @throws OptionError for options that don't exist, what is no optimizer or evaluates the loss, and a limit that isn't above 0.
 *
 * @example
 * new ClipByGlobalNorm({ optimizer: new Adam(), limit: 1 }).name;
 * // => "ClipByGlobalNorm(limit 1, Adam(learningRate 0.001))"
 */
export class ClipByGlobalNorm extends NormClipping {
  constructor(options: ClipByNormOptions) {
    super("ClipByGlobalNorm", options);
  }

  /** As a registry knows it. */
  get kind(): string {
    return "ClipByGlobalNorm";
  }

  /** Its update calls kernels alone, and the other optimizer. */
  get kernelsOnly(): KernelsOnly {
    return { of: this, ...TOGETHER };
  }

  /** The same in PyTorch, whose own function adds a small number to the norm. */
  pytorch(): PyTorchAround {
    const { limit, optimizer } = this;
    return { source: IN_PYTHON, named: { limit }, optimizer };
  }

  /** Clips the gradient, and has the other optimizer move the parameters. */
  update(frame: UpdateFrame<"clipped", never, "inner">): void {
    const { kernels, gradient, slots, parts } = frame;
    kernels.compute(CLIPPED, numbersOf(this, frame), 1, gradient.length, slots.clipped, gradient);
    parts.inner.update();
  }
}

const BY_PARAMETER: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(ClipByNorm, ["update"]);
const TOGETHER: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(ClipByGlobalNorm, ["update"]);

const CLIPPED: Computation = /* @__PURE__ */ new Computation({
  name: "clipping by norm",
  arrays: ["clipped", "g"],
  scalars: ["limit"],
  // 0 · norm is 0; where a norm isn't finite, the trainer is to see that, and not a step of 0.
  lines: ["norm = sqrt(sum(g^2))", "clipped = norm > limit ? g * (limit / norm) + 0 * norm : g"],
});

const IN_PYTHON = `def clip_by_global_norm(parameters, limit):
    """Holds the norm of the whole gradient within the limit."""
    norm = torch.sqrt(sum(torch.sum(torch.square(w.grad)) for w in parameters))
    if norm > limit:
        for w in parameters:
            w.grad.mul_(limit / norm)`;

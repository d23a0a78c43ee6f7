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

/** The settings of {@link ClipByValue}. */
export interface ClipByValueOptions {
  /** What is given the clipped gradient. */
  readonly optimizer: Optimizer;
  /** The largest absolute value of a derivative. */
  readonly limit: number;
}

/**
 * Holds each derivative within bounds, and gives it to another optimizer: ĝ = min(max(g, −limit), limit).
 *
 * @throws OptionError for options that don't exist, what is no optimizer or evaluates the loss, and a limit that isn't above 0.
 *
 * @example
 * new ClipByValue({ optimizer: new SGD({ learningRate: 0.1 }), limit: 0.5 }).name;
 * // => "ClipByValue(limit 0.5, SGD(learningRate 0.1))"
 */
export class ClipByValue implements Optimizer<"clipped", never, "inner"> {
  readonly name: string;
  readonly slots = ["clipped"] as const;
  readonly numbers = ["limit"] as const;
  /** What is given the clipped gradient. */
  readonly optimizer: Optimizer;
  /** The largest absolute value of a derivative. */
  readonly limit: number;

  constructor(options: ClipByValueOptions) {
    checkOptions("ClipByValue", options, ["optimizer", "limit"]);
    this.optimizer = checkGiven("ClipByValue", options.optimizer);
    this.limit = finiteNumber("ClipByValue: limit", options.limit, { above: 0 });
    this.name = `ClipByValue(limit ${this.limit}, ${this.optimizer.name})`;
  }

  get elementwise(): boolean {
    return isElementwise(this.optimizer);
  }

  get kind(): string {
    return "ClipByValue";
  }

  settings(): ClipByValueOptions {
    const { optimizer, limit } = this;
    return { optimizer, limit };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  pytorch(): PyTorchAround {
    const { limit, optimizer } = this;
    return { source: IN_PYTHON, named: { limit }, optimizer };
  }

  parts(): Parts<"inner"> {
    return new Parts({ inner: { optimizer: this.optimizer, gradient: "clipped" } });
  }

  update(frame: UpdateFrame<"clipped", never, "inner">): void {
    const { kernels, gradient, slots, parts } = frame;
    kernels.compute(CLIPPED, numbersOf(this, frame), 1, gradient.length, slots.clipped, gradient);
    parts.inner.update();
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(ClipByValue, ["update"]);

const CLIPPED: Computation = /* @__PURE__ */ new Computation({
  name: "ClipByValue",
  arrays: ["clipped", "g"],
  scalars: ["limit"],
  lines: ["clipped = min(max(g, -limit), limit)"],
});

const IN_PYTHON = `def clip_by_value(parameters, limit):
    """Holds each derivative within the limit."""
    for w in parameters:
        w.grad.clamp_(-limit, limit)`;

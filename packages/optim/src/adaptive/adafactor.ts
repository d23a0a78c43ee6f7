import {
  Computation,
  type KernelsOnly,
  type LearningRate,
  methodsOf,
  numbersOf,
  type Optimizer,
  OwnShapes,
  Parts,
  type UpdateFrame,
} from "@nn/core/component";
import { matrixOf } from "../matrices/matrix-of.js";
import { checkSettings, NOT_NEGATIVE, POSITIVE, RATE } from "../settings.js";
import { rated } from "../shown.js";

/** The settings of {@link Adafactor}. */
export interface AdafactorOptions {
  /** The largest share of a parameter's size that a step has: a number, or a function of the step; 0.01 unless given. */
  readonly learningRate?: LearningRate;
  /** How fast the means become long: β₂ = 1 − 1 / tᵈᵉᶜᵃʸ; 0.8 unless given. */
  readonly decay?: number;
  /** ε₁, added to the squares of gradients; 1e-30 unless given. In float32 no less than 1e-37, so that its means aren't 0. */
  readonly epsilon?: number;
  /** ε₂, the least size that a parameter counts as having, so that one of zeros moves; 0.001 unless given. */
  readonly leastSize?: number;
  /** d: a longer step, by its root mean square before the learning rate, is shortened to this; 1 unless given. */
  readonly clip?: number;
}

/**
 * Adafactor: gradients divided by the root of a mean of their squares, as RMSprop does it, of which it remembers the means of each
 * row and of each column of a matrix alone: n + m numbers for n·m. The rows of a parameter of more than two axes are all its axes but
 * the last; of one with a single axis, each number is remembered.
 *
 *     β = 1 − t^(−decay)          ρ = min(η, 1 / √t)
 *     r ← β·r + (1 − β)·mean of (g² + ε₁) in each row
 *     c ← β·c + (1 − β)·mean of (g² + ε₁) in each column
 *     u = g / √(r·cᵀ / mean(r))
 *     w ← w − ρ·max(ε₂, rms(w))·u / max(1, rms(u) / d)
 *
 * PyTorch adds no ε₁ to its means, has ε₁ as the least number to divide by, and factors the last two axes of a larger parameter, as
 * Keras does.
 *
 * Source: N. Shazeer and M. Stern, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost" (2018), algorithms 4 and 5.
 *
 * @throws OptionError for options that don't exist, a negative learning rate or decay, and an epsilon, a leastSize or a clip that is not
 *   above 0.
 *
 * @example
 * new Adafactor({ learningRate: 0.02 }).name; // => "Adafactor(learningRate 0.02)"
 */
export class Adafactor implements Optimizer<"rows" | "columns", never, never> {
  readonly name: string;
  readonly slots = ["rows", "columns"] as const;
  readonly shapes: OwnShapes<"rows" | "columns"> = SHAPES;
  readonly elementwise = true;
  readonly numbers = ["learningRate", "decay", "epsilon", "leastSize", "clip"] as const;
  /** The largest share of a parameter's size that a step has. */
  readonly learningRate: LearningRate;
  /** How fast the means become long. */
  readonly decay: number;
  /** ε₁, added to the squares of gradients. */
  readonly epsilon: number;
  /** ε₂, the least size that a parameter counts as having. */
  readonly leastSize: number;
  /** d, the largest root mean square of a step before the learning rate. */
  readonly clip: number;

  constructor(options: AdafactorOptions = {}) {
    const { learningRate, decay, epsilon, leastSize, clip } = checkSettings("Adafactor", options, {
      learningRate: [0.01, RATE],
      decay: [0.8, NOT_NEGATIVE],
      epsilon: [1e-30, POSITIVE],
      leastSize: [0.001, POSITIVE],
      clip: [1, POSITIVE],
    });
    this.learningRate = learningRate;
    this.decay = decay;
    this.epsilon = epsilon;
    this.leastSize = leastSize;
    this.clip = clip;
    this.name = rated("Adafactor", learningRate);
  }

  get kind(): string {
    return "Adafactor";
  }

  settings(): Required<AdafactorOptions> {
    const { learningRate, decay, epsilon, leastSize, clip } = this;
    return { learningRate, decay, epsilon, leastSize, clip };
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  parts(): Parts<never> {
    return new Parts({});
  }

  update(frame: UpdateFrame<"rows" | "columns", never, never>): void {
    const { kernels, parameters } = frame;
    for (const parameter of parameters) {
      const { value, gradient, slots, scratch, size } = parameter;
      const { rows, columns } = matrixOf(parameter);
      const { step, average, means } = scratch;
      kernels.compute(ROWS, numbersOf(this, frame), rows, columns, slots.rows, gradient);
      kernels.compute(SQUARES, numbersOf(this, frame), rows, columns, step, gradient);
      kernels.fill(means, 0, columns);
      kernels.addColumnSums(means, step, rows, columns);
      kernels.compute(COLUMNS, numbersOf(this, frame), 1, columns, slots.columns, means);
      kernels.compute(AVERAGE, numbersOf(this, frame), 1, rows, average, slots.rows);
      kernels.compute(STEP, numbersOf(this, frame), rows, columns, step, gradient, slots.rows, average, slots.columns);
      kernels.compute(MOVED, numbersOf(this, frame), 1, size, value, step);
    }
  }
}

const METHODS: Omit<KernelsOnly, "of"> = /* @__PURE__ */ methodsOf(Adafactor, ["update"]);

const SHAPES: OwnShapes<"rows" | "columns"> = /* @__PURE__ */ new OwnShapes({
  slots(parameter) {
    const { rows, columns } = matrixOf(parameter);
    return { rows: [rows], columns: [columns] };
  },
  scratch(parameter) {
    const { rows, columns } = matrixOf(parameter);
    return { step: [rows, columns], average: [rows], means: [columns] };
  },
});

const ROWS: Computation = /* @__PURE__ */ new Computation({
  name: "Adafactor's rows",
  arrays: ["r", "g"],
  byRow: ["r"],
  scalars: ["eta", "decay", "epsilon", "least", "limit", "t"],
  lines: ["new = exp(-decay * log(t))", "r = (1 - new) * r + new * mean(g^2 + epsilon)"],
});

const SQUARES: Computation = /* @__PURE__ */ new Computation({
  name: "Adafactor's squares",
  arrays: ["s", "g"],
  scalars: ["eta", "decay", "epsilon", "least", "limit", "t"],
  lines: ["s = (g^2 + epsilon) / batch"],
});

const COLUMNS: Computation = /* @__PURE__ */ new Computation({
  name: "Adafactor's columns",
  arrays: ["c", "mean_of"],
  scalars: ["eta", "decay", "epsilon", "least", "limit", "t"],
  lines: ["new = exp(-decay * log(t))", "c = (1 - new) * c + new * mean_of"],
});

// The quotient of the two isn't stored: that of a row without a gradient may be too small for a float32.
const AVERAGE: Computation = /* @__PURE__ */ new Computation({
  name: "Adafactor's average",
  arrays: ["average", "r"],
  scalars: ["eta", "decay", "epsilon", "least", "limit", "t"],
  lines: ["average = mean(r)"],
});

const STEP: Computation = /* @__PURE__ */ new Computation({
  name: "Adafactor's step",
  arrays: ["u", "g", "r", "average", "c"],
  byRow: ["r", "average"],
  byColumn: ["c"],
  scalars: ["eta", "decay", "epsilon", "least", "limit", "t"],
  lines: ["u = g / sqrt((r / average) * c)"],
});

const MOVED: Computation = /* @__PURE__ */ new Computation({
  name: "Adafactor",
  arrays: ["w", "u"],
  scalars: ["eta", "decay", "epsilon", "least", "limit", "t"],
  lines: [
    "rate = min(eta, 1 / sqrt(t)) * max(least, sqrt(mean(w^2)))",
    "w = w - rate * u / max(1, sqrt(mean(u^2)) / limit)",
  ],
});

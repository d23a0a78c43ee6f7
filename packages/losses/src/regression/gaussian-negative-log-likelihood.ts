import {
  Computation,
  checkOptions,
  type Formula,
  finiteNumber,
  formatShape,
  type KernelsOnly,
  type Loss,
  type LossFrame,
  type MetricFrame,
  methodsOf,
  type Shape,
  ShapeError,
  type TakenPredictions,
  type Titles,
  trueOrFalse,
} from "@nn/core/component";

/** The settings of a {@link GaussianNegativeLogLikelihood}. */
export interface GaussianOptions {
  /** The smallest variance, above 0: what is predicted below counts as this; 0.000001 unless given, as in PyTorch. */
  readonly epsilon?: number;
  /** Whether ½·ln 2π is added, which no prediction changes; false unless given, as in PyTorch. */
  readonly full?: boolean;
}

const NONE: readonly number[] = [];

/**
 * How surprised a normal distribution is by a target, of which the network predicts the mean and how sure it is of that: the
 * logarithm of the variance. So it learns where its answers are to be trusted. The mean over the examples and their targets.
 *
 *     L = 1/(n·m) · Σ ½·(s + (t − μ)²·e⁻ˢ)            n examples of m targets each, predictions μ and s = ln σ², target t
 *     ∂L/∂μ = (μ − t)·e⁻ˢ / (n·m);  ∂L/∂s = ½·(1 − (t − μ)²·e⁻ˢ) / (n·m)
 *
 * A row of two outputs, [2], is μ and s of one target, [1]. Of outputs [m, 2], as a `Reshape([m, 2])` gives them, targets are [m].
 * s is moved to at least ln ε in both formulas. PyTorch's `GaussianNLLLoss` takes the variance in the place of its logarithm, which
 * any number may be: the network ends in `identity`.
 *
 * Source: D. A. Nix and A. S. Weigend, "Estimating the mean and variance of the target probability distribution", ICNN (1994).
 *
 * @throws OptionError for options that don't exist, and an ε that isn't above 0; ShapeError for a network whose rows of outputs aren't two
 *   numbers.
 *
 * @example
 * const loss = new GaussianNegativeLogLikelihood();
 * lossOf(loss, { predictions: [[3, 0], [1, Math.log(4)]], targets: [[3], [3]] }); // => 0.5965735902799727
 */
export class GaussianNegativeLogLikelihood implements Loss {
  readonly name: string;
  /** The smallest variance. */
  readonly epsilon: number;
  /** Whether the whole logarithm is meant, with what no prediction changes. */
  readonly full: boolean;
  readonly formula: Formula;
  readonly computes: readonly [value: Computation, gradient: Computation, mean: Computation];

  constructor(options: GaussianOptions = {}) {
    checkOptions("GaussianNegativeLogLikelihood", options, ["epsilon", "full"]);
    const { epsilon = 1e-6, full = false } = options;
    this.epsilon = finiteNumber("GaussianNegativeLogLikelihood: epsilon", epsilon, { above: 0 });
    this.full = trueOrFalse("GaussianNegativeLogLikelihood: full", full);
    this.name = `GaussianNegativeLogLikelihood(epsilon ${epsilon}${full ? ", full" : ""})`;
    const parts = ["mean = sum(index == 0 ? p : 0)", `s = max(sum(index == 1 ? p : 0), log(${epsilon}))`];
    const constant = full ? " + log(6.283185307179586)" : "";
    const [mean, s] = parts.map((line) => line.replace(/^\w+ = /, ""));
    this.formula = Object.freeze({
      value: `mean(${s} + (t - ${mean})^2 * exp(-${s})${constant}) / 2`,
      lastAxis: true,
    });
    const { name } = this;
    this.computes = Object.freeze([
      new Computation({
        ...{ name, arrays: ["value", "p", "t"], byRow: ["value", "t"] },
        lines: [...parts, `value = (s + (t - mean)^2 * exp(-s)${constant}) / 2`],
      }),
      new Computation({
        ...{ name, arrays: ["gradient", "p", "t"], byRow: ["t"] },
        lines: [
          ...parts,
          "error = mean - t",
          "gradient = (index == 0 ? error * exp(-s) : (1 - error^2 * exp(-s)) / 2) / batch",
        ],
      }),
      new Computation({ name, arrays: ["value", "rows"], byRow: ["value"], lines: ["value = mean(rows)"] }),
    ]);
    Object.freeze(this);
  }

  get kind(): string {
    return "GaussianNegativeLogLikelihood";
  }

  get titles(): Titles {
    return { en: "the Gaussian negative log-likelihood", fr: "l’opposé de la log-vraisemblance gaussienne" };
  }

  settings(): Required<GaussianOptions> {
    return { epsilon: this.epsilon, full: this.full };
  }

  get predictions(): TakenPredictions {
    return PREDICTIONS;
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  targetShape(output: Shape): Shape {
    if (output.at(-1) === 2) return output.length === 1 ? [1] : output.slice(0, -1);
    throw new ShapeError(
      "GaussianNegativeLogLikelihood takes a mean and the logarithm of a variance for each target, outputs of 2 numbers or of " +
        `[targets, 2], but the network gives ${formatShape(output)}.`,
    );
  }

  saved(output: Shape): Record<string, Shape> {
    return output.length === 1 ? {} : { rows: output.slice(0, -1) };
  }

  value({ kernels, values, prediction, target, batch, targetSize, saved }: MetricFrame): void {
    const [value, , mean] = this.computes;
    const { rows = values } = saved;
    kernels.compute(value, NONE, batch * targetSize, 2, rows, prediction, target);
    if (rows !== values) kernels.compute(mean, NONE, batch, targetSize, values, rows);
  }

  gradient({ kernels, dprediction, prediction, target, batch, targetSize }: LossFrame): void {
    // The mean over the examples of their rows' means is that of all rows.
    kernels.compute(this.computes[1], NONE, batch * targetSize, 2, dprediction, prediction, target);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GaussianNegativeLogLikelihood as never, ["value", "gradient"]);

const PREDICTIONS: TakenPredictions = {
  what: "a mean and the logarithm of a variance, which can be any numbers",
  range: { least: -Infinity, most: Infinity },
  reaches: { least: -Infinity, most: Infinity },
  remedy: "End the network in identity.",
};

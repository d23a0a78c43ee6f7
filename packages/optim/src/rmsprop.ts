import {
  checkLearningRate,
  checkOptions,
  defineRule,
  finiteNumber,
  type LearningRate,
  RuleOptimizer,
  type RunnableRule,
} from "@nn/core/component";

/** The settings of {@link RMSprop}. */
export interface RMSpropOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
  /** ρ, how slowly the mean of the gradients' squares forgets; 0.9 unless given. */
  readonly decay?: number;
  /** ε, which keeps the quotient finite; 1e-8 unless given. It stands outside the root. */
  readonly epsilon?: number;
}

/**
 * RMSprop, root mean square propagation: each gradient is divided by the square root of an exponential moving average of
 * its square. A step is about η then, for small and for large gradients.
 *
 *     s ← ρ·s + (1 − ρ)·g²
 *     w ← w − η·g / (√s + ε)
 *
 * The mean begins at 0 and isn't corrected for that, as Adam's are: the first steps are longer, the very first by
 * 1/√(1 − ρ).
 *
 * Source: G. Hinton, N. Srivastava and K. Swersky, "Neural Networks for Machine Learning" (2012), lecture 6e.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, a decay outside [0, 1), and an epsilon that
 *   is not above 0.
 *
 * @example
 * new RMSprop().name; // => "RMSprop(learningRate 0.001)"
 */
export class RMSprop extends RuleOptimizer {
  readonly name: string;
  /** η, about how far a parameter moves in one step. */
  readonly learningRate: LearningRate;
  /** ρ: s is a mean over about the last 1 / (1 − ρ) squares of gradients. */
  readonly decay: number;
  /** ε, added to the root of s: where gradients are much smaller than it, steps shrink with them. */
  readonly epsilon: number;

  constructor(options: RMSpropOptions = {}) {
    super(RULE);
    checkOptions("RMSprop", options, ["learningRate", "decay", "epsilon"]);
    const { learningRate = 0.001, decay = 0.9, epsilon = 1e-8 } = options;
    this.learningRate = checkLearningRate("RMSprop: learningRate", learningRate);
    this.decay = finiteNumber("RMSprop: decay", decay, { atLeast: 0, below: 1 });
    this.epsilon = finiteNumber("RMSprop: epsilon", epsilon, { above: 0 });
    this.name = `RMSprop(learningRate ${typeof this.learningRate === "number" ? this.learningRate : "by step"})`;
  }

  override get kind(): string {
    return "RMSprop";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["s = rho * s + (1 - rho) * g^2", "w = w - eta * g / (sqrt(s) + epsilon)"],
  letters: { eta: "learningRate", rho: "decay", epsilon: "epsilon", s: "s" },
  slots: ["s"],
});

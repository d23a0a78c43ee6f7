import {
  checkLearningRate,
  checkOptions,
  defineRule,
  finiteNumber,
  type LearningRate,
  RuleOptimizer,
  type RunnableRule,
} from "@nn/core/component";

/** The settings of {@link Adam}. What isn't given has the paper's value. */
export interface AdamOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
  /** β₁, how slowly the mean of the gradients forgets; 0.9 unless given. */
  readonly beta1?: number;
  /** β₂, how slowly the mean of their squares forgets; 0.999 unless given. */
  readonly beta2?: number;
  /** ε, which keeps the quotient finite; 1e-8 unless given. It stands outside the root. */
  readonly epsilon?: number;
}

/**
 * Adaptive moment estimation: each parameter moves by about η, whatever the size of its gradient.
 *
 *     m ← β₁·m + (1 − β₁)·g          v ← β₂·v + (1 − β₂)·g²
 *     m̂ = m / (1 − β₁ᵗ)              v̂ = v / (1 − β₂ᵗ)
 *     w ← w − η·m̂ / (√v̂ + ε)
 *
 * Source: D. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, betas outside [0, 1), and an epsilon that
 *   is not above 0.
 *
 * @example
 * new Adam().name; // => "Adam(learningRate 0.001)"
 */
export class Adam extends RuleOptimizer {
  readonly name: string;
  /** η, about how far a parameter moves in one step. */
  readonly learningRate: LearningRate;
  /** β₁: m is a mean over about the last 1 / (1 − β₁) gradients. */
  readonly beta1: number;
  /** β₂: v is a mean over about the last 1 / (1 − β₂) squares of gradients. */
  readonly beta2: number;
  /** ε, added to the root of v̂: where gradients are much smaller than it, steps shrink with them. */
  readonly epsilon: number;

  constructor(options: AdamOptions = {}) {
    super(RULE);
    checkOptions("Adam", options, ["learningRate", "beta1", "beta2", "epsilon"]);
    const { learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
    this.learningRate = checkLearningRate("Adam: learningRate", learningRate);
    this.beta1 = finiteNumber("Adam: beta1", beta1, { atLeast: 0, below: 1 });
    this.beta2 = finiteNumber("Adam: beta2", beta2, { atLeast: 0, below: 1 });
    this.epsilon = finiteNumber("Adam: epsilon", epsilon, { above: 0 });
    this.name = `Adam(learningRate ${typeof this.learningRate === "number" ? this.learningRate : "by step"})`;
  }

  override get kind(): string {
    return "Adam";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g^2",
    // What depends on the step alone is computed once for all parameters.
    "hat_m = 1 / (1 - beta1^t) * m",
    "hat_v = 1 / (1 - beta2^t) * v",
    "w = w - eta * hat_m / (sqrt(hat_v) + epsilon)",
  ],
  letters: { eta: "learningRate", beta1: "beta1", beta2: "beta2", epsilon: "epsilon", m: "m", v: "v" },
  slots: ["m", "v"],
});

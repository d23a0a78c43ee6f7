import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings } from "../settings.js";
import { rated } from "../shown.js";
import { type MomentsOptions, usualMoments } from "./moments.js";

/** The settings of {@link AMSGrad}: those of Adam. */
export interface AMSGradOptions extends MomentsOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
}

/**
 * AMSGrad: Adam whose steps can't grow because large gradients have been forgotten, as it divides by the largest mean that
 * there was.
 *
 *     m ← β₁·m + (1 − β₁)·g          v ← β₂·v + (1 − β₂)·g²          u ← max(u, v)
 *     m̂ = m / (1 − β₁ᵗ)              û = u / (1 − β₂ᵗ)
 *     w ← w − η·m̂ / (√û + ε)
 *
 * The means are corrected for their beginning, as by `amsgrad` of Adam in PyTorch and Keras; the paper's algorithm 2 doesn't do
 * that. ε is as in PyTorch: Keras has 1e-7, added to the root of u before it is corrected.
 *
 * Source: S. Reddi, S. Kale and S. Kumar, "On the Convergence of Adam and Beyond" (2018), algorithm 2.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, betas outside [0, 1), and an epsilon that
 *   is not above 0.
 *
 * @example
 * new AMSGrad().name; // => "AMSGrad(learningRate 0.001)"
 */
export class AMSGrad extends RuleOptimizer {
  readonly name: string;
  /** η, about how far a parameter moves in one step, at most. */
  readonly learningRate: LearningRate;
  /** β₁: m is a mean over about the last 1 / (1 − β₁) gradients. */
  readonly beta1: number;
  /** β₂: v is a mean over about the last 1 / (1 − β₂) squares of gradients. */
  readonly beta2: number;
  /** ε, added to the root of û. */
  readonly epsilon: number;

  constructor(options: AMSGradOptions = {}) {
    super(RULE);
    const { learningRate, beta1, beta2, epsilon } = checkSettings("AMSGrad", options, usualMoments(0.001));
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.name = rated("AMSGrad", learningRate);
  }

  override get kind(): string {
    return "AMSGrad";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g^2",
    "u = max(u, v)",
    "hat_m = 1 / (1 - beta1^t) * m",
    "hat_u = 1 / (1 - beta2^t) * u",
    "w = w - eta * hat_m / (sqrt(hat_u) + epsilon)",
  ],
  letters: { eta: "learningRate", beta1: "beta1", beta2: "beta2", epsilon: "epsilon", m: "m", v: "v", u: "largest" },
  slots: ["m", "v", "largest"],
});

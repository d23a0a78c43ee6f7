import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings } from "../settings.js";
import { rated } from "../shown.js";
import { type MomentsOptions, usualMoments } from "./moments.js";

/** The settings of {@link Adamax}. What isn't given has the paper's value. */
export interface AdamaxOptions extends MomentsOptions {
  /** η: a number, or a function of the step; 0.002 unless given. */
  readonly learningRate?: LearningRate;
  /** β₂, how slowly the largest gradient is forgotten; 0.999 unless given. */
  readonly beta2?: number;
}

/**
 * Adamax: Adam that divides by the largest of the last gradients, in place of the root of the mean of their squares.
 *
 *     m ← β₁·m + (1 − β₁)·g
 *     u ← max(β₂·u, |g|)
 *     w ← w − η / (1 − β₁ᵗ)·m / (u + ε)
 *
 * ε is where Keras has it; the paper has none. PyTorch adds it to |g| before the larger is taken, so that it stays in u: the steps are
 * alike where gradients are far above ε. The rate is the paper's and PyTorch's; Keras has 0.001.
 *
 * Source: D. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 2.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, betas outside [0, 1), and an epsilon that
 *   is not above 0.
 *
 * @example
 * new Adamax().name; // => "Adamax(learningRate 0.002)"
 */
export class Adamax extends RuleOptimizer {
  readonly name: string;
  /** η, how far a parameter moves in one step, at most. */
  readonly learningRate: LearningRate;
  /** β₁: m is a mean over about the last 1 / (1 − β₁) gradients. */
  readonly beta1: number;
  /** β₂, what is left of the largest gradient with each step. */
  readonly beta2: number;
  /** ε, added to u. */
  readonly epsilon: number;

  constructor(options: AdamaxOptions = {}) {
    super(RULE);
    const { learningRate, beta1, beta2, epsilon } = checkSettings("Adamax", options, usualMoments(0.002));
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.name = rated("Adamax", learningRate);
  }

  override get kind(): string {
    return "Adamax";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "m = beta1 * m + (1 - beta1) * g",
    "u = max(beta2 * u, abs(g))",
    "w = w - eta / (1 - beta1^t) * m / (u + epsilon)",
  ],
  letters: { eta: "learningRate", beta1: "beta1", beta2: "beta2", epsilon: "epsilon", m: "m", u: "largest" },
  slots: ["m", "largest"],
});

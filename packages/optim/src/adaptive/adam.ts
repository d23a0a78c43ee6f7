import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings } from "../settings.js";
import { rated } from "../shown.js";
import { type MomentsOptions, usualMoments } from "./moments.js";

/** The settings of {@link Adam}. What isn't given has the paper's value. */
export interface AdamOptions extends MomentsOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
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
    const { learningRate, beta1, beta2, epsilon } = checkSettings("Adam", options, usualMoments(0.001));
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.name = rated("Adam", learningRate);
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

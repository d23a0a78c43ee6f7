import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings, within } from "../settings.js";
import { rated } from "../shown.js";
import { type MomentsOptions, usualMoments } from "./moments.js";

/** The settings of {@link RAdam}. */
export interface RAdamOptions extends MomentsOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
  /** β₂, how slowly the mean of the squares forgets, at least 0.7; 0.999 unless given. */
  readonly beta2?: number;
}

/**
 * Rectified Adam: the first steps don't go by a mean of squares that is still of too few gradients, which a warm-up of the
 * rate does otherwise.
 *
 *     m ← β₁·m + (1 − β₁)·g          v ← β₂·v + (1 − β₂)·g²
 *     m̂ = m / (1 − β₁ᵗ)
 *     σ = 2 / (1 − β₂) − 1           ρ = σ − 2t·β₂ᵗ / (1 − β₂ᵗ)
 *     r = √((ρ − 4)(ρ − 2)σ / ((σ − 4)(σ − 2)ρ))
 *     w ← w − η·m̂·r·√(1 − β₂ᵗ) / (√v + ε)    where ρ > 5
 *     w ← w − η·m̂                            before
 *
 * The paper rectifies from ρ > 4 on; 5 is PyTorch's, and its author's program's. With a β₂ below 2/3 ρ would never be that large.
 *
 * Source: L. Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond" (2020), algorithm 2.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, a beta1 outside [0, 1), a beta2 outside
 *   [0.7, 1), and an epsilon that is not above 0.
 *
 * @example
 * new RAdam().name; // => "RAdam(learningRate 0.001)"
 */
export class RAdam extends RuleOptimizer {
  readonly name: string;
  /** η, about how far a parameter moves in one step, once it is rectified. */
  readonly learningRate: LearningRate;
  /** β₁: m is a mean over about the last 1 / (1 − β₁) gradients. */
  readonly beta1: number;
  /** β₂: v is a mean over about the last 1 / (1 − β₂) squares of gradients. */
  readonly beta2: number;
  /** ε, added to the root of v. */
  readonly epsilon: number;

  constructor(options: RAdamOptions = {}) {
    super(RULE);
    const usual = { ...usualMoments(0.001), beta2: [0.999, within({ atLeast: 0.7, below: 1 })] } as const;
    const { learningRate, beta1, beta2, epsilon } = checkSettings("RAdam", options, usual);
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.name = rated("RAdam", learningRate);
  }

  override get kind(): string {
    return "RAdam";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g^2",
    "hat_m = 1 / (1 - beta1^t) * m",
    "sigma = 2 / (1 - beta2) - 1",
    "rho = sigma - 2 * t * beta2^t / (1 - beta2^t)",
    "r = sqrt(max(0, (rho - 4) * (rho - 2) * sigma / ((sigma - 4) * (sigma - 2) * rho)))",
    "l = sqrt(1 - beta2^t) / (sqrt(v) + epsilon)",
    "w = w - eta * hat_m * (1 + step(rho - 5) * (r * l - 1))",
  ],
  letters: { eta: "learningRate", beta1: "beta1", beta2: "beta2", epsilon: "epsilon", m: "m", v: "v" },
  slots: ["m", "v"],
});

import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings, NOT_NEGATIVE } from "../settings.js";
import { rated } from "../shown.js";
import { type MomentsOptions, usualMoments } from "./moments.js";

/** The settings of {@link NAdam}. */
export interface NAdamOptions extends MomentsOptions {
  /** η: a number, or a function of the step; 0.002 unless given. */
  readonly learningRate?: LearningRate;
  /** ψ, how fast the momentum rises to β₁; 0.004 unless given. */
  readonly momentumDecay?: number;
}

/**
 * NAdam: Adam with Nesterov's momentum. It looks one step ahead, with a momentum that rises from about β₁/2 to β₁.
 *
 *     μ = β₁·(1 − ½·0.96^(ψt))       ν = β₁·(1 − ½·0.96^(ψ(t + 1)))       q ← 1 − (1 − q)·μ
 *     m ← β₁·m + (1 − β₁)·g          v ← β₂·v + (1 − β₂)·g²
 *     m̂ = ν·m / (1 − (1 − q)·ν) + (1 − μ)·g / q                           v̂ = v / (1 − β₂ᵗ)
 *     w ← w − η·m̂ / (√v̂ + ε)
 *
 * q is 1 less the product of all μ so far. ψ and η are PyTorch's. Keras' `Nadam` has a ψ of 1, a rate of 0.001 and an ε of
 * 1e-7: `{ learningRate: 0.001, momentumDecay: 1, epsilon: 1e-7 }`.
 *
 * Source: T. Dozat, "Incorporating Nesterov Momentum into Adam" (2016).
 *
 * @throws OptionError for options that don't exist, a negative learning rate or momentumDecay, betas outside [0, 1), and an
 *   epsilon that is not above 0.
 *
 * @example
 * new NAdam().name; // => "NAdam(learningRate 0.002)"
 */
export class NAdam extends RuleOptimizer {
  readonly name: string;
  /** η, about how far a parameter moves in one step. */
  readonly learningRate: LearningRate;
  /** β₁: m is a mean over about the last 1 / (1 − β₁) gradients. */
  readonly beta1: number;
  /** β₂: v is a mean over about the last 1 / (1 − β₂) squares of gradients. */
  readonly beta2: number;
  /** ε, added to the root of v̂. */
  readonly epsilon: number;
  /** ψ, how fast the momentum rises to β₁. */
  readonly momentumDecay: number;

  constructor(options: NAdamOptions = {}) {
    super(RULE);
    const usual = { ...usualMoments(0.002), momentumDecay: [0.004, NOT_NEGATIVE] } as const;
    const { learningRate, beta1, beta2, epsilon, momentumDecay } = checkSettings("NAdam", options, usual);
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
    this.momentumDecay = momentumDecay;
    this.name = rated("NAdam", learningRate);
  }

  override get kind(): string {
    return "NAdam";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "mu = beta1 * (1 - exp(psi * t * log(0.96)) / 2)",
    "nu = beta1 * (1 - exp(psi * (t + 1) * log(0.96)) / 2)",
    // The product begins at 1, and a slot at 0. It is the same for all parameters, and is kept for each as what a rule remembers is: so
    // a part of them can be moved by itself.
    "q = 1 - (1 - q) * mu",
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g^2",
    "hat_m = nu * m / (1 - (1 - q) * nu) + (1 - mu) * g / q",
    "hat_v = 1 / (1 - beta2^t) * v",
    "w = w - eta * hat_m / (sqrt(hat_v) + epsilon)",
  ],
  letters: {
    ...{ eta: "learningRate", beta1: "beta1", beta2: "beta2", epsilon: "epsilon", psi: "momentumDecay" },
    ...{ m: "m", v: "v", q: "correction" },
  },
  slots: ["m", "v", "correction"],
});

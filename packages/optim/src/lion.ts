import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings, RATE, SHARE } from "./settings.js";
import { rated } from "./shown.js";

/** The settings of {@link Lion}. What isn't given has the paper's value. */
export interface LionOptions {
  /** η: a number, or a function of the step; 0.0001 unless given. */
  readonly learningRate?: LearningRate;
  /** β₁, how much of the mean counts beside the gradient in a step; 0.9 unless given. */
  readonly beta1?: number;
  /** β₂, how slowly the mean of the gradients forgets; 0.99 unless given. */
  readonly beta2?: number;
}

/**
 * Lion, evolved sign momentum: each parameter moves by η, up or down, by the sign of a mean of gradients. It remembers one
 * number for each parameter, where Adam remembers two.
 *
 *     c = β₁·m + (1 − β₁)·g
 *     m ← β₂·m + (1 − β₂)·g
 *     w ← w − η·sign(c)
 *
 * A rate of a third to a tenth of Adam's suits it. The paper's weight decay is that of {@link DecoupledWeightDecay} around it.
 * Keras has a rate of 0.001; PyTorch has no Lion.
 *
 * Source: X. Chen et al., "Symbolic Discovery of Optimization Algorithms" (2023), algorithm 2.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, and betas outside [0, 1).
 *
 * @example
 * new Lion().name; // => "Lion(learningRate 0.0001)"
 */
export class Lion extends RuleOptimizer {
  readonly name: string;
  /** η, how far a parameter moves in one step. */
  readonly learningRate: LearningRate;
  /** β₁, how much of the mean counts beside the gradient in a step. */
  readonly beta1: number;
  /** β₂: m is a mean over about the last 1 / (1 − β₂) gradients. */
  readonly beta2: number;

  constructor(options: LionOptions = {}) {
    super(RULE);
    const usual = { learningRate: [0.0001, RATE], beta1: [0.9, SHARE], beta2: [0.99, SHARE] } as const;
    const { learningRate, beta1, beta2 } = checkSettings("Lion", options, usual);
    this.learningRate = learningRate;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.name = rated("Lion", learningRate);
  }

  override get kind(): string {
    return "Lion";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["c = beta1 * m + (1 - beta1) * g", "m = beta2 * m + (1 - beta2) * g", "w = w - eta * sign(c)"],
  letters: { eta: "learningRate", beta1: "beta1", beta2: "beta2", m: "m" },
  slots: ["m"],
});

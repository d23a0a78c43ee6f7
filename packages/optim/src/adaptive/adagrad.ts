import { defineRule, type LearningRate, OptionError, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings, NOT_NEGATIVE, RATE } from "../settings.js";
import { rated } from "../shown.js";

/** The settings of {@link Adagrad}. */
export interface AdagradOptions {
  /** η: a number, or a function of the step; 0.01 unless given. */
  readonly learningRate?: LearningRate;
  /** α, what each sum of squares begins at; 0 unless given. */
  readonly initialAccumulator?: number;
  /** ε, which keeps the quotient finite; 1e-10 unless given. It stands outside the root. */
  readonly epsilon?: number;
}

/**
 * Adagrad, adaptive gradients: each gradient is divided by the root of the sum of the squares of all that there were. What
 * seldom has a gradient moves far when it has one, and all steps become shorter with time.
 *
 *     s ← s + g²
 *     w ← w − η·g / (√(s + α) + ε)
 *
 * PyTorch's settings are the default ones. Keras has ε inside the root, and begins at 0.1 with a rate of 0.001: that is
 * `{ learningRate: 0.001, initialAccumulator: 0.1 + 1e-7, epsilon: 0 }`.
 *
 * Source: J. Duchi, E. Hazan and Y. Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic
 * Optimization" (2011).
 *
 * @throws OptionError for options that don't exist, negative numbers, and an epsilon of 0 where nothing else keeps the quotient
 *   finite.
 *
 * @example
 * new Adagrad().name; // => "Adagrad(learningRate 0.01)"
 */
export class Adagrad extends RuleOptimizer {
  readonly name: string;
  /** η, how far a parameter moves in its first step. */
  readonly learningRate: LearningRate;
  /** α, what each sum of squares begins at. */
  readonly initialAccumulator: number;
  /** ε, added to the root. */
  readonly epsilon: number;

  constructor(options: AdagradOptions = {}) {
    super(RULE);
    const { learningRate, initialAccumulator, epsilon } = checkSettings("Adagrad", options, {
      learningRate: [0.01, RATE],
      initialAccumulator: [0, NOT_NEGATIVE],
      epsilon: [1e-10, NOT_NEGATIVE],
    });
    this.learningRate = learningRate;
    this.initialAccumulator = initialAccumulator;
    this.epsilon = epsilon;
    if (epsilon === 0 && initialAccumulator === 0) {
      throw new OptionError("Adagrad: epsilon must be above 0 where initialAccumulator is 0, such as 1e-10.");
    }
    this.name = rated("Adagrad", learningRate);
  }

  override get kind(): string {
    return "Adagrad";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["s = s + g^2", "w = w - eta * g / (sqrt(s + alpha) + epsilon)"],
  letters: { eta: "learningRate", alpha: "initialAccumulator", epsilon: "epsilon", s: "sum" },
  slots: ["sum"],
});

import { defineRule, type LearningRate, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings, POSITIVE, RATE, SHARE } from "../settings.js";
import { rated } from "../shown.js";

/** The settings of {@link Adadelta}. What isn't given has the paper's value. */
export interface AdadeltaOptions {
  /** η: a number, or a function of the step; 1 unless given. */
  readonly learningRate?: LearningRate;
  /** ρ, how slowly both means forget; 0.95 unless given. */
  readonly decay?: number;
  /** ε, inside both roots, which also says how far the first step goes; 1e-6 unless given. */
  readonly epsilon?: number;
}

/**
 * Adadelta: the gradient, divided by the root mean square of past gradients and multiplied by that of past updates. An update then
 * has the unit of its parameter, and no learning rate has to be tried.
 *
 *     s ← ρ·s + (1 − ρ)·g²
 *     d = √(u + ε) / √(s + ε)·g
 *     u ← ρ·u + (1 − ρ)·d²
 *     w ← w − η·d
 *
 * PyTorch has a ρ of 0.9; Keras has a rate of 0.001 and an ε of 1e-7.
 *
 * Source: M. Zeiler, "ADADELTA: An Adaptive Learning Rate Method" (2012), algorithm 1.
 *
 * @throws OptionError for options that don't exist, a negative learning rate, a decay outside [0, 1), and an epsilon that
 *   is not above 0.
 *
 * @example
 * new Adadelta().name; // => "Adadelta(learningRate 1)"
 */
export class Adadelta extends RuleOptimizer {
  readonly name: string;
  /** η, what each step is multiplied by. */
  readonly learningRate: LearningRate;
  /** ρ: both means are over about the last 1 / (1 − ρ) squares. */
  readonly decay: number;
  /** ε, added to both means. */
  readonly epsilon: number;

  constructor(options: AdadeltaOptions = {}) {
    super(RULE);
    const usual = { learningRate: [1, RATE], decay: [0.95, SHARE], epsilon: [1e-6, POSITIVE] } as const;
    const { learningRate, decay, epsilon } = checkSettings("Adadelta", options, usual);
    this.learningRate = learningRate;
    this.decay = decay;
    this.epsilon = epsilon;
    this.name = rated("Adadelta", learningRate);
  }

  override get kind(): string {
    return "Adadelta";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "s = rho * s + (1 - rho) * g^2",
    "d = sqrt(u + epsilon) / sqrt(s + epsilon) * g",
    "u = rho * u + (1 - rho) * d^2",
    "w = w - eta * d",
  ],
  letters: { eta: "learningRate", rho: "decay", epsilon: "epsilon", s: "squares", u: "steps" },
  slots: ["squares", "steps"],
});

import { defineRule, OptionError, RuleOptimizer, type RunnableRule } from "@nn/core/component";
import { checkSettings, POSITIVE, within } from "./settings.js";

/** The settings of {@link Rprop}. What isn't given has the paper's value. */
export interface RpropOptions {
  /** How far each parameter moves at first; 0.01 unless given. */
  readonly firstStep?: number;
  /** η₁, what a step is multiplied by while the gradient keeps its sign; 1.2 unless given. */
  readonly increase?: number;
  /** η₂, what it is multiplied by when the sign has changed; 0.5 unless given. */
  readonly decrease?: number;
  /** δ₁, the shortest step; 1e-6 unless given. */
  readonly shortest?: number;
  /** δ₂, the longest step; 50 unless given. */
  readonly longest?: number;
}

/**
 * Rprop, resilient propagation: only the sign of a gradient counts. A parameter's step grows while the sign stays, and shrinks
 * when it changes; in the step in which it has changed, the parameter stays where it is.
 *
 *     s = sign(g)·sign(p)
 *     δ ← δ·η₁ where s > 0,   δ·η₂ where s < 0,   between δ₁ and δ₂
 *     p ← g, but 0 where s < 0
 *     w ← w − δ·sign(p)
 *
 * It compares gradients, so all have to be of the same examples: give it all of them in one batch. As in PyTorch, where the
 * first step is called `lr`; Keras has no Rprop.
 *
 * Source: M. Riedmiller and H. Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
 * algorithm" (1993); C. Igel and M. Hüsken, "Improving the Rprop Learning Algorithm" (2000), iRprop−, which this is.
 *
 * @throws OptionError for options that don't exist, an increase below 1, a decrease outside (0, 1), steps that aren't above 0,
 *   a shortest step above the longest one, and a first one that isn't between them.
 *
 * @example
 * new Rprop({ firstStep: 0.1 }).name; // => "Rprop(firstStep 0.1)"
 */
export class Rprop extends RuleOptimizer {
  readonly name: string;
  /** A step that was taken on other examples says nothing of the next one's sign. */
  readonly comparesSteps = true;
  /** How far each parameter moves at first. */
  readonly firstStep: number;
  /** η₁, what a step is multiplied by while the gradient keeps its sign. */
  readonly increase: number;
  /** η₂, what it is multiplied by when the sign has changed. */
  readonly decrease: number;
  /** The shortest step. */
  readonly shortest: number;
  /** The longest step. */
  readonly longest: number;

  constructor(options: RpropOptions = {}) {
    super(RULE);
    const { firstStep, increase, decrease, shortest, longest } = checkSettings("Rprop", options, {
      firstStep: [0.01, POSITIVE],
      increase: [1.2, within({ atLeast: 1 })],
      decrease: [0.5, within({ above: 0, below: 1 })],
      shortest: [1e-6, POSITIVE],
      longest: [50, POSITIVE],
    });
    this.firstStep = firstStep;
    this.increase = increase;
    this.decrease = decrease;
    this.shortest = shortest;
    this.longest = longest;
    if (shortest > longest) {
      throw new OptionError(`Rprop: shortest must be at most longest, which is ${longest}, but is ${shortest}.`);
    }
    if (firstStep < shortest || firstStep > longest) {
      throw new OptionError(`Rprop: firstStep must be between ${shortest} and ${longest}, but is ${firstStep}.`);
    }
    this.name = `Rprop(firstStep ${firstStep})`;
  }

  override get kind(): string {
    return "Rprop";
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: [
    "s = sign(g) * sign(p)",
    "c = 1 + (eta1 - 1) * step(s) - (1 - eta2) * step(-s)",
    // δ is 0 before the first step, and a first step's from it on.
    "delta = max(delta1, min(delta2, c * (delta + delta0 * step(2 - t))))",
    "p = g * (1 - step(-s))",
    "w = w - delta * sign(p)",
  ],
  letters: {
    ...{ delta0: "firstStep", eta1: "increase", eta2: "decrease", delta1: "shortest", delta2: "longest" },
    ...{ p: "previous", delta: "length" },
  },
  slots: ["previous", "length"],
});

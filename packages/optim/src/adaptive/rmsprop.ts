import {
  checkLearningRate,
  checkOptions,
  defineRule,
  finiteNumber,
  type LearningRate,
  RuleOptimizer,
  type RunnableRule,
  trueOrFalse,
} from "@nn/core/component";
import { rated } from "../shown.js";

/** The settings of {@link RMSprop}. */
export interface RMSpropOptions {
  /** η: a number, or a function of the step; 0.001 unless given. */
  readonly learningRate?: LearningRate;
  /** ρ, how slowly the mean of the gradients' squares forgets; 0.9 unless given. */
  readonly decay?: number;
  /** ε, which keeps the quotient finite; 1e-8 unless given. It stands outside the root unless `epsilonInRoot`. */
  readonly epsilon?: number;
  /** μ, how much of the last velocity is kept; 0 unless given. */
  readonly momentum?: number;
  /** Whether the square of the gradients' mean is taken off the mean of their squares; `false` unless given. */
  readonly centred?: boolean;
  /** Whether ε stands inside the root, as in Keras; `false` unless given. */
  readonly epsilonInRoot?: boolean;
}

/**
 * RMSprop, root mean square propagation: each gradient is divided by the square root of an exponential moving average of
 * its square. A step is about η then, for small and for large gradients.
 *
 *     s ← ρ·s + (1 − ρ)·g²
 *     w ← w − η·g / (√s + ε)
 *
 * The mean begins at 0 and isn't corrected for that, as Adam's are: the first steps are longer, the very first by
 * 1/√(1 − ρ).
 *
 * `centred` divides by the standard deviation, √(s − a²) in the place of √s, with the mean a ← ρ·a + (1 − ρ)·g. `momentum` keeps a
 * velocity, v ← μ·v + g / (√s + ε), which is multiplied by η as it moves the parameter, so that a new rate acts at once. Both
 * are as in PyTorch, whose ρ is called `alpha` and is 0.99; Keras has η inside the velocity, and ε inside the root:
 * `epsilonInRoot` divides by √(s + ε).
 *
 * Source: G. Hinton, N. Srivastava and K. Swersky, "Neural Networks for Machine Learning" (2012), lecture 6e; centred: A. Graves,
 * "Generating Sequences With Recurrent Neural Networks" (2013).
 *
 * @throws OptionError for options that don't exist, a negative learning rate, a decay or a momentum outside [0, 1), and an
 *   epsilon that is not above 0.
 *
 * @example
 * new RMSprop({ momentum: 0.9 }).name; // => "RMSprop(learningRate 0.001, momentum 0.9)"
 */
export class RMSprop extends RuleOptimizer {
  readonly name: string;
  /** η, about how far a parameter moves in one step. */
  readonly learningRate: LearningRate;
  /** ρ: s is a mean over about the last 1 / (1 − ρ) squares of gradients. */
  readonly decay: number;
  /** ε, added to the root of s, or to s inside of it: where gradients are much smaller, steps shrink with them. */
  readonly epsilon: number;
  /** μ, the share of the velocity that the next step keeps; 0 without one. */
  readonly momentum: number;
  /** Whether it divides by the standard deviation of the gradients. */
  readonly centred: boolean;
  /** Whether ε stands inside the root. */
  readonly epsilonInRoot: boolean;

  constructor(options: RMSpropOptions = {}) {
    checkOptions("RMSprop", options, ["learningRate", "decay", "epsilon", "momentum", "centred", "epsilonInRoot"]);
    const { learningRate = 0.001, decay = 0.9, epsilon = 1e-8 } = options;
    const { momentum = 0, centred = false, epsilonInRoot = false } = options;
    finiteNumber("RMSprop: momentum", momentum, { atLeast: 0, below: 1 });
    trueOrFalse("RMSprop: centred", centred);
    trueOrFalse("RMSprop: epsilonInRoot", epsilonInRoot);
    super(momentum > 0 || centred || epsilonInRoot ? ruleWith(momentum > 0, centred, epsilonInRoot) : RULE);
    this.learningRate = checkLearningRate("RMSprop: learningRate", learningRate);
    this.decay = finiteNumber("RMSprop: decay", decay, { atLeast: 0, below: 1 });
    this.epsilon = finiteNumber("RMSprop: epsilon", epsilon, { above: 0 });
    this.momentum = momentum;
    this.centred = centred;
    this.epsilonInRoot = epsilonInRoot;
    const moved = momentum > 0 ? `, momentum ${momentum}` : "";
    const divided = `${centred ? ", centred" : ""}${epsilonInRoot ? ", epsilon in root" : ""}`;
    this.name = rated("RMSprop", this.learningRate, moved + divided);
  }

  override get kind(): string {
    return "RMSprop";
  }

  /** Without the newer settings where they have their defaults: older files don't have them. */
  override settings(): object {
    const { learningRate, decay, epsilon, momentum, centred, epsilonInRoot } = this;
    return {
      ...{ learningRate, decay, epsilon },
      ...(momentum > 0 && { momentum }),
      ...(centred && { centred }),
      ...(epsilonInRoot && { epsilonInRoot }),
    };
  }
}

/** @public The build gives it loops. */
export const RULE: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["s = rho * s + (1 - rho) * g^2", "w = w - eta * g / (sqrt(s) + epsilon)"],
  letters: { eta: "learningRate", rho: "decay", epsilon: "epsilon", s: "s" },
  slots: ["s"],
});

/** Each is made once: what is recorded for one training is found again by its rule. */
const rules: Map<string, RunnableRule> = /* @__PURE__ */ new Map();

function ruleWith(hasMomentum: boolean, centred: boolean, epsilonInRoot: boolean): RunnableRule {
  const key = [hasMomentum, centred, epsilonInRoot].join();
  const known = rules.get(key);
  if (known !== undefined) return known;
  // Of a gradient that doesn't change, the difference is 0, but for what rounding leaves.
  const square = centred ? "max(0, s - a^2)" : "s";
  const quotient = epsilonInRoot ? `g / sqrt(${square} + epsilon)` : `g / (sqrt(${square}) + epsilon)`;
  const rule = defineRule({
    lines: [
      "s = rho * s + (1 - rho) * g^2",
      ...(centred ? ["a = rho * a + (1 - rho) * g"] : []),
      ...(hasMomentum ? [`v = mu * v + ${quotient}`, "w = w - eta * v"] : [`w = w - eta * ${quotient}`]),
    ],
    letters: {
      ...{ eta: "learningRate", rho: "decay", epsilon: "epsilon", s: "s" },
      ...(centred && { a: "mean" }),
      ...(hasMomentum && { mu: "momentum", v: "velocity" }),
    },
    slots: ["s", ...(centred ? ["mean"] : []), ...(hasMomentum ? ["velocity"] : [])],
  });
  rules.set(key, rule);
  return rule;
}

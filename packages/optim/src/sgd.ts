import {
  checkLearningRate,
  checkOptions,
  defineRule,
  finiteNumber,
  type LearningRate,
  OptionError,
  RuleOptimizer,
  type RunnableRule,
  type Titles,
  trueOrFalse,
} from "@nn/core/component";
import { rated } from "./shown.js";

/** The settings of {@link SGD}. Only the learning rate must be given: none suits every problem. */
export interface SGDOptions {
  /** η: a number, or a function of the step. */
  readonly learningRate: LearningRate;
  /** μ, how much of the last velocity is kept: 0 unless given, which is plain gradient descent. */
  readonly momentum?: number;
  /** Whether to look ahead along the velocity; `false` unless given. */
  readonly nesterov?: boolean;
}

/**
 * Stochastic gradient descent.
 *
 *     w ← w − η·g                                   plain
 *     v ← μ·v + g,   w ← w − η·v                    with momentum
 *     v ← μ·v + g,   w ← w − η·(g + μ·v)            with Nesterov's momentum
 *
 * The learning rate stands outside the velocity, so changing it acts at once. Sutskever et al. put it inside: with plain
 * momentum and a constant rate that gives the same steps; Nesterov's is written here for the point looked ahead to.
 *
 * Source: H. Robbins and S. Monro, "A Stochastic Approximation Method" (1951); B. Polyak, "Some methods of speeding up
 * the convergence of iteration methods" (1964); I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of
 * initialization and momentum in deep learning" (2013).
 *
 * @throws OptionError for options that don't exist, a negative learning rate, a momentum outside [0, 1), and Nesterov
 *   without momentum.
 *
 * @example
 * new SGD({ learningRate: 0.1, momentum: 0.9 }).name; // => "SGD(learningRate 0.1, momentum 0.9)"
 */
export class SGD extends RuleOptimizer {
  readonly name: string;
  /** η, what the gradient or the velocity is multiplied by to give a step. */
  readonly learningRate: LearningRate;
  /** μ, the share of the velocity that the next step keeps; 0 for plain gradient descent. */
  readonly momentum: number;
  /** Whether a step looks ahead along the velocity: g + μ·v takes the place of v. */
  readonly nesterov: boolean;

  constructor(options: SGDOptions) {
    checkOptions("SGD", options, ["learningRate", "momentum", "nesterov"]);
    const { momentum = 0, nesterov = false } = options;
    const learningRate = checkLearningRate("SGD: learningRate", options.learningRate);
    finiteNumber("SGD: momentum", momentum, { atLeast: 0, below: 1 });
    trueOrFalse("SGD: nesterov", nesterov);
    if (nesterov && momentum === 0) throw new OptionError("SGD: nesterov needs a momentum above 0, such as 0.9.");
    super(momentum === 0 ? PLAIN : nesterov ? NESTEROV : MOMENTUM);
    this.learningRate = learningRate;
    this.momentum = momentum;
    this.nesterov = nesterov;
    this.name = rated("SGD", learningRate, momentum > 0 ? `, ${nesterov ? "nesterov " : ""}momentum ${momentum}` : "");
  }

  override get kind(): string {
    return "SGD";
  }

  /** What readers are shown: with or without momentum. */
  get titles(): Titles {
    return { en: "gradient descent (SGD)", fr: "descente de gradient (SGD)" };
  }

  override settings(): Required<SGDOptions> {
    const { learningRate, momentum, nesterov } = this;
    return { learningRate, momentum, nesterov };
  }
}

const LETTERS = { eta: "learningRate", mu: "momentum", v: "velocity" };
/** @public The build gives it loops. */
export const PLAIN: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["w = w - eta * g"],
  letters: { eta: "learningRate" },
});
/** @public The build gives it loops. */
export const MOMENTUM: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["v = mu * v + g", "w = w - eta * v"],
  letters: LETTERS,
  slots: ["velocity"],
});
/** @public The build gives it loops. */
export const NESTEROV: RunnableRule = /* @__PURE__ */ defineRule({
  lines: ["v = mu * v + g", "w = w - eta * (g + mu * v)"],
  letters: LETTERS,
  slots: ["velocity"],
});

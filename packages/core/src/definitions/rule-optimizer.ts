import { advice } from "../advice/advice.js";
import type { Optimizer, UpdateFrame } from "../contracts/optimizer.js";
import { type RunnableRule, updateByRule } from "./rule-update.js";

/**
 * An optimizer that is its rule: whatever backend it runs on makes its update of that. A setting that the rule names is a
 * property under that name, a number or a function of the step.
 *
 * @example
 * const rule = defineRule({ lines: ["w = w - eta * g / abs(g)"], letters: { eta: "learningRate" } });
 * class Signs extends RuleOptimizer {
 *   name = "signs";
 *   learningRate = 0.1;
 *   constructor() { super(rule); }
 * }
 * const [value, gradient] = [new Float64Array([1]), new Float64Array([5])];
 * const kernels = reference.kernels("float64");
 * new Signs().update({ kernels, value, gradient, slots: {}, scalars: {}, step: 1, parameters: [], parts: {}, loss: 0, evaluate: () => 0 });
 * value; // => [0.9]
 */
export abstract class RuleOptimizer implements Optimizer {
  /** With its settings, as a report shows it: `"SGD(learningRate 0.1)"`. */
  abstract readonly name: string;
  /** What an update is. */
  readonly rule: RunnableRule;
  /** What the rule remembers of each parameter, all zero at first. */
  readonly slots: readonly string[];
  readonly #itself: true = true;

  /**
   * @param rule - What {@link defineRule} made.
   * @throws OptionError for anything else.
   */
  protected constructor(rule: RunnableRule) {
    advice.onRule?.(rule);
    this.rule = rule;
    this.slots = rule.slots;
  }

  /**
   * Whether no line goes over all parameters, asks how many they are, or where each stands. `@nn/core/plain` reads no lines, and takes
   * it that one does.
   */
  get elementwise(): boolean {
    return advice.graphFor?.(this.rule.computes[0]).isByNumber === true;
  }

  /** @throws OptionError for a rule that isn't one, and for settings that are no numbers. */
  update(frame: UpdateFrame): void {
    updateByRule(this, frame);
  }

  /** A class that is made anew by its own constructor says its own; any other is by its rule. */
  get kind(): string {
    return "RuleOptimizer";
  }

  /** What its rule names, by the names of the settings. */
  settings(): object {
    const own = this as unknown as Readonly<Record<string, unknown>>;
    return Object.fromEntries(this.rule.settings.map((name) => [name, own[name]]));
  }

  /** Whether it is one, and no proxy and no copy of one. */
  static isOne(optimizer: Optimizer): optimizer is RuleOptimizer {
    return #itself in optimizer && optimizer.#itself;
  }
}

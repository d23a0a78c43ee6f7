import { Computation, type Loop } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Optimizer, UpdateFrame, UpdateRule } from "../contracts/optimizer.js";
import { settingsOf } from "./update-numbers.js";

/** What a rule is made from: lines of which the last one sets w, and what their names stand for. */
export interface RuleDefinition extends UpdateRule {
  /**
   * Which setting or slot each name stands for, `{ eta: "learningRate", v: "velocity" }`: all but w, g and t, the slots in
   * their order.
   */
  readonly letters: Readonly<Record<string, string>>;
  /** The optimizer's slots. */
  readonly slots?: readonly string[];
}

/** A rule that is run as it is written. */
export interface RunnableRule extends UpdateRule {
  /** Which setting or slot each name stands for. */
  readonly letters: Readonly<Record<string, string>>;
  /** The slots of an optimizer that is this rule. */
  readonly slots: readonly string[];
  /** What an update runs. */
  readonly computes: readonly [Computation];
  /** The optimizer's property that each scalar is; the last scalar is the number of the step. */
  readonly settings: readonly string[];
}

/**
 * A rule by which parameters move, which every backend and every explanation reads.
 *
 * @param loop - What was made of it beforehand.
 * @throws OptionError for what isn't a rule, and for a line that can't be read.
 *
 * @example
 * const rule = defineRule({ lines: ["w = w - eta * g"], letters: { eta: "learningRate" } });
 * rule.settings; // => ["learningRate"]
 */
export function defineRule(definition: RuleDefinition, loop?: Loop): RunnableRule {
  const given = advice.onDefinition?.("defineRule", definition, loop) ?? definition;
  const { lines, letters, slots = [] } = given;
  const names = Object.keys(letters);
  const isSlot = (name: string): boolean => slots.includes(letters[name]!);
  const kept = names.filter(isSlot);
  const scalars = names.filter((name) => !isSlot(name));
  // 0 · a finite number is 0; what isn't finite would stop a parameter without a word, as ∞ does under Adam's root.
  const guards = kept.map((slot) => ` + 0 * ${slot}`).join("");
  const text = {
    name: "update",
    arrays: ["w", "g", ...kept],
    scalars: [...scalars, "t"],
    // In brackets, as alternatives would have it in their last one alone.
    lines: [...lines.slice(0, -1), `${lines.at(-1)?.replace("=", "= (")})${guards}`],
  };
  return {
    lines,
    letters,
    slots,
    computes: [new Computation(text, loop)],
    settings: scalars.map((name) => letters[name]!),
  };
}

/**
 * Does what an optimizer's rule says: all that its `update` needs to be.
 *
 * @throws OptionError for an optimizer without such a rule, and for settings that are no numbers.
 *
 * @example
 * const [value, gradient] = [new Float64Array([1]), new Float64Array([0.5])];
 * const kernels = reference.kernels("float64");
 * const frame = { kernels, value, gradient, slots: {}, scalars: {}, step: 1, parameters: [], parts: {}, loss: 0, evaluate: () => 0 };
 * updateByRule(new SGD({ learningRate: 0.1 }), frame);
 * value; // => [0.95]
 */
export function updateByRule(optimizer: Optimizer & { readonly rule: RunnableRule }, frame: UpdateFrame): void {
  advice.onUpdate?.(optimizer, frame);
  const { computes, settings, slots: names } = optimizer.rule;
  const { kernels, value, gradient, slots } = frame;
  kernels.compute(
    computes[0],
    settingsOf(optimizer, settings, frame),
    1,
    value?.length,
    value,
    gradient,
    slots[names[0]!],
    slots[names[1]!],
    slots[names[2]!],
    slots[names[3]!],
  );
}

import type { FloatArray, Kernels } from "@nn/numerics";
import { Computation } from "@nn/numerics";
import type { Optimizer } from "../contracts/optimizer.js";
import { RuleOptimizer } from "../definitions/rule-optimizer.js";
import type { RunnableRule } from "../definitions/rule-update.js";
import { findProperty } from "./watch/watched.js";

const update: RuleOptimizer["update"] = /* @__PURE__ */ (() => RuleOptimizer.prototype.update)();

/** Whether what an optimizer does is its rule, and nothing else. */
function isRule(optimizer: Optimizer): optimizer is Optimizer & RuleOptimizer {
  return RuleOptimizer.isOne(optimizer) && optimizer.update === update;
}

/** The numbers that a rule is given at a step: an optimizer's settings, and the number of the step. */
export class RuleScalars {
  /** How many there are. */
  readonly count: number;
  readonly #optimizer: Optimizer;
  readonly rule: RunnableRule;

  private constructor(optimizer: Optimizer, rule: RunnableRule) {
    this.#optimizer = optimizer;
    this.rule = rule;
    this.count = rule.settings.length + 1;
  }

  /** @returns `undefined` for an optimizer whose update isn't just its rule. */
  static of(optimizer: Optimizer): RuleScalars | undefined {
    if (!isRule(optimizer) || optimizer.scalars !== undefined) return undefined;
    const { rule } = optimizer;
    // A getter may give another number each time, and be anything.
    const areThere = rule.settings.every((name) => "value" in (findProperty(optimizer, name) ?? {}));
    return areThere ? new RuleScalars(optimizer, rule) : undefined;
  }

  /** Whether all settings are numbers at this moment, and the update is still the rule. A function is a user's code. */
  areNumbers(): boolean {
    const { settings } = this.rule;
    const optimizer = this.#optimizer;
    if (!isRule(optimizer) || optimizer.rule !== this.rule) return false;
    const values = valuesOf(optimizer);
    for (let i = 0; i < settings.length; i++) if (typeof values[settings[i]!] !== "number") return false;
    return true;
  }

  /** Writes rows of them for so many steps, from a place on. @param width - How far a row is from the one before. */
  write(rows: { [index: number]: number }, at: number, steps: number, first: number, width: number): void {
    const { settings } = this.rule;
    const values = valuesOf(this.#optimizer);
    const last = this.count - 1;
    for (let i = 0; i < last; i++) {
      const setting = values[settings[i]!] as number;
      for (let step = 0; step < steps; step++) rows[at + step * width + i] = setting;
    }
    for (let step = 0; step < steps; step++) rows[at + step * width + last] = first + step;
  }

  /**
   * Keeps the slots, and does what the rule says, with numbers that are given elsewhere.
   *
   * @param apart - Whether the slots have to be kept before anything moves.
   */
  compute({ kernels, scalars, value, gradient, slots, kept }: RuleArrays, apart: boolean): void {
    const { length } = value;
    const [computation] = this.rule.computes;
    const isApart = apart || 2 + slots.length + kept.length > MOST_ARRAYS;
    if (isApart) for (const [i, slot] of slots.entries()) kernels.snapshot(kept[i]!, slot, slot, length);
    const [first, second, third, fourth] = isApart ? slots : [...slots, ...kept];
    const whole = isApart ? computation : keepingOf(computation);
    kernels.compute(whole, scalars, 1, length, value, gradient, first, second, third, fourth);
  }
}

/** What a rule works on, and where its slots are kept from before. */
interface RuleArrays {
  readonly kernels: Kernels;
  readonly scalars: ArrayLike<number>;
  readonly value: FloatArray;
  readonly gradient: FloatArray;
  readonly slots: readonly FloatArray[];
  readonly kept: readonly FloatArray[];
}

/** As many as a computation takes. */
const MOST_ARRAYS = 6;

const KEEPING: WeakMap<Computation, Computation> = /* @__PURE__ */ new WeakMap();

/** The same computation, which writes down its slots before it changes them: in its own loop, that costs next to nothing. */
function keepingOf(computation: Computation): Computation {
  const { text } = computation;
  const slots = text.arrays.slice(2);
  if (slots.length === 0) return computation;
  let keeping = KEEPING.get(computation);
  if (keeping === undefined) {
    const arrays = [...text.arrays, ...slots.map((slot) => `kept_${slot}`)];
    const lines = [...slots.map((slot) => `kept_${slot} = ${slot}`), ...text.lines];
    keeping = new Computation({ ...text, arrays, lines });
    KEEPING.set(computation, keeping);
  }
  return keeping;
}

/** What it has under the names of settings. */
function valuesOf(optimizer: Optimizer): Readonly<Record<string, unknown>> {
  return optimizer as unknown as Readonly<Record<string, unknown>>;
}

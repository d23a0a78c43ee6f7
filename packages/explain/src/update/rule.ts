import { OptionError } from "@nn/core";
import { type LearningRate, type Optimizer, RATE, rateAt, show } from "@nn/core/component";
import type { Rounding } from "../chain/rounding.js";
import { stepOf } from "../chain/step.js";
import type { Given } from "../explanation/steps.js";
import type { UpdateLine, UpdateSetting } from "../explanation/update.js";
import { evaluate } from "../formula/evaluate.js";
import { callOf, type Expression, mentions, substitute, symbolOf } from "../formula/expression.js";
import { parseFormula } from "../formula/text/parse.js";
import { sourceOf } from "../formula/text/source.js";
import { changedBy } from "./change.js";
import type { Assignment, Told } from "./told.js";

/** The parameter whose update is explained. */
export interface Moved {
  /** The derivatives with respect to all parameters. */
  readonly gradients: ArrayLike<number>;
  /** Its index among all. */
  readonly index: number;
  readonly name: string;
  readonly before: number;
  /** Its derivative, as the chain gave it. */
  readonly gradient: number;
}

/** What the optimizer's own code made of the numbers. */
interface Found {
  readonly kept: readonly Given[];
  /** What it had remembered before. */
  readonly remembered: readonly Given[];
  /** The number of the step. */
  readonly step: number;
  /** What learning rates are multiplied by. */
  readonly rateScale: number;
}

/**
 * What an optimizer's rule says of an update; no lines where it has none.
 *
 * @throws OptionError for a rule that can't be read.
 */
export function toldBy(optimizer: Optimizer, { kept, remembered, step, rateScale }: Found): Told {
  const assignments = readRule(optimizer);
  const letters = lettersOf(optimizer);
  const settings = [...letters]
    .filter(([letter]) => assignments.some(({ expression }) => mentions(expression, letter)))
    .flatMap(([symbol, own]) => settingOf(optimizer, symbol, own, step, rateScale));
  if (assignments.some(({ expression }) => mentions(expression, "t")))
    settings.push({ symbol: "t", name: "step", value: step });
  const byLetter = (slots: readonly Given[]): Map<string, number> =>
    new Map(
      assignments.flatMap(({ target }) => {
        const slot = slots.find(({ symbol }) => symbol === target || symbol === letters.get(target));
        return slot ? [[target, slot.value] as const] : [];
      }),
    );
  return { assignments, settings, remembered: byLetter(remembered), kept: byLetter(kept) };
}

/** The lines of an update with their numbers. @param after - The parameter, by the optimizer's own code. */
export function linesOf(
  { assignments, settings, remembered, kept }: Told,
  { name, before, gradient }: Moved,
  after: number,
  rounding: Rounding,
): UpdateLine[] {
  const shown = new Map<string, Expression>([
    ["w", symbolOf(name)],
    ["g", callOf("partial", symbolOf("L"), symbolOf(name))],
  ]);
  const values = new Map([...settings.map(({ symbol, value }) => [symbol, value] as const), ...remembered]);
  values.set("w", before).set("g", gradient);
  const last = assignments.map(({ target }) => target).lastIndexOf("w");
  return assignments.map(({ target, expression }, i): UpdateLine => {
    const known = values.get(target);
    const computed = evaluate(expression, Object.fromEntries(values));
    const own = i === last ? after : kept.get(target);
    const isExact = rounding.significantDigits === null;
    const exact = isExact ? (own ?? computed) : computed;
    const step = stepOf(expression, exact, values, rounding.tolerance);
    const changed = target === "w" && !isExact ? changedBy(expression, values, shown, rounding) : null;
    const value = isExact ? exact : (changed?.after ?? rounding.round(exact));
    values.set(target, value);
    return {
      ...step,
      symbol: target === "w" ? name : target,
      formula: sourceOf(substitute(expression, shown)),
      value,
      replaces: known !== undefined,
      ...(known !== undefined && target !== "w" && { before: known }),
      ...(changed && { change: changed.change }),
    };
  });
}

/** The lines of an optimizer's rule; none where it has no rule, or one that runs and has more in it than is written here. */
function readRule(optimizer: Optimizer): Assignment[] {
  try {
    return assignmentsOf(optimizer);
  } catch (error) {
    const { computes } = Object(optimizer.rule) as { readonly computes?: unknown };
    if (error instanceof OptionError && Array.isArray(computes)) return [];
    throw error;
  }
}

function assignmentsOf(optimizer: Optimizer): Assignment[] {
  const { name, rule, slots } = optimizer;
  if (rule === undefined) return [];
  if (!Array.isArray(rule?.lines) || rule.lines.some((line: unknown) => typeof line !== "string")) {
    throw new OptionError(
      `The rule of ${name} must have its lines as texts, as in { lines: ["w = w - eta * g"] }, but is ${show(rule)}.`,
    );
  }
  return readLines(rule.lines, ["w", "g", "t", ...lettersOf(optimizer).keys(), ...slots], (line) => {
    throw new OptionError(
      `The rule of ${name} must be made of lines such as "w = w - eta * g", but has ${show(line)}.`,
    );
  });
}

/**
 * Assignments as texts.
 *
 * @param letters - What they may name beside each other's targets.
 * @param refuse - Throws the error of a line that is none.
 * @throws OptionError for a formula that can't be read.
 */
export function readLines(
  lines: readonly string[],
  letters: readonly string[],
  refuse: (line: string) => never,
): Assignment[] {
  const parts = lines.map((line) => {
    const [, target, formula] = /^\s*([a-zA-Z]\w*)\s*=([^=]*)$/.exec(line) ?? [];
    return target === undefined || formula === undefined ? refuse(line) : { target, formula };
  });
  const known = [...new Set([...letters, ...parts.map(({ target }) => target)])];
  return parts.map(({ target, formula }) => ({ target, expression: parseFormula(formula.trim(), known) }));
}

/** By letter, what it stands for on the optimizer: each of its own numbers has its name for one, too. */
function lettersOf(optimizer: Optimizer): Map<string, string> {
  const numbers = Object.entries(optimizer).filter(([, value]) => typeof value === "number");
  return new Map([...Object.entries(optimizer.rule?.letters ?? {}), ...numbers.map(([name]) => [name, name] as const)]);
}

function settingOf(
  optimizer: Optimizer,
  symbol: string,
  name: string,
  step: number,
  rateScale: number,
): UpdateSetting[] {
  const setting: unknown = Reflect.get(optimizer, name);
  if (typeof setting !== "number" && typeof setting !== "function") return [];
  const scale = name.endsWith(RATE) ? rateScale : 1;
  return [{ symbol, name, value: rateAt(setting as LearningRate, step) * scale }];
}

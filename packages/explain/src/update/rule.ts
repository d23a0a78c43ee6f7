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
  readonly after: number;
  readonly kept: readonly Given[];
  /** What it had remembered before. */
  readonly remembered: readonly Given[];
  /** The number of the step. */
  readonly step: number;
  /** What learning rates are multiplied by. */
  readonly rateScale: number;
}

/**
 * The lines of an optimizer's rule with their numbers.
 *
 * @throws OptionError for a rule that can't be read.
 */
export function linesOf(
  optimizer: Optimizer,
  { name, before, gradient }: Moved,
  { after, kept, remembered, step: number, rateScale }: Found,
  rounding: Rounding,
): { settings: UpdateSetting[]; lines: UpdateLine[] } {
  const assignments = readRule(optimizer);
  const letters = lettersOf(optimizer);
  const settings = [...letters]
    .filter(([letter]) => assignments.some(({ expression }) => mentions(expression, letter)))
    .flatMap(([symbol, own]) => settingOf(optimizer, symbol, own, number, rateScale));
  if (assignments.some(({ expression }) => mentions(expression, "t")))
    settings.push({ symbol: "t", name: "step", value: number });
  const slotOf = (letter: string, among = kept): Given | undefined =>
    among.find(({ symbol }) => symbol === letter || symbol === letters.get(letter));
  const shown = new Map<string, Expression>([
    ["w", symbolOf(name)],
    ["g", callOf("partial", symbolOf("L"), symbolOf(name))],
  ]);
  const values = new Map(settings.map(({ symbol, value }) => [symbol, value]));
  for (const { target } of assignments) {
    const slot = slotOf(target, remembered);
    if (slot) values.set(target, slot.value);
  }
  values.set("w", before).set("g", gradient);

  const last = assignments.map(({ target }) => target).lastIndexOf("w");
  const lines = assignments.map(({ target, expression }, i): UpdateLine => {
    const known = values.get(target);
    const computed = evaluate(expression, Object.fromEntries(values));
    const own = i === last ? after : slotOf(target)?.value;
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
  return { settings, lines };
}

interface Assignment {
  readonly target: string;
  readonly expression: Expression;
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
  const lines = rule.lines.map((line: string) => {
    const [, target, formula] = /^\s*([a-zA-Z]\w*)\s*=([^=]*)$/.exec(line) ?? [];
    if (target === undefined || formula === undefined) {
      throw new OptionError(
        `The rule of ${name} must be made of lines such as "w = w - eta * g", but has ${show(line)}.`,
      );
    }
    return { target, formula };
  });
  const targets = lines.map(({ target }) => target);
  const known = ["w", "g", "t", ...lettersOf(optimizer).keys(), ...slots, ...targets];
  return lines.map(({ target, formula }) => ({
    target,
    expression: parseFormula(formula.trim(), [...new Set(known)]),
  }));
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

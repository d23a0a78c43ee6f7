import {
  type Computation,
  type Optimizer,
  OptionError,
  type PartParameter,
  type RunnableRule,
  type UpdateRule,
} from "@nn/core/component";
import type { UpdateSetting } from "../explanation/update.js";
import { type Expression, mentions, partsOf, substitute, symbolOf } from "../formula/expression.js";
import { REDUCTIONS } from "../formula/functions.js";
import { type Moved, readLines } from "./rule.js";
import type { Assignment, Told } from "./told.js";
import type { Computed, Place } from "./watched.js";

/** The rules of an optimizer and of those inside of it. */
export function rulesIn(optimizer: Optimizer, parameters: readonly PartParameter[]): UpdateRule[] {
  const inside = Object.values(optimizer.parts?.(parameters, parameters).byName ?? {});
  const rules = inside.flatMap((part) => rulesIn(part.optimizer, parameters));
  return optimizer.rule === undefined ? rules : [optimizer.rule, ...rules];
}

/** Whether {@link composed} asks what names of a computation stand for: of one that no rule says in lines that are written here. */
export function isAsked(rules: readonly UpdateRule[], computation: Computation): boolean {
  return ruleOf(rules, computation) === undefined && linesOf(computation.text).some((line) => typeof line === "string");
}

function ruleOf(rules: readonly UpdateRule[], computation: Computation): UpdateRule | undefined {
  return rules.find((rule) => (rule as Partial<RunnableRule>).computes?.includes(computation));
}

/**
 * The lines of an update as it computed them, of an optimizer that has no rule but others inside of it: one computation
 * after another, each with the letters of its text.
 *
 * @param places - Where the parameter and its derivative are.
 * @param moved - The parameter and its derivative before it.
 * @param after - The parameter after it.
 * @param round - Rounds what is told as a number alone: what a line makes of more numbers than the parameter's own.
 * @returns `undefined` where a text has more in it than is written here, where one letter would stand for two numbers,
 *   and where something else than these computations changes the parameter.
 */
export function composed(
  rules: readonly UpdateRule[],
  computed: readonly Computed[],
  places: { readonly value: Place; readonly gradient: Place },
  { before, gradient }: Moved,
  after: number,
  round: (value: number) => number,
): Told | undefined {
  const assignments: Assignment[] = [];
  const settings = new Map<string, UpdateSetting>();
  const symbols = new Map<Place, string>([
    [places.value, "w"],
    [places.gradient, "g"],
  ]);
  const first = new Map([
    ["w", before],
    ["g", gradient],
  ]);
  const kept = new Map(first);
  for (const { computation, scalars, numbers, named } of computed) {
    const { text } = computation;
    if (text.byRow?.length || text.byColumn?.length) return undefined;
    const rule = ruleOf(rules, computation);
    for (const [i, letter] of (text.scalars ?? []).entries()) {
      const name = letter === "t" ? "step" : (rule?.letters?.[letter] ?? letter);
      const known = settings.get(letter);
      if (known && known.value !== scalars[i]) return undefined;
      settings.set(letter, { symbol: letter, name, value: scalars[i]! });
    }
    const names = new Map<string, Expression>();
    for (const [i, letter] of text.arrays.entries()) {
      const { place, before, after } = numbers[i]!;
      const symbol = symbols.get(place) ?? letter;
      if (!symbols.has(place) && [...symbols.values()].includes(letter)) return undefined;
      symbols.set(place, symbol);
      names.set(letter, symbolOf(symbol));
      // Something else has changed it.
      if (kept.has(symbol) && kept.get(symbol) !== before) return undefined;
      if (!kept.has(symbol)) first.set(symbol, before);
      kept.set(symbol, after);
    }
    for (const [i, line] of linesOf(text, rule).entries()) {
      if (typeof line === "string") {
        if (rule !== undefined || text.arrays.includes(line) || settings.has(line)) return undefined;
        settings.set(line, { symbol: line, name: line, value: round(named(line, i)) });
        continue;
      }
      const { target, expression } = line;
      const symbol = names.get(target);
      assignments.push({
        target: symbol?.kind === "symbol" ? symbol.name : target,
        expression: substitute(expression, names),
      });
    }
  }
  if (kept.get("w") !== after) return undefined;
  kept.delete("w");
  const isRead = (symbol: string): boolean => {
    const at = assignments.findIndex(({ target, expression }) => target === symbol || mentions(expression, symbol));
    return at >= 0 && mentions(assignments[at]!.expression, symbol);
  };
  return {
    assignments,
    settings: [...settings.values()].filter(({ symbol }) => isRead(symbol)),
    // What is written before it is read isn't remembered.
    remembered: new Map([...first].filter(([symbol]) => isRead(symbol))),
    kept,
  };
}

/** The lines of a text, or of its rule; of one that has more in it than is written here, such as a choice or a norm, what it sets. */
function linesOf(text: Computation["text"], rule?: UpdateRule): (Assignment | string)[] {
  const lines = rule?.lines ?? text.lines;
  const letters = [...(text.scalars ?? []), ...text.arrays];
  const targets = lines.map((line) => line.slice(0, line.indexOf("=")).trim());
  return lines.map((line, i) => {
    try {
      const [read] = readLines([line], [...letters, ...targets], (line) => {
        throw new OptionError(line);
      });
      return partsOf(read!.expression).some(isReduction) ? targets[i]! : read!;
    } catch (error) {
      if (error instanceof OptionError) return targets[i]!;
      throw error;
    }
  });
}

function isReduction(part: Expression): boolean {
  return part.kind === "call" && REDUCTIONS.includes(part.name);
}

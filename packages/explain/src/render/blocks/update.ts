import type { Explanation } from "../../explanation/explanation.js";
import type { Update, UpdateLine } from "../../explanation/update.js";
import type { ExplanationWords } from "../../languages/language.js";
import {
  BLANK,
  type Block,
  derivative,
  equation,
  formula,
  foundNumber,
  heading,
  type Mathematics,
  number,
  paragraph,
  type Sentence,
} from "../document.js";
import { withNumbers } from "../found.js";
import type { Telling } from "../telling.js";
import { titleOf } from "../titles.js";

/** The optimizer's rule with its numbers; of one that doesn't say its rule, what is before and after. */
export function updateBlocks({ update, parameter, significantDigits }: Explanation, telling: Telling): Block[] {
  if (update === null) return [];
  const blocks =
    update.lines.length > 0
      ? ruleBlocks(update, parameter.name, telling)
      : changeBlocks(update, parameter.name, telling);
  const changes = update.lines.flatMap(({ change }) => (change ? [change.formula] : []));
  const rounded = significantDigits === null ? [] : [changes.length === 1 ? changes[0]! : null];
  return [
    heading(telling.language.explanation.update),
    ...blocks.slice(0, 1),
    ...rounded.map((change) => roundingBlock(change, parameter.name, significantDigits!, telling)),
    ...blocks.slice(1),
  ];
}

/** By hand, the change is rounded, and the parameter isn't rounded again: 1 − 0.00214 is 0.99786. */
function roundingBlock(change: string | null, parameter: string, digits: number, { language, blank }: Telling): Block {
  const words = blank ? language.worksheet.changeToRound : language.explanation.changeRounded;
  return paragraph(words(change === null ? null : formula(change), formula(parameter), digits));
}

function ruleBlocks(update: Update, parameter: string, telling: Telling): Block[] {
  const { optimizer, titles, settings, lines } = update;
  const told = { name: optimizer.split("(", 1)[0]!, ...(titles && { titles }) };
  const words = telling.language.explanation;
  const kept = lines.filter(({ symbol, replaces }) => replaces && symbol !== parameter);
  const known: Sentence[] = [
    ...settings.map(
      ({ name, symbol, value }): Sentence => [
        ...settingName(name, update.step, words),
        { kind: "equality", symbol, value },
      ],
    ),
    ...kept.map(({ symbol, before = 0 }): Sentence => {
      const when = update.step === 1 ? words.atFirst : words.soFar;
      return [...when, " ", { kind: "equality", symbol, value: before }];
    }),
  ];
  return [
    paragraph(words.updateRule(titleOf(told, "optimizer", telling.language), known)),
    ...lines.flatMap((line) => lineBlocks(line, parameter, telling)),
  ];
}

/** What a setting is called; of a step behind the first one, that it is one. */
function settingName(name: string, step: number, { settings }: ExplanationWords): string[] {
  const known = name === "step" && step > 1 ? "laterStep" : name;
  return Object.hasOwn(settings, known) ? [`${settings[known]} `] : [];
}

/** A line of the rule; by hand, after what it changes the parameter by. */
function lineBlocks(line: UpdateLine, parameter: string, { blank, given }: Telling): Block[] {
  const { symbol, formula: general, substituted, change, value, replaces } = line;
  const found = (...sides: readonly (Mathematics | null)[]): readonly (Mathematics | null)[] =>
    blank ? [BLANK] : sides;
  const numbers = (side: string | null, from: string | null): Mathematics | null =>
    side === null || from === null ? null : withNumbers(side, from, given);
  // A name has a line of its own above.
  const own = change?.formula == null || /^\w+$/.test(change.formula) ? null : formula(change.formula);
  // Less or plus a number that was computed.
  const applied: Mathematics | null = change ? { ...formula(change.applied), found: [false, true] } : null;
  const result: Mathematics =
    symbol === parameter && change ? { ...foundNumber(value), asFineAs: change.value } : foundNumber(value);
  const whole = equation(
    formula(symbol),
    general === null ? null : formula(general),
    ...found(change?.formula == null ? numbers(substituted, general) : null, applied, result),
  );
  return [
    ...(own === null
      ? []
      : [equation(own, ...found(numbers(change!.substituted, change!.formula), foundNumber(change!.value)))]),
    { ...whole, ...(replaces && { assigns: true }) } as Block,
  ];
}

function changeBlocks(update: Update, parameter: string, { language, blank }: Telling): Block[] {
  const words = language.explanation;
  const row = (name: Mathematics | string, before: number, after: number): Sentence[] => [
    [name],
    [number(before)],
    [blank ? BLANK : number(after)],
  ];
  const gradient = blank ? derivative("L", parameter) : number(update.gradient);
  const soFar = new Map(update.remembered.map(({ symbol, value }) => [symbol, value]));
  return [
    paragraph(words.updated(update.optimizer, formula(parameter), gradient, update.step)),
    {
      kind: "table",
      header: [[], words.before, words.after],
      rows: [
        row(formula(parameter), update.before, update.after),
        ...update.slots.map(({ symbol, value }) => row(symbol, soFar.get(symbol) ?? 0, value)),
      ],
    },
  ];
}

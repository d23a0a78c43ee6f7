import type { Explanation, Update } from "../explanation.js";
import {
  BLANK,
  type Block,
  derivative,
  equation,
  formula,
  heading,
  type Mathematics,
  number,
  paragraph,
  type Sentence,
} from "./document.js";
import type { Telling } from "./telling.js";

/** The optimizer's rule with its numbers; of one that doesn't say its rule, what is before and after. */
export function updateBlocks({ update, parameter }: Explanation, telling: Telling): Block[] {
  if (update === null) return [];
  const blocks =
    update.lines.length > 0
      ? ruleBlocks(update, parameter.name, telling)
      : changeBlocks(update, parameter.name, telling);
  return [heading(telling.language.explanation.update), ...blocks];
}

function ruleBlocks({ optimizer, settings, lines }: Update, parameter: string, { language, blank }: Telling): Block[] {
  const words = language.explanation;
  const kept = lines.filter(({ symbol, replaces }) => replaces && symbol !== parameter);
  const known: Sentence[] = [
    ...settings.map(
      ({ name, symbol, value }): Sentence => [
        ...(Object.hasOwn(words.settings, name) ? [`${words.settings[name]} `] : []),
        { kind: "equality", symbol, value },
      ],
    ),
    ...kept.map(({ symbol }): Sentence => [...words.atFirst, " ", { kind: "equality", symbol, value: 0 }]),
  ];
  return [
    paragraph(words.updateRule(optimizer.split("(", 1)[0]!, known)),
    ...lines.map(({ symbol, formula: general, substituted, change, value, replaces }): Block => {
      const numbers = [substituted, change].map((side) => (blank || side == null ? null : formula(side)));
      const sides = [general === null ? null : formula(general), ...numbers, blank ? BLANK : number(value)];
      return { ...equation(formula(symbol), ...sides), ...(replaces && { assigns: true }) } as Block;
    }),
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
  return [
    paragraph(words.updated(update.optimizer, formula(parameter), gradient)),
    {
      kind: "table",
      header: [[], words.before, words.after],
      rows: [
        row(formula(parameter), update.before, update.after),
        ...update.slots.map(({ symbol, value }) => row(symbol, 0, value)),
      ],
    },
  ];
}

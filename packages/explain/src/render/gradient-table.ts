import type { Explanation } from "../explanation.js";
import { type Block, formula, type Mathematics, number, paragraph, type Sentence } from "./document.js";
import { givenBlocks, networkBlocks } from "./network-blocks.js";
import type { Telling } from "./telling.js";

/** As many digits of what wasn't rounded as a table has room for. */
const SHOWN = 6;

/** Gradients of one pass in a table, with the parameters before the update and, where there is one, after it. */
export function gradientTable(explanations: readonly Explanation[], { language, digits }: Telling): Block[] {
  const words = language.explanation;
  const [first] = explanations as readonly [Explanation];
  const { significantDigits } = first;
  const isUpdated = first.update !== null;
  const shown = (value: number): Mathematics =>
    digits === null && significantDigits === null ? number(value, SHOWN) : number(value);
  const rows = explanations.map(({ parameter, gradient, update }): Sentence[] => [
    [formula(parameter.name)],
    [shown(parameter.value)],
    [shown(gradient)],
    ...(update === null ? [] : [[shown(update.after)]]),
  ]);
  // On which examples; the parameters stand in the table.
  const given = first.given.filter(({ symbol }) => /^[xt]/.test(symbol));
  return [
    ...networkBlocks(first, language),
    ...givenBlocks({ ...first, given }, language).filter(({ kind }) => kind === "paragraph"),
    ...(significantDigits === null ? [] : [paragraph(words.rounded(significantDigits))]),
    ...(digits === null ? [] : [paragraph(words.shown(digits, significantDigits === null))]),
    { kind: "table", header: words.gradientsHeader.slice(0, isUpdated ? 4 : 3), rows },
    ...(isUpdated ? [paragraph(words.gradientsRule)] : []),
  ];
}

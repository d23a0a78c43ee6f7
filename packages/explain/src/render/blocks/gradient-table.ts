import type { Explanation } from "../../explanation/explanation.js";
import { isLost, rightGradient } from "../../explanation/right.js";
import type { Update } from "../../explanation/update.js";
import type { Language } from "../../languages/language.js";
import {
  type Block,
  derivative,
  formula,
  joined,
  type Mathematics,
  number,
  paragraph,
  type Sentence,
} from "../document.js";
import { digitsTo, MOST_DIGITS } from "../found.js";
import type { Manner } from "../notation/notation.js";
import { givenBlocks, networkBlocks } from "./network.js";

/** As many digits of what wasn't rounded as a table has room for. */
const SHOWN = 6;

/** Gradients of one pass in a table, with the parameters before the update and, where there is one, after it. */
export function gradientTable(explanations: readonly Explanation[], { language, digits }: Manner): Block[] {
  const words = language.explanation;
  const [first] = explanations as readonly [Explanation];
  const { significantDigits } = first;
  const isUpdated = first.update !== null;
  const shown = (value: number, most = SHOWN): Mathematics =>
    digits === null && significantDigits === null ? number(value, most) : number(value);
  const rows = explanations.map(({ parameter, gradient, update }): Sentence[] => [
    [formula(parameter.name)],
    [shown(parameter.value)],
    [shown(gradient)],
    ...(update === null ? [] : [[shown(update.after, digitsAfter(update))]]),
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
    ...lostBlocks(explanations, language),
  ];
}

/** More derivatives than this are counted, not listed. */
const MOST_LISTED = 20;

/** The right derivatives, where rounding or float64 has lost what counts. */
function lostBlocks(explanations: readonly Explanation[], { explanation: words, listSeparator }: Language): Block[] {
  const lost = explanations.filter(isLost);
  if (lost.length === 0) return [];
  const list = lost
    .slice(0, MOST_LISTED)
    .map((each): Sentence => [derivative("L", each.parameter.name), " = ", number(rightGradient(each), 3)]);
  const more = lost.length - list.length;
  const end = more > 0 ? words.moreGiven(more) : ["."];
  return [paragraph(words.gradientsLost([...joined(list, listSeparator), ...end]))];
}

/** As many digits as it takes to see the change, however small it is: a parameter that moved isn't 1 again. */
function digitsAfter({ before, after }: Update): number {
  return Math.max(SHOWN, Math.min(MOST_DIGITS, digitsTo(after, after - before, 3)));
}

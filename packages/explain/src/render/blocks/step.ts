import type { Equation, Product } from "../../explanation/steps.js";
import { BLANK, type Block, equation, formula, type Mathematics, number, paragraph } from "../document.js";
import { valueFound, withNumbers } from "../found.js";
import type { Telling } from "../telling.js";

/** A number with its formula, in letters and in numbers, and what there is to say about it. */
export function stepBlocks(left: Mathematics, step: Equation | Product, { language, blank, given }: Telling): Block[] {
  const general = step.formula === null ? null : formula(step.formula);
  const named = step.named === undefined ? null : formula(step.named);
  const { formulaValue } = step;
  const { differs } = language.explanation;
  if (blank) return [equation(left, named, general, BLANK)];
  // Where the slope has an equation of its own, its numbers stand there.
  const isTold = "slope" in step && step.slope !== undefined;
  const substituted = step.substituted === null || isTold ? null : withNumbers(step.substituted, step.formula!, given);
  const product =
    "product" in step && step.product !== undefined
      ? withNumbers(step.product, step.named ?? step.formula ?? step.product, given)
      : null;
  return [
    equation(left, named, general, substituted, product, valueFound(step.value, step.formula, given)),
    ...(formulaValue === undefined ? [] : [paragraph(differs(formulaValue === null ? null : number(formulaValue)))]),
  ];
}

/** What the loss takes in the place of predictions: with more digits than are asked for, as it is as good as 1 beside 1. */
export function clippedBlocks({ clipped = [] }: Equation, { language }: Telling): Block[] {
  return clipped.map(({ symbol, value }) =>
    paragraph(language.explanation.clipped(formula(symbol), number(value, 12))),
  );
}

import type { EpochExplanation, MovedParameter, StepExplanation, TrainingPart } from "../../explanation/training.js";
import type { Language } from "../../languages/language.js";
import { type Block, formula, type Mathematics, number, paragraph, type Sentence } from "../document.js";
import { digitsTo, MOST_DIGITS } from "../found.js";
import type { Manner } from "../notation/notation.js";
import { titleOf } from "../titles.js";

/** As many digits of what wasn't rounded as a table has room for. */
const SHOWN = 6;

/** All parameters in a step, in a table, and the loss before and after it. */
export function stepBlocks(told: StepExplanation, { language, digits }: Manner): Block[] {
  const words = language.training;
  const { examples, parameters, lossBefore, lossPredicted, lossAfter } = told;
  const shown = showing(digits);
  const rows = parameters.slice(0, MOST_ROWS).map((parameter): Sentence[] => {
    const { name, value, gradient, change, after } = parameter;
    return [
      [formula(name)],
      [shown(value)],
      [gradient === null ? "–" : shown(gradient)],
      [shown(change)],
      [shown(after, digitsAfter(parameter))],
    ];
  });
  const losses = [lossBefore, lossPredicted, lossAfter].map((loss) => shown(loss)) as [
    Mathematics,
    Mathematics,
    Mathematics,
  ];
  return [
    paragraph([...words.step(optimizerTitle(told, language), examples), " ", ...lossIs(told, language)]),
    { kind: "table", header: words.stepHeader, rows },
    ...moreRows(parameters.length, language),
    paragraph(words.losses(...losses)),
  ];
}

/** The steps of an epoch, in a table. */
export function epochBlocks(told: EpochExplanation, { language, digits }: Manner): Block[] {
  const words = language.training;
  const { examples, before, steps } = told;
  const shown = showing(digits);
  const rows = steps
    .slice(0, MOST_ROWS)
    .map((step): Sentence[] => [
      [String(step.step)],
      [rangeOf(step.examples)],
      [shown(step.before)],
      [shown(step.after)],
      [shown(step.mean)],
    ]);
  const title = optimizerTitle(told, language);
  return [
    paragraph([...words.epoch(title, examples, steps.length, shown(before)), " ", ...lossIs(told, language)]),
    { kind: "table", header: words.epochHeader, rows },
    ...moreRows(steps.length, language),
  ];
}

/** More rows than this aren't shown. */
const MOST_ROWS = 40;

function moreRows(count: number, { training: words }: Language): Block[] {
  return count > MOST_ROWS ? [paragraph(words.moreRows(count - MOST_ROWS))] : [];
}

/** With so many decimals, or else with as many digits as there is room for. */
function showing(decimals: number | null): (value: number, most?: number) => Mathematics {
  return (value, most = SHOWN) => (decimals === null ? number(value, most) : number(value));
}

/** As many digits as it takes to see the change, however small it is. */
function digitsAfter({ change, after }: MovedParameter): number {
  return Math.max(SHOWN, Math.min(MOST_DIGITS, digitsTo(after, change, 3)));
}

/** Examples that follow one another. */
function rangeOf(examples: readonly number[]): string {
  const [first, last] = [examples[0]!, examples.at(-1)!];
  return first === last ? String(first) : `${first}–${last}`;
}

function optimizerTitle({ optimizer, titles }: TrainingPart, language: Language): string {
  return titleOf({ name: optimizer.split("(", 1)[0]!, ...(titles && { titles }) }, "optimizer", language);
}

function lossIs({ loss: name, lossTitles: titles }: TrainingPart, language: Language): Sentence {
  return language.explanation.loss(titleOf({ name, ...(titles && { titles }) }, "function", language));
}

import type { Explanation, PredictionExplanation } from "../../explanation/explanation.js";
import type { Equation } from "../../explanation/steps.js";
import type { Language } from "../../languages/language.js";
import { type Block, formula, heading, paragraph, type Sentence } from "../document.js";
import { fineEnough } from "../fine.js";
import { givenNames } from "../found.js";
import type { Telling } from "../telling.js";
import { chainBlocks } from "./chain.js";
import { checkBlocks } from "./check.js";
import { firstOfEach, hasManyNumbers, kindsOf } from "./first.js";
import { functionBlocks } from "./function.js";
import { givenBlocks, networkBlocks } from "./network.js";
import { clippedBlocks, stepBlocks } from "./step.js";
import { updateBlocks } from "./update.js";

/** How an explanation is told. */
export interface RenderOptions {
  /** The language: `english` unless given, or `french`, or one of your own. */
  readonly language?: Language;
  /** Whether factors go through the weighted sums: `false` unless given, which is the lab's view, neuron by neuron. */
  readonly elementary?: boolean;
  /**
   * The most decimals that numbers are shown with, not significant digits: 4 shows 0.021469… as 0.0215. A number that
   * would be shown as 0, or is below a thousandth, has a power of ten, and so many decimals before it. All digits are
   * shown unless given.
   * Nothing is computed with what is shown: see `significantDigits` of `explain` for that.
   */
  readonly digits?: number;
  /** Paragraphs of your own at the end: none unless given. See `sentence`. */
  readonly notes?: readonly Sentence[];
}

/** An explanation as a document, which each medium prints in its own way; without its title. */
export function explanationBlocks(
  explanation: Explanation | PredictionExplanation,
  how: Omit<Telling, "given">,
): Block[] {
  const telling: Telling = { ...how, given: givenNames(explanation) };
  const words = telling.language.explanation;
  const { significantDigits } = explanation;
  return [
    ...networkBlocks(explanation, telling.language),
    ...(significantDigits === null ? [] : [paragraph(words.rounded(significantDigits))]),
    ...(telling.digits === null ? [] : [paragraph(words.shown(telling.digits, significantDigits === null))]),
    ...functionBlocks(explanation, telling.language),
    ...givenBlocks(explanation, telling.language),
    heading(words.forward),
    ...(hasManyNumbers(explanation, telling)
      ? [
          paragraph(words.firstOfEach),
          ...firstOfEach(explanation.forward).flatMap((step) => numberBlocks(step, telling)),
        ]
      : forwardBlocks(explanation.forward, telling)),
    ...(explanation.kind === "gradient" ? derivationBlocks(explanation, telling) : []),
  ];
}

/** Of one kind, more numbers than this aren't all shown. */
const MOST_NUMBERS = 40;
const SHOWN = 3;

function forwardBlocks(forward: readonly Equation[], telling: Telling): Block[] {
  return kindsOf(forward).flatMap((steps) => {
    if (steps.length <= MOST_NUMBERS) return steps.flatMap((step) => numberBlocks(step, telling));
    const last = steps.at(-1)!;
    const more = telling.language.explanation.moreNumbers(steps.length - SHOWN, formula(last.symbol));
    const first = steps.slice(0, SHOWN).flatMap((step) => numberBlocks(step, telling));
    return [...first, paragraph(more), ...numberBlocks(last, telling)];
  });
}

function numberBlocks(step: Equation, telling: Telling): Block[] {
  return [...stepBlocks(formula(step.symbol), step, telling), ...clippedBlocks(step, telling)];
}

/** The derivative, its check, and the update. */
function derivationBlocks(told: Explanation, telling: Telling): Block[] {
  const words = telling.language.explanation;
  const explanation = telling.elementary ? inElementaryView(told) : told;
  return [
    heading(words.chainRule),
    ...chainBlocks(explanation, telling),
    ...(telling.level !== null ? [] : checkBlocks(explanation, words)),
    ...fineEnough(updateBlocks(explanation, telling), explanation.update, telling.digits),
  ];
}

/** With what the elementary factors come to in the place of what the neurons' do, and what follows from it. */
function inElementaryView(explanation: Explanation): Explanation {
  const { chain, gradient, update, elementaryUpdate = update } = explanation;
  return {
    ...explanation,
    gradient: chain.kind === "paths" ? chain.elementary.value : gradient,
    update: elementaryUpdate,
  };
}

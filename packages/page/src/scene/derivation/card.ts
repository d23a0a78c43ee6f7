import type { Look } from "../../engine/look.js";
import type { CardTexts } from "../../languages/cards.js";
import { isAsked, questions, SHOWN } from "../../state/questions.js";
import type { SectionName, State } from "../../state/state.js";
import { wordsOf } from "../words.js";

/** A section of the lab, and what is asked in it. */
export interface CardScene {
  readonly section: SectionName;
  readonly texts: CardTexts;
  /** Whether it is about other numbers than those that are there. */
  readonly isElsewhere: boolean;
  /** Null before an answer. */
  readonly answer: string | null;
  /** What is said of it. */
  readonly verdict: string | null;
  readonly next: SectionName | null;
  /** Where the loss's derivative cancels f′, and the gradients are known: that it does. */
  readonly cancellation: string | null;
}

export function cardScene(seen: Look, state: State, isKnown: boolean): CardScene {
  const { look, answers, model } = state;
  const { texts, number } = wordsOf(look);
  const { section } = look;
  const sections = Object.keys(questions) as SectionName[];
  const answer = answers[section] ?? null;
  const { right } = questions[section];
  const { card } = texts.views;
  // The last parameter is the bias of the output, whose gradient is the derivative for z.
  const bias = seen.parameters.at(-1)!;
  const cancels = isKnown && model.loss === "binaryCrossEntropy" && isDifference(bias.gradient, seen);
  const verdict = answer === right ? card.right : card.wrong(texts.cards[section].choices[right]!);
  return {
    section,
    texts: texts.cards[section],
    isElsewhere: !isAsked(state),
    answer,
    verdict: answer === null || answer === SHOWN ? null : verdict,
    next: sections[sections.indexOf(section) + 1] ?? null,
    cancellation: cancels ? card.cancellation(bias.name, number(bias.gradient).text) : null,
  };
}

/** Whether the derivative for the last z is what a single row's output has too much: not behind another activation, nor at a bound of the loss. */
function isDifference(derivative: number, { rows, predictions }: Look): boolean {
  const row = predictions.find(({ place }) => place === rows[0]!.place);
  return rows.length === 1 && Math.abs(row!.output - row!.target! - derivative) < 1e-12;
}

import type { CardTexts } from "../languages/cards.js";
import { questions, SHOWN } from "../state/questions.js";
import type { SectionName, State } from "../state/state.js";
import { wordsOf } from "./words.js";

/** A section of the lab, and what is asked in it. */
export interface CardScene {
  readonly section: SectionName;
  readonly texts: CardTexts;
  /** Null before an answer. */
  readonly answer: string | null;
  /** What is said of it. */
  readonly verdict: string | null;
  readonly next: SectionName | null;
}

export function cardScene({ look, answers }: State): CardScene {
  const { texts } = wordsOf(look);
  const { section } = look;
  const sections = Object.keys(questions) as SectionName[];
  const answer = answers[section] ?? null;
  const { right } = questions[section];
  const { card } = texts.views;
  const verdict = answer === right ? card.right : card.wrong(texts.cards[section].choices[right]!);
  return {
    section,
    texts: texts.cards[section],
    answer,
    verdict: answer === null || answer === SHOWN ? null : verdict,
    next: sections[sections.indexOf(section) + 1] ?? null,
  };
}

import type { SectionName } from "../state/state.js";

/** What a section's card says. */
export interface CardTexts {
  readonly title: string;
  readonly goal: string;
  readonly watch: string;
  readonly question: string;
  /** The answers, by what they are called in the state: never a whole number, which would come first. */
  readonly choices: Readonly<Record<string, string>>;
  readonly hint: string;
  /** Said after an answer. */
  readonly because: string;
  readonly byHand: string;
  readonly mistake: string;
}

export type Cards = Readonly<Record<SectionName, CardTexts>>;

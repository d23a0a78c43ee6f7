import type { SectionName, State } from "./state.js";

/** A section's question: to be answered before its numbers are seen. */
export interface Question {
  /** How the section begins, so that what is asked isn't shown. */
  readonly begin: Partial<State["at"]>;
  readonly right: string;
  /** What shows the numbers. */
  readonly reveal: {
    readonly at?: Partial<State["at"]>;
    readonly edit?: { readonly parameter: string; readonly value: number };
    readonly parameter?: string;
  };
}

/** What stands in the place of an answer where the numbers were only asked for. */
export const SHOWN = "?";

export const questions: Readonly<Record<SectionName, Question>> = {
  "0.1": { begin: {}, right: "yes", reveal: { edit: { parameter: "b1", value: -4 } } },
  "0.2": { begin: { phase: 0 }, right: "yes", reveal: { at: { phase: 1 } } },
  "0.3": { begin: {}, right: "0.5", reveal: { edit: { parameter: "b1", value: 0.5 } } },
  "0.4": { begin: { phase: 2 }, right: "positive", reveal: { at: { phase: 3 }, parameter: "w1" } },
  "0.5": { begin: { phase: 0 }, right: "b3", reveal: { at: { step: 0, phase: 3 }, parameter: "b3" } },
  "0.6": { begin: {}, right: "no", reveal: {} },
};

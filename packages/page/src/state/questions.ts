import type { SectionName, State } from "./state.js";

/** A section's question: to be answered before its numbers are seen. */
export interface Question {
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
  "0.1": { right: "yes", reveal: { edit: { parameter: "b1", value: -4 } } },
  "0.2": { right: "yes", reveal: { at: { phase: 1 } } },
  "0.3": { right: "0.5", reveal: { edit: { parameter: "b1", value: 0.5 } } },
  "0.4": { right: "positive", reveal: { at: { phase: 3 }, parameter: "w1" } },
  "0.5": { right: "b3", reveal: { at: { step: 0, phase: 3 }, parameter: "b3" } },
  "0.6": { right: "no", reveal: {} },
};

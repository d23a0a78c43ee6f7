import { sectionState } from "./sections.js";
import type { Phase, SectionName, State } from "./state.js";

/** Something that an answer depends on. */
type Ground = (state: Pick<State, "data" | "model">) => unknown;

/** A section's question: to be answered before its numbers are seen. */
export interface Question {
  readonly right: string;
  /** What shows the numbers, at the step that the section begins with. */
  readonly reveal: {
    readonly phase?: Phase;
    readonly edit?: { readonly parameter: string; readonly value: number };
    readonly parameter?: string;
  };
  /** What the answer depends on, beside numbers set by hand. */
  readonly grounds: readonly Ground[];
}

/** What stands in the place of an answer where the numbers were only asked for. */
export const SHOWN = "?";

const outputs: Ground = ({ data: { rows, prepare }, model: { filters, sizes, activations, start } }) => [
  rows.map(({ features }) => features),
  [prepare, filters, sizes, activations, start],
];
const losses: Ground = ({ data, model }) => [data.rows.map(({ target }) => target), model.loss];
/** Which rows a gradient is of. */
const batches: Ground = ({ data, model }) => [data.rows.map(({ name }) => name), model.batch, model.order];
const updates: Ground = ({ model }) => model.optimizer;
const firstAsked: Ground = ({ data }) => data.asked[0];

export const questions: Readonly<Record<SectionName, Question>> = {
  "0.1": { right: "yes", reveal: { edit: { parameter: "b1", value: -4 } }, grounds: [outputs] },
  "0.2": { right: "yes", reveal: { phase: 1 }, grounds: [outputs] },
  "0.3": { right: "0.5", reveal: { edit: { parameter: "b1", value: 0.5 } }, grounds: [outputs, losses] },
  "0.4": { right: "positive", reveal: { phase: 3, parameter: "w1" }, grounds: [outputs, losses, batches] },
  "0.5": { right: "b3", reveal: { phase: 3, parameter: "b3" }, grounds: [outputs, losses, batches, updates] },
  "0.6": { right: "no", reveal: {}, grounds: [outputs, losses, batches, updates, firstAsked] },
};

/** Whether what the answer to a section's question depends on is as the section begins: its texts have these numbers in them. */
export function isAsked(state: State): boolean {
  const own = sectionState(state.look.section, state.look.language);
  // To write many rows down takes its time.
  if (own.data.rows.length !== state.data.rows.length) return false;
  const [here, there] = [state, own].map((one) => JSON.stringify(groundsIn(one, own)));
  return here === there;
}

function groundsIn(state: State, { at, look }: State): unknown {
  const { grounds, reveal } = questions[look.section];
  const { start } = state.model;
  const byHand = state.edits.filter(({ step, parameter, value }) => {
    // What is set back to what it was is as it was, what the question sets may be anything, and what comes later changes nothing.
    const first = Number(start === "ones" && parameter.startsWith("w"));
    return step <= at.step && (step > 0 || value !== first) && parameter !== reveal.edit?.parameter;
  });
  return [
    grounds.map((ground) => ground(state)),
    byHand.map(({ step, parameter, value }) => [step, parameter, value].join()).sort(),
  ];
}

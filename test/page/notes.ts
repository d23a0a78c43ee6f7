import type { Note } from "@nn/explain";
import { type Action, type ActivationName, reduce, type State } from "@nn/page";
import { stateAfter } from "./state.js";

type Kind = Note["kind"];

const edits = (values: Readonly<Record<string, number>>): Action[] =>
  Object.entries(values).map(([parameter, value]) => ({ kind: "edit", parameter, value }));
const withOutput = (output: ActivationName): Action => ({ kind: "model", change: { activations: ["relu", output] } });
const byHand: Action = { kind: "look", change: { rounding: "hand" } };

/** What a reader does in section 0.4 so that something remarkable comes about. */
const ways: Readonly<Partial<Record<Kind, readonly Action[]>>> = {
  saturated: edits({ b1: 30 }),
  // Twice −2, once −1, and 5 more.
  kink: [withOutput("identity"), ...edits({ w1: 2, b1: 5 })],
  unmeasurable: [{ kind: "example", example: 1 }],
  // 1 − 0.9992 by hand is 0.001.
  cancelled: [byHand, ...edits({ b3: 7 })],
  symmetric: [],
  zeroPath: [withOutput("sigmoid"), ...edits({ b1: -30 })],
};

/** A state for each note, in the gradients of which it is said. */
export const remarkable: readonly (readonly [kind: Kind, state: State])[] = Object.entries(ways).map(
  ([kind, actions]) => {
    const { at, ...state } = stateAfter(actions!);
    return [kind as Kind, { ...state, at: { ...at, phase: 3 } }];
  },
);

export const inFrench = (state: State): State => reduce(state, { kind: "look", change: { language: "fr" } });

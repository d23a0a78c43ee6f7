import type { State } from "./state.js";

/** How many updates an epoch has. */
export function stepsOf({ data, model }: Pick<State, "data" | "model">): number {
  const { length } = data.rows;
  return Math.ceil(length / Math.min(model.batch, length));
}

/** A state at another step. */
export function atStep(state: State, step: number): State {
  return step === state.at.step ? state : { ...state, at: { ...state.at, step } };
}

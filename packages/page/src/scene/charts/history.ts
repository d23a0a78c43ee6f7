import type { Look } from "../../engine/look.js";
import { stepsOf } from "../../state/epochs.js";
import type { State } from "../../state/state.js";
import type { Words } from "../words.js";

/** Where the training is among all of its steps. */
export interface HistoryScene {
  readonly step: number;
  /** The last step that can be gone to. */
  readonly most: number;
  /** What the last update did; null before the first one. */
  readonly last: string | null;
}

export function historyScene({ step, stopped, last }: Look, state: State, { texts, number }: Words): HistoryScene {
  return {
    step,
    most: stopped ? step : Math.max(step, state.at.epochs * stepsOf(state)),
    last: last && texts.lastUpdate(step, last.rows.join(", "), number(last.before).text, number(last.after).text),
  };
}

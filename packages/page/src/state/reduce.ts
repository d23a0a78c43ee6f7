import type { Action } from "./actions.js";
import type { Phase, State } from "./state.js";

/** What the state becomes by an action. */
export function reduce(state: State, action: Action): State {
  const { at, selected } = state;
  const rows = state.data.rows.length;
  switch (action.kind) {
    case "phase":
      return at.phase < 3 ? { ...state, at: { ...at, phase: (at.phase + 1) as Phase } } : moved(state, at.step + 1, 0);
    case "sample":
      return moved(state, at.step + 1);
    case "epoch":
      return moved(state, (Math.floor(at.step / rows) + 1) * rows);
    case "run":
      return moved(state, Math.max(at.step, at.epochs * rows));
    case "back":
      return moved(state, Math.max(0, at.step - 1));
    case "start":
      return moved(state, 0, 0);
    case "go":
      return moved(state, action.step);
    case "epochs":
      return { ...state, at: { ...at, epochs: action.epochs } };
    case "select":
      return { ...state, selected: { ...selected, parameter: action.parameter } };
    case "light":
      return { ...state, selected: { ...selected, lit: action.id } };
    case "edit": {
      const { parameter, value } = action;
      // What was set later was set in another training.
      const kept = state.edits.filter(
        (edit) => edit.step < at.step || (edit.step === at.step && edit.parameter !== parameter),
      );
      return { ...state, edits: [...kept, { step: at.step, parameter, value }] };
    }
    case "model":
      return moved({ ...state, model: { ...state.model, ...action.change }, edits: [] }, 0);
    case "look":
      return { ...state, look: { ...state.look, ...action.change } };
  }
}

function moved(state: State, step: number, phase: Phase = state.at.phase): State {
  return { ...state, at: { ...state.at, step, phase } };
}

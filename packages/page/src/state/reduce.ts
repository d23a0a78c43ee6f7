import type { Action } from "./actions.js";
import { stepsOf } from "./epochs.js";
import { PIXELS } from "./models.js";
import { questions } from "./questions.js";
import { sectionState } from "./sections.js";
import type { DataState, Phase, Row, State } from "./state.js";

/** What the state becomes by an action. */
export function reduce(state: State, action: Action): State {
  const { at, selected, look } = state;
  const steps = stepsOf(state);
  switch (action.kind) {
    case "phase":
      return at.phase < 3 ? { ...state, at: { ...at, phase: (at.phase + 1) as Phase } } : moved(state, at.step + 1, 0);
    case "sample":
      return moved(state, at.step + 1);
    case "epoch":
      return moved(state, (Math.floor(at.step / steps) + 1) * steps);
    case "run":
      return moved(state, Math.max(at.step, at.epochs * steps));
    case "back":
      return moved(state, Math.max(0, at.step - 1));
    case "why":
      return moved({ ...state, selected: { ...selected, example: "batch" } }, at.step - 1, 3);
    case "start":
      return moved(state, 0, 0);
    case "go":
      return moved(state, action.step);
    case "epochs":
      return { ...state, at: { ...at, epochs: action.epochs } };
    case "select":
      return { ...state, selected: { ...selected, parameter: action.parameter, tried: null } };
    case "example":
      return { ...state, selected: { ...selected, example: action.example } };
    case "try":
      return { ...state, selected: { ...selected, tried: action.value } };
    case "light":
      return { ...state, selected: { ...selected, lit: action.id } };
    case "edit":
      return edited(state, action.parameter, action.value);
    case "model":
      return anew({ ...state, model: { ...state.model, ...action.change } });
    case "network": {
      const edits = Object.entries(action.values).map(([parameter, value]) => ({ step: 0, parameter, value }));
      return { ...anew({ ...state, model: action.model }), edits };
    }
    case "data": {
      const { rows, prepare } = action.change;
      const changed = fitted({ ...state, data: { ...state.data, ...action.change } });
      // Names, and what is asked, are no other training.
      return rows === undefined && prepare === undefined ? changed : anew(changed);
    }
    case "preset":
      return anew(fitted({ ...state, data: action.data, model: { ...state.model, ...action.model } }));
    case "row":
      return { ...state, data: withRow(state.data, action.row, action.change) };
    case "look":
      return { ...state, look: { ...look, ...action.change } };
    case "section": {
      const begun = sectionState(action.section, look.language);
      // What a teacher hides stays hidden, and what is shown stays to be seen.
      const isAsBegun = String(look.hidden) === String(sectionState(look.section, look.language).look.hidden);
      const hidden = isAsBegun ? begun.look.hidden : look.hidden;
      return { ...begun, look: { ...look, section: action.section, hidden } };
    }
    case "reveal":
      return revealed(state, action.answer);
    case "answer":
      return { ...state, answers: { ...state.answers, [action.id]: action.text } };
    case "leaveSheet":
      return { ...state, sheet: null, at: { ...at, phase: 3 } };
    case "experiment":
      return { ...state, experiment: action.experiment };
    case "open": {
      const { language, theme, digits, size } = look;
      return { ...action.state, look: { ...action.state.look, language, theme, digits, size } };
    }
  }
}

/** After whole updates the outputs are known, at least. */
function moved(state: State, step: number, phase: Phase = state.at.phase || 1): State {
  return { ...state, at: { ...state.at, step, phase } };
}

function edited({ at, edits, ...state }: State, parameter: string, value: number): State {
  // What was set later was set in another training.
  const kept = edits.filter((edit) => edit.step < at.step || (edit.step === at.step && edit.parameter !== parameter));
  return { ...state, at, edits: [...kept, { step: at.step, parameter, value }] };
}

/** The section's question is answered. */
function revealed(state: State, answer: string): State {
  const { section, language } = state.look;
  const { edit, parameter, phase } = questions[section].reveal;
  const { at, selected } = sectionState(section, language);
  const shown: State = {
    ...moved(state, at.step, phase ?? at.phase),
    selected: { ...selected, parameter: parameter ?? state.selected.parameter },
    answers: { ...state.answers, [section]: answer },
  };
  return edit ? edited(shown, edit.parameter, edit.value) : shown;
}

/** Another training begins. */
function anew(state: State): State {
  return moved({ ...state, edits: [], selected: { ...state.selected, example: "batch" } }, 0, state.at.phase);
}

/** The network takes as many numbers as a row has, and has filters for images alone. */
function fitted(state: State): State {
  const { filters, ...model } = state.model;
  const [inputs, ...sizes] = model.sizes;
  const { length } = state.data.rows[0]!.features;
  // A training that data come with may have the right sizes, and the filters of the one before.
  if (length === inputs && (filters === undefined || length === PIXELS)) return state;
  return { ...state, model: { ...model, sizes: [length, ...sizes] } };
}

function withRow({ rows, asked, ...data }: DataState, place: number, change: Partial<Row>): DataState {
  const { target: _, ...ofAsked } = change;
  return {
    ...data,
    rows: rows.map((row, i) => (i === place ? { ...row, ...change } : row)),
    asked: asked.map((row, i) => (i + rows.length === place ? { ...row, ...ofAsked } : row)),
  };
}

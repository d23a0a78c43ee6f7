import { DivergenceError } from "@nn/core";
import { render } from "preact";
import { look } from "./engine/look.js";
import { Tape } from "./engine/tape.js";
import { sceneOf } from "./scene/scene.js";
import { wordsOf } from "./scene/words.js";
import { keep, kept } from "./settings.js";
import type { Action } from "./state/actions.js";
import { reduce } from "./state/reduce.js";
import { section04 } from "./state/sections.js";
import type { State } from "./state/state.js";
import { App } from "./view/app.js";

const first = section04(navigator.language.startsWith("fr") ? "fr" : "en");
let state: State = { ...first, look: { ...first.look, ...kept() } };
let tape = new Tape(state);
let seen = look(tape, state);

function send(action: Action): void {
  const next = reduce(state, action);
  const isSame = next.data === state.data && next.model === state.model && next.edits === state.edits;
  try {
    const other = isSame ? tape : new Tape(next);
    if (other !== tape || askedOf(next) !== askedOf(state)) seen = look(other, next);
    tape = other;
    // A training that diverges has no steps behind that.
    state = { ...next, at: { ...next.at, step: seen.step } };
    show(false);
  } catch (error) {
    if (!(error instanceof DivergenceError)) throw error;
    show(true);
  }
}

/** What is computed follows from these, and from the training. */
function askedOf({ at, selected, look }: State): string {
  return [at.step, selected.parameter, look.rounding].join();
}

function show(refused: boolean): void {
  const { look } = state;
  const { texts } = wordsOf(look);
  document.documentElement.lang = look.language;
  document.documentElement.dataset.theme = look.theme;
  document.title = texts.title;
  keep(look);
  const scene = sceneOf(seen, state);
  render(<App scene={scene} state={state} texts={texts} send={send} refused={refused} />, document.body);
}

show(false);

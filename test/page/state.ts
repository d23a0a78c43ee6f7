import {
  type Action,
  type Look,
  type LookState,
  look,
  reduce,
  type Scene,
  type State,
  sceneOf,
  sectionState,
  Tape,
} from "@nn/page";

/** The page's state in section 0.4, with the gradients that it asks for, after some actions. */
export function stateAfter(actions: readonly Action[], change: (state: State) => State = (state) => state): State {
  const { at, ...begun } = sectionState("0.4", "en");
  return actions.reduce(reduce, change({ ...begun, at: { ...at, phase: 3 } }));
}

/** What is to be seen in a state. */
export function seen(state: State): Look {
  return look(new Tape(state), state);
}

/** So many of the same action. */
export function times(count: number, kind: "sample" | "back" | "phase"): Action[] {
  return Array.from({ length: count }, () => ({ kind }));
}

/** The parameters by their names. */
export function parametersOf({ parameters }: Look): Record<string, number> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

/** What is to be seen in a state, in numbers and texts. */
export function sceneIn(state: State): Scene {
  const tape = new Tape(state);
  return sceneOf(look(tape, state), state, [tape.losses]);
}

/** The scene after some actions, as it is looked at, of a network with so many units a layer. */
export function sceneAfter(
  actions: readonly Action[],
  look: Partial<LookState> = {},
  sizes?: readonly number[],
): Scene {
  const state = stateAfter([{ kind: "look", change: look }, ...actions], (start): State => {
    if (sizes === undefined) return start;
    const activations = sizes.slice(1).map(() => "sigmoid" as const);
    return { ...start, model: { ...start.model, sizes, activations } };
  });
  return sceneOf(seen(state), state);
}

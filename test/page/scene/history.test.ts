import { type Action, reduce, type State, sceneOf, sectionState, takenBack, withPast } from "@nn/page";
import { expect, test } from "vitest";
import { seen, stateAfter, times } from "../state.js";

const historyOf = (state: State): ReturnType<typeof sceneOf>["history"] => sceneOf(seen(state), state).history;

test("the timeline goes to the end of the run that is asked for, or to where the training is", () => {
  expect(historyOf(stateAfter([]))).toEqual({ step: 0, most: 4000, last: null });
  expect(historyOf(stateAfter([{ kind: "epochs", epochs: 2 }])).most).toBe(8);
  expect(historyOf(stateAfter([{ kind: "epochs", epochs: 1 }, ...times(6, "sample")])).most).toBe(6);
});

test("the journal says what the last update did to the loss of its row", () => {
  const state = stateAfter(times(1, "sample"));
  expect(historyOf(state).last).toBe("Step 1, Alice: loss from 0.2269 to 0.2211.");
  expect(sceneOf(seen(state), state).journal).toMatch(/^Step 1, Alice: .*\. Epoch 0 · .* the mean loss is 0\.5066\.$/);
  const batch = stateAfter([{ kind: "model", change: { batch: 2 } }, ...times(2, "sample")]);
  expect(historyOf(batch).last).toMatch(/^Step 2, Charlie, Diana: loss from /);
});

test("after whole updates the outputs are known, and another training shows what the one before did", () => {
  const begun = sectionState("0.5", "en");
  const phaseAfter = (...actions: Action[]): number => actions.reduce(reduce, begun).at.phase;
  expect(begun.at.phase).toBe(0);
  for (const kind of ["sample", "epoch", "run"] as const) expect(phaseAfter({ kind })).toBe(1);
  expect(phaseAfter({ kind: "go", step: 2000 })).toBe(1);
  expect(phaseAfter({ kind: "run" }, { kind: "start" })).toBe(0);
  expect(phaseAfter({ kind: "model", change: { start: "glorot" } })).toBe(0);
});

test("whatever changes data, network or step can be taken back, and looks can't", () => {
  const actions: Action[] = [
    { kind: "sample" },
    { kind: "look", change: { digits: 6 } },
    { kind: "select", parameter: "w5" },
    { kind: "edit", parameter: "w5", value: 2 },
    { kind: "model", change: { sizes: [2, 3, 1] } },
  ];
  let state = stateAfter([]);
  let past: readonly State[] = [];
  for (const action of actions) {
    const next = reduce(state, action);
    past = withPast(past, state, next);
    state = next;
  }
  expect(past.map(({ at, edits, model }) => [at.step, edits.length, model.sizes.length])).toEqual([
    [0, 0, 3],
    [1, 0, 3],
    [1, 1, 3],
  ]);
  expect(reduce(state, { kind: "open", state: past[2]! }).edits).toEqual([{ step: 1, parameter: "w5", value: 2 }]);
});

test("what is hidden and shown again can be taken back, as a part of the looks alone", () => {
  const hidden = reduce(sectionState("0.2", "en"), { kind: "look", change: { digits: 6 } });
  const shown = reduce(hidden, { kind: "look", change: { hidden: [] } });
  expect(withPast([], hidden, shown)).toEqual([hidden]);
  const later = reduce(shown, { kind: "look", change: { digits: 3 } });
  expect(withPast([], shown, later)).toEqual([]);
  expect(takenBack(hidden, later).look).toEqual({ ...later.look, hidden: hidden.look.hidden });
});

test("what is taken back keeps a section's network with its question and its answer", () => {
  const begun = sectionState("0.1", "fr");
  const answered = reduce(begun, { kind: "reveal", answer: "no" });
  expect(takenBack(begun, answered)).toEqual(begun);
  const later = reduce(answered, { kind: "section", section: "0.4" });
  expect(reduce(later, { kind: "open", state: takenBack(answered, later) })).toEqual(answered);
  const selected = reduce(later, { kind: "select", parameter: "b2" });
  const filled = reduce(later, { kind: "answer", id: "w1 0", text: "0.5" });
  expect(takenBack(later, filled).answers).toEqual(filled.answers);
  const looked = reduce(reduce(selected, { kind: "look", change: { digits: 6 } }), { kind: "sample" });
  expect(takenBack(later, looked)).toEqual({ ...looked, at: later.at });
});

import {
  type Action,
  type DataState,
  type PresetName,
  presets,
  type Scene,
  type State,
  sceneOf,
  withNewRow,
  withoutRow,
} from "@nn/page";
import { describe, expect, test } from "vitest";
import { seen, stateAfter, times } from "../state.js";

const sceneIn = (state: State): Scene => sceneOf(seen(state), state);
const change = (change: Partial<DataState>): Action => ({ kind: "data", change });

describe("the data", () => {
  test("are those of a preset as long as nothing of them was changed", () => {
    const state = stateAfter([]);
    expect(sceneIn(state).data.preset).toBe("people");
    const edited = stateAfter([{ kind: "row", row: 0, change: { target: 0 } }]);
    expect(sceneIn(edited).data.preset).toBe("own");
    for (const name of Object.keys(presets) as PresetName[]) {
      expect(sceneIn(stateAfter([{ kind: "preset", ...presets[name] }])).data.preset).toBe(name);
    }
  });

  test("have cells with all their digits, as each language writes them", () => {
    const actions: Action[] = [{ kind: "row", row: 4, change: { features: [128.0625, 63] } }];
    expect(sceneIn(stateAfter(actions)).data.rows[4]).toEqual({
      place: 4,
      name: "Emily",
      features: ["128.0625", "63"],
      picture: null,
      target: null,
    });
    const french = stateAfter([...actions, { kind: "look", change: { language: "fr" } }]);
    expect(sceneIn(french).data.rows[4]!.features).toEqual(["128,0625", "63"]);
  });

  test("say how they are prepared", () => {
    const said = (prepare: DataState["prepare"]): string => sceneIn(stateAfter([change({ prepare })])).data.preparation;
    expect(said("lab")).toBe("The network takes weight (lb) − 135, height (in) − 66.");
    expect(said("none")).toBe("The network takes weight (lb), height (in).");
    expect(said("mean")).toBe("The network takes weight (lb) − 141.25, height (in) − 66.75.");
    expect(said("standardize")).toBe(
      "The network takes (weight (lb) − 141.25) / 15.7063, (height (in) − 66.75) / 4.657.",
    );
  });

  test("say which label no output reaches", () => {
    const unreached = (change: Partial<State["model"]>, target: number): string | null =>
      sceneIn(
        stateAfter([
          { kind: "model", change },
          { kind: "row", row: 1, change: { target } },
        ]),
      ).data.unreached;
    expect(unreached({}, 2)).toBe("The label 2 is out of reach: the output goes from 0 to 1.");
    expect(unreached({ activations: ["sigmoid", "relu"] }, -1)).toBe(
      "The label −1 is out of reach: the output goes from 0 to ∞.",
    );
    expect(unreached({ activations: ["sigmoid", { formula: "x" }] }, 2)).toBeNull();
    expect(unreached({ activations: ["sigmoid", "identity"] }, 2)).toBeNull();
    expect(unreached({}, 1)).toBeNull();
  });

  test("change the gradients where a label is edited, and the step stays", () => {
    const state = stateAfter([{ kind: "row", row: 0, change: { target: 0 } }]);
    expect(seen(state).parameters[0]!.gradient).toBeCloseTo(-0.023605664685233292, 15);
    const later = stateAfter([...times(5, "sample"), { kind: "row", row: 0, change: { features: [130, 60] } }]);
    expect(later.at.step).toBe(5);
  });

  test("have rows added and removed, from the start", () => {
    const { data } = stateAfter([]);
    const more = stateAfter([
      ...times(5, "sample"),
      change(withNewRow(data, "Eve", false)),
      change(withNewRow(data, "Fay", true)),
    ]);
    expect(more.at.step).toBe(0);
    expect(sceneIn(more).data.rows.map(({ name }) => name)).toEqual([
      ...["Alice", "Bob", "Charlie", "Diana", "Eve", "Emily", "Frank", "Fay"],
    ]);
    const less = stateAfter([change(withoutRow(data, 1))].concat(change(withoutRow(data, 4))));
    expect([less.data.rows.length, less.data.asked.map(({ name }) => name)]).toEqual([3, ["Frank"]]);
  });

  test("of other columns give the network other inputs", () => {
    const rows = [
      { name: "a", features: [1, 2, 3], target: 0 },
      { name: "b", features: [3, 1, 2], target: 1 },
    ];
    const state = stateAfter([change({ rows, asked: [], columns: ["p", "q", "r"], prepare: "standardize" })]);
    expect(state.model.sizes).toEqual([3, 2, 1]);
    expect(sceneIn(state).diagram.nodes.map(({ id }) => id)).toEqual(["x1", "x2", "x3", "h1", "h2", "o1"]);
  });

  test("that are many are shown in part, and those to be predicted come last", () => {
    const rows = Array.from({ length: 60 }, (_, i) => ({ name: `${i}`, features: [i, i], target: i % 2 }));
    const state = stateAfter([change({ rows, prepare: "standardize" })]);
    const first = sceneIn(state);
    expect(first.data.rows.map(({ place }) => place)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(first.data.part).toEqual({ text: "Rows 1 to 50 of 62", from: 0, isLast: false });
    const rest = sceneIn(stateAfter([{ kind: "look", change: { from: 50 } }], () => state));
    expect(rest.data.part).toEqual({ text: "Rows 51 to 62 of 62", from: 50, isLast: true });
    const names = [...Array.from({ length: 10 }, (_, i) => `${50 + i}`), "Emily", "Frank"];
    expect(rest.data.rows.map(({ name }) => name)).toEqual(names);
    expect(rest.predictions.map(({ name }) => name)).toEqual(names);
  });

  test("that are thousands are drawn in part, and a batch of them is explained by its first", () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({ name: `${i}`, features: [i, -i], target: i % 2 }));
    const state = stateAfter([
      change({ rows, prepare: "standardize" }),
      { kind: "model", change: { batch: 1000 } },
      { kind: "go", step: 1 },
    ]);
    const { boundary, chain, longBatch, diagram } = sceneIn(state);
    expect(boundary!.points.length).toBeLessThanOrEqual(202);
    expect(boundary!.points.filter(({ isCurrent }) => isCurrent).map(({ name }) => name)).toEqual(["1000"]);
    expect(boundary!.summary).toMatch(/\d+ of 3002 points are drawn\./);
    expect(longBatch).toMatch(/^The next update learns from 1000 rows: the first of them, 1000, is explained\./);
    const gradient = diagram.edges.find(({ id }) => id === "w1")!.gradient!.value;
    expect(chain!.gradient.value).toBeCloseTo(gradient, 14);
  });
});

test("any row can be explained, and the step goes on as before", () => {
  const example = stateAfter([{ kind: "example", example: 3 }]);
  expect(seen(example).rows).toEqual([{ name: "Diana", place: 3 }]);
  expect(seen(example).loss).toBe(seen(example).predictions[3]!.loss);
  const after = stateAfter([...times(1, "sample"), { kind: "example", example: "batch" }], () => example);
  expect(seen(after)).toEqual(seen(stateAfter(times(1, "sample"))));
});

test("names of classes and columns are no other training", () => {
  const state = stateAfter([...times(3, "sample"), change({ classes: ["A", "B"] }), change({ columns: ["m", "l"] })]);
  expect(state.at.step).toBe(3);
  expect(sceneIn(state).predictions[0]!.answer).toBe("B");
});

test("a row's loss is what its squared error is", () => {
  const { predictions } = seen(stateAfter([]));
  expect(predictions[0]!.loss).toBe(0.22686628719087137);
  expect(predictions.at(-1)!.loss).toBeUndefined();
});

test("what is said of the lab's predictions has the classes and the threshold that there are", () => {
  const noteAfter = (...actions: readonly Action[]): string | null => sceneIn(stateAfter(actions)).predictionNote;
  const neutral: Action = { kind: "data", change: { classes: ["A", "B"] } };
  expect(noteAfter()).toContain("label F/M: 1 for F, 0 for M, threshold 0.5.");
  expect(noteAfter(neutral)).toContain("label B/A: 1 for B, 0 for A, threshold 0.5.");
  expect(noteAfter({ kind: "look", change: { language: "fr" } }, neutral)).toMatch(
    / B\/A .* 1 pour B, 0 pour A, seuil 0,5\./,
  );
  expect(noteAfter({ kind: "model", change: { loss: "binaryCrossEntropyFromLogits" } })).toContain("threshold 0.");
  expect(noteAfter({ kind: "preset", ...presets.xor })).toBeNull();
});

import { type Action, presets } from "@nn/page";
import { expect, test } from "vitest";
import { sceneAfter, times } from "../state.js";

test("why a parameter moved is told by the gradients of the update before", () => {
  const moved: Action[] = [{ kind: "start" }, ...times(4, "phase")];
  const w1 = sceneAfter(moved).diagram.edges[0]!.value.value;
  const { where, chain } = sceneAfter([...moved, { kind: "why" }]);
  expect([sceneAfter(moved).chain, where]).toEqual([null, "epoch 0 · step 0 · row Alice"]);
  expect(chain!.after.value).toBe(w1);
});

test.each([
  ["en", 1, "batch", "Update of step 1"],
  ["en", 1, 0, "Update of step 1"],
  ["en", 1, 1, "If step 1 took only Bob"],
  ["fr", 1, 1, "Si le pas 1 ne prenait que Bob"],
  ["en", 4, "batch", "Update of step 1"],
  ["en", 4, 0, "If step 1 took only Alice"],
] as const)(
  "an update is the step's where its rows are, in %s, %i rows each, %s",
  (language, batch, example, title) => {
    const ofStep = sceneAfter([
      { kind: "model", change: { batch } },
      { kind: "look", change: { language } },
      { kind: "example", example },
    ]);
    expect(ofStep.chain!.updateTitle).toBe(title);
  },
);

test("of too many rows for an explanation, the first alone isn't what the step takes", () => {
  const rows = Array.from({ length: 41 }, (_, i) => ({ name: `R${i}`, features: [i / 40, 1], target: i % 2 }));
  const { chain } = sceneAfter([
    { kind: "data", change: { rows } },
    { kind: "model", change: { batch: 41 } },
  ]);
  expect(chain!.updateTitle).toBe("If step 1 took only R0");
});

test("a step isn't said to leave a digit as it is by a row that it doesn't take", () => {
  const done: Action[] = [{ kind: "run" }, { kind: "back" }];
  const stillFor = (example: number | "batch"): string | null =>
    sceneAfter([...done, { kind: "example", example }]).chain!.still;
  expect([stillFor("batch"), stillFor(3)]).toEqual(Array(2).fill(expect.stringContaining("Step 4000 changes w1")));
  expect(stillFor(1)).toBeNull();
});

test("why a parameter moved is told of the rows that moved it, whichever is explained", () => {
  const moved: Action[] = [{ kind: "select", parameter: "b3" }, { kind: "example", example: 1 }, { kind: "sample" }];
  const b3 = sceneAfter(moved).parameter.text;
  const { where, chain } = sceneAfter([...moved, { kind: "why" }]);
  expect([where, chain!.updateTitle, chain!.after.text]).toEqual([
    "epoch 0 · step 0 · row Alice",
    "Update of step 1",
    b3,
  ]);
});

test("a parameter that an update leaves alone is told as such", () => {
  // The first row of XOR is (0, 0).
  const { move } = sceneAfter([
    { kind: "preset", ...presets.xor },
    { kind: "select", parameter: "w1" },
    { kind: "sample" },
  ]);
  expect(move!.still).toBe("Step 1 leaves w1 as it is.");
});

test("a move that doesn't show is told in words, with what came of all of them", () => {
  const { move } = sceneAfter([{ kind: "run" }]);
  expect(move).toEqual({
    still:
      "Step 4000 changes w1 by about 9 · 10⁻¹⁴: no digit shown moves. " +
      "Since the start, w1 has gone from 1 to 1.2896: go back to see the steps that moved it.",
    why: "Look at step 4000",
  });
  const { chain } = sceneAfter([{ kind: "run" }, { kind: "why" }]);
  expect([chain!.updateTitle, chain!.still]).toEqual([
    "Update of step 4000",
    "Step 4000 changes w1 by about 9 · 10⁻¹⁴: no digit shown moves.",
  ]);
  const { move: shown } = sceneAfter([{ kind: "sample" }]);
  expect(shown).toEqual({ still: null, why: "Why did w1 move at step 1?" });
  expect(sceneAfter([]).move).toBeNull();
  expect(sceneAfter([{ kind: "sample" }, { kind: "edit", parameter: "w1", value: 3 }]).move).toBeNull();
  expect(sceneAfter([]).chain!.still).toBeNull();
});

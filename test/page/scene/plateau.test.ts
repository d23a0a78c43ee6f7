import { type Action, fr, presets, reduce, type State } from "@nn/page";
import { describe, expect, test } from "vitest";
import { sceneIn, stateAfter } from "../state.js";

const run: Action = { kind: "run" };
const begun = (...actions: Action[]): State => stateAfter([{ kind: "preset", ...presets.stuck }, ...actions]);

describe("a training that gets stuck", () => {
  const state = begun(run);
  const scene = sceneIn(state);

  test("is one of the page's, by its name", () => {
    expect(scene.data.preset).toBe("stuck");
    expect(fr.presets.stuck).toContain("bloquée");
    const drawn = sceneIn(begun({ kind: "model", change: { seed: "5" } }));
    expect(drawn.data.preset).toBe("xor");
  });

  test("says that it is on a plateau, and what it has learnt", () => {
    expect(scene.accuracy).toEqual({ value: 0.75, text: "Labels found: 3 of 4 (75\u00a0%)" });
    expect(scene.plateau!.text).toMatch(/^Plateau: .* it is 0\.1268\. Labels found: 3 of 4\./);
  });

  test("learns all with four neurons, which it offers", () => {
    const { text, change } = scene.plateau!.wider!;
    expect(text).toBe("Restart with 4 hidden neurons");
    const wider = sceneIn([{ kind: "model", change } as const, run].reduce(reduce, state));
    expect([wider.accuracy!.value, wider.plateau]).toEqual([1, null]);
  });

  test("has no plateau before it is there", () => {
    expect(sceneIn(begun()).plateau).toBeNull();
    expect(sceneIn(begun({ kind: "go", step: 4 * 50 })).plateau).toBeNull();
  });

  test("has no wider network to offer without a hidden layer, or with as many neurons as there can be", () => {
    const single = { sizes: [2, 1], activations: ["sigmoid"] } as const;
    const wide = { sizes: [2, 8, 1], start: "zeros" } as const;
    for (const change of [single, wide]) {
      expect(sceneIn(begun({ kind: "model", change }, run)).plateau!.wider).toBeNull();
    }
  });
});

test("labels that are no classes are neither found nor missed", () => {
  const { accuracy, plateau } = sceneIn(stateAfter([{ kind: "row", row: 0, change: { target: 0.3 } }, run]));
  expect([accuracy, plateau]).toEqual([null, null]);
});

test("where the loss isn't told, neither is what it says", () => {
  const { accuracy, plateau } = sceneIn(begun({ kind: "look", change: { hidden: ["v6"] } }, run));
  expect([accuracy, plateau]).toEqual([null, null]);
});

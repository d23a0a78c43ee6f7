import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { explain, parameterNames, toText } from "@nn/explain";
import { Dense, GlobalMaxPooling1D, GRU, LSTM } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";

const steps = [
  [1, -1],
  [0.5, 2],
  [-1, 1],
];
const skipping = [steps[0]!, [0, 0], steps[2]!];
const loss = meanSquaredError;

test.each<[string, readonly Layer[], number[][]]>([
  ["the last step", [new LSTM(2, 2), new Dense(2, 1)], steps],
  ["all steps", [new LSTM(2, 2, { returnSequences: true }), new LSTM(2, 1), new Dense(1, 1)], steps],
  [
    "real steps",
    [new GRU(2, 2, { maskValue: 0, returnSequences: true }), new GlobalMaxPooling1D({ maskValue: 0 })],
    skipping,
  ],
])("every gradient through time is derived by formulas, from %s", (name, layers, input) => {
  const network = new Sequential(layers, { inputShape: [3, 2], seed: "sequences" });
  const target = name === "real steps" ? [1, 0] : [1];
  for (const { name: parameter } of parameterNames(network)) {
    const explained = explain(network, { input, target, loss, parameter });
    expect(explained.forward.every(({ formula }) => formula !== null)).toBe(true);
    expect(explained.check.verdict).toBe("right");
  }
  const text = toText(explain(network, { input, target, loss, parameter: "w1" }));
  expect(text).not.toContain("no formula is written here");
});

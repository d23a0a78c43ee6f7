import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { explain, parameterNames, toText } from "@nn/explain";
import { Dense, LSTM } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";

const input = [
  [1, -1],
  [0.5, 2],
  [-1, 1],
];
const target = [1];
const loss = meanSquaredError;

test.each<[string, readonly Layer[]]>([
  ["the last step", [new LSTM(2, 2), new Dense(2, 1)]],
  ["all steps", [new LSTM(2, 2, { returnSequences: true }), new LSTM(2, 1), new Dense(1, 1)]],
])("every gradient through time is derived by formulas, from %s", (_, layers) => {
  const network = new Sequential(layers, { inputShape: [3, 2], seed: "sequences" });
  for (const { name } of parameterNames(network)) {
    const explained = explain(network, { input, target, loss, parameter: name });
    expect(explained.forward.every(({ formula }) => formula !== null)).toBe(true);
    expect(explained.check.verdict).toBe("right");
  }
  const text = toText(explain(network, { input, target, loss, parameter: "w1" }));
  expect(text).not.toContain("no formula is written here");
});

import { Sequential } from "@nn/core";
import { explain, toMarkdown } from "@nn/explain";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

/** What a table says of w1 = 1, x1 = 1, whose derivative is 2 · (1 − target). */
function rowOf(learningRate: number, significantDigits?: number): string {
  const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
  network.setParameters({ "0.weight": [1] });
  const options = { input: [1], target: [0.5], loss: meanSquaredError, optimizer: new SGD({ learningRate }) };
  const explanation = explain(network, {
    ...options,
    parameter: "w1",
    ...(significantDigits !== undefined && { significantDigits }),
  });
  return toMarkdown([explanation])
    .split("\n")
    .find((line) => line.includes("w_{1}$ |"))!;
}

test.each([
  [0.1, "0.9"],
  [1e-3, "0.999"],
  [1.23e-7, "0.999999877"],
  [1e-9, "0.999999999"],
  [1.5e-12, "0.9999999999985"],
  [1e-30, "1"],
])("after the update, a table has the digits that show a change of %d", (rate, after) => {
  expect(rowOf(rate)).toContain(`$${after}$ |`);
  expect(rowOf(rate)).toContain("| $1$ | $1$ |");
});

test("by hand, the parameter has the places of its change", () => {
  expect(rowOf(0.00112, 3)).toContain("$0.99888$");
  expect(rowOf(2.5e-8, 3)).toContain("$0.999999975$");
});

import { Sequential } from "@nn/core";
import type { Activation } from "@nn/core/component";
import { activationFromFormula, type ExplainOptions, explain, toText } from "@nn/explain";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { expect, test } from "vitest";
import { softplus } from "your-own/dist/softplus.js";

/** x → w1·x → f → w2 · that, with all weights 1 and no bias. */
function through(activation: Activation, parameter: string, options: Partial<ExplainOptions> = {}) {
  const hidden = new Dense(1, 1, { activation, useBias: false });
  const network = new Sequential([hidden, new Dense(1, 1, { activation: identity, useBias: false })]);
  network.setParameters({ "0.weight": [1], "1.weight": [2] });
  return explain(network, {
    input: [0.5],
    target: [1],
    loss: meanSquaredError,
    parameter,
    significantDigits: 3,
    ...options,
  });
}

/** The lines of the chain rule in which something is derived. */
const linesOf = (text: string): string[] =>
  text
    .split("The chain rule")[1]!
    .split("Check")[0]!
    .split("\n")
    .filter((line) => / = .*/.test(line))
    .map((line) => line.trim());

test("f′ is defined, named, given a value, and used", () => {
  const { chain } = through(tanh, "w1");
  if (chain.kind !== "paths") throw new Error("expected paths");
  expect(chain.neurons.paths[0]!.factors[2]).toMatchObject({
    formula: "x1 * (1 - h1^2)",
    named: "x1 * f1prime(z_h1)",
    slope: { symbol: "f1prime(z_h1)", formula: "1 - h1^2", substituted: "1 - 0.462^2", value: 0.787 },
    product: "0.5 * 0.787",
    value: 0.394,
  });
  expect(chain.elementary.paths[0]!.factors[3]).toMatchObject({ named: "f1prime(z_h1)", formula: "1 - h1^2" });
});

test.each<[string, Activation, string[]]>([
  ["tanh", tanh, ["f1′(z_h1) = 1 − 0.462² = 0.787", "∂h1/∂w1 = x1 · f1′(z_h1) = x1 · (1 − h1²) = 0.5 · 0.787 = 0.394"]],
  ["relu", relu, ["f1′(z_h1) = step(0.5) = 1", "∂h1/∂w1 = x1 · f1′(z_h1) = x1 · step(z_h1) = 0.5 · 1 = 0.5"]],
  [
    "a formula",
    activationFromFormula("x^2"),
    ["f1′(z_h1) = 2 · 0.5 = 1", "∂h1/∂w1 = x1 · f1′(z_h1) = x1 · 2 · z_h1 = 0.5 · 1 = 0.5"],
  ],
  ["code alone", softplus, ["f1′(z_h1) = f1′(0.5) = 0.622", "∂h1/∂w1 = x1 · f1′(z_h1) = 0.5 · 0.622 = 0.311"]],
  ["the identity, whose derivative is the same everywhere", identity, ["∂h1/∂w1 = x1 = 0.5"]],
])("of %s", (_, activation, lines) => {
  const told = linesOf(toText(through(activation, "w1")));
  expect(told.slice(2, 2 + lines.length)).toEqual(lines);
});

test("each once, however many factors and paths use it", () => {
  const network = new Sequential([new Dense(1, 2), new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
  const text = toText(explain(network, { input: [0.5], target: [1], loss: meanSquaredError, parameter: "w1" }));
  const told = linesOf(text).map((line) => line.split(" = ")[0]);
  expect(told.filter((name) => name === "f′(z_o1)")).toHaveLength(1);
  expect(told.filter((name) => name!.startsWith("f′")).sort()).toEqual([
    "f′(z_h1_1)",
    "f′(z_h2_1)",
    "f′(z_h2_2)",
    "f′(z_o1)",
  ]);
});

test("layer by layer", () => {
  expect(toText(through(sigmoid, "w1", { maximumPaths: 0 }))).toContain(
    "δ(z_h1) = f1′(z_h1) · δ(h1) = h1 · (1 − h1) · δ(h1) = 0.235 · 0.96 = 0.226",
  );
  const told = linesOf(toText(through(softplus, "w1", { maximumPaths: 0 })));
  expect(told).toContain("f1′(z_h1) = f1′(0.5) = 0.622");
  expect(told.find((line) => line.startsWith("δ(z_h1)"))).toMatch(/^δ\(z_h1\) = f1′\(z_h1\) · δ\(h1\) = 0\.622 · /);
  expect(toText(through(softplus, "w1", { maximumPaths: 0 }))).not.toContain("no finite value");
});

test("of a layer of its own, and not of a function of whole rows", () => {
  const network = new Sequential([new Dense(1, 2, { activation: softmax }), new Activate(tanh)], { seed: 1 });
  const text = toText(explain(network, { input: [0.5], target: [1, 0], loss: meanSquaredError, parameter: "w1" }));
  expect(text).toContain("∂o1/∂h1 = f2′(h1) = 1 − o1² = ");
  expect(text).not.toContain("f1′(z_h1)");
});

import { Sequential } from "@nn/core";
import { type Explanation, explain, type Factor, parameterNames } from "@nn/explain";
import { Dense } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
const alice = { input: [-2, -1], target: [1], loss: meanSquaredError };

/** The factors of the only path that a parameter of the lab has. */
function factorsOf({ chain }: Explanation, view: "neurons" | "elementary"): readonly Factor[] {
  if (chain.kind !== "paths" || chain[view].paths.length !== 1) throw new Error("expected a single path");
  return chain[view].paths[0]!.factors;
}

const valuesOf = (factors: readonly Factor[]): number[] => factors.map(({ value }) => value);
const near = (actual: number, expected: number): void =>
  expect(Math.abs(actual - expected)).toBeLessThan(1e-14 * Math.abs(expected));

test("the lab's three factors and its gradient, with all their digits", () => {
  const explanation = explain(network, { ...alice, parameter: "w1" });
  const expected = [-0.9526096518320006, 0.24943853872512894, -0.09035331946182427];
  valuesOf(factorsOf(explanation, "neurons")).forEach((value, i) => void near(value, expected[i]!));
  near(explanation.gradient, 0.0214695352658111);
  expect(factorsOf(explanation, "neurons").map(({ of, by }) => [of, by])).toEqual([
    ["L", "o1"],
    ["o1", "h1"],
    ["h1", "w1"],
  ]);
});

test("as the lab does it by hand, with three digits", () => {
  const explanation = explain(network, { ...alice, parameter: "w1", significantDigits: 3 });
  expect(valuesOf(factorsOf(explanation, "neurons"))).toEqual([-0.952, 0.249, -0.0904]);
  expect(explanation.gradient).toBe(0.0214);
  near(explanation.exactGradient, 0.0214695352658111);
  expect(explanation.forward.map(({ symbol, value }) => [symbol, value])).toEqual([
    ["z_h1", -3],
    ["z_h2", -3],
    ["h1", 0.0474],
    ["h2", 0.0474],
    ["z_o1", 0.0948],
    ["o1", 0.524],
    ["L", 0.227],
  ]);
});

test("the elementary factors go through the weighted sums", () => {
  const elementary = factorsOf(explain(network, { ...alice, parameter: "w1" }), "elementary");
  expect(elementary.map(({ of, by, formula }) => [of, by, formula])).toEqual([
    ["L", "o1", "-2 * (t1 - o1)"],
    ["o1", "z_o1", "o1 * (1 - o1)"],
    ["z_o1", "h1", "w5"],
    ["h1", "z_h1", "h1 * (1 - h1)"],
    ["z_h1", "w1", "x1"],
  ]);
});

test("with the binary cross-entropy", () => {
  near(explain(network, { ...alice, loss: binaryCrossEntropy, parameter: "w1" }).gradient, 0.043035722097197);
});

describe("all nine parameters agree with the trainer and with central differences", () => {
  const trained = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  trained.setParameters(network.getParameters());
  const trainer = trained.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1 });
  trainer.step([-2, -1], [1]);
  const gradients = trainer.gradients();
  const names = parameterNames(network);

  test("they are the lab's", () => {
    expect(names.map(({ name, fullName, element }) => [name, fullName, element])).toEqual([
      ["w1", "0.weight", 0],
      ["w2", "0.weight", 2],
      ["b1", "0.bias", 0],
      ["w3", "0.weight", 1],
      ["w4", "0.weight", 3],
      ["b2", "0.bias", 1],
      ["w5", "1.weight", 0],
      ["w6", "1.weight", 1],
      ["b3", "1.bias", 0],
    ]);
  });

  test.each(names)("$name", ({ name, fullName, element }) => {
    for (const parameter of [name, `${fullName}[${element}]`]) {
      const { gradient, check } = explain(network, { ...alice, parameter });
      expect(Math.abs(gradient - gradients[fullName]![element]!)).toBeLessThan(1e-15);
      expect(check).toMatchObject({ kink: null, verdict: "right" });
      expect(Math.abs(gradient - check.measured)).toBeLessThanOrEqual(check.uncertainty);
      expect(check.uncertainty).toBeLessThan(1e-8 * Math.abs(gradient));
    }
  });
});

describe("the update is the one that training makes", () => {
  test.each([
    new SGD({ learningRate: 0.1 }),
    new SGD({ learningRate: 0.1, momentum: 0.9 }),
    new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }),
    new Adam({ learningRate: 0.1 }),
  ])("$name", (optimizer) => {
    const { update, gradient } = explain(network, { ...alice, parameter: "w1", optimizer });
    const trained = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
    trained.setParameters(network.getParameters());
    trained.trainer({ loss: meanSquaredError, optimizer, batchSize: 1 }).step([-2, -1], [1]);
    expect(update).toMatchObject({ optimizer: optimizer.name, before: 1, gradient });
    near(update!.after, trained.getParameters()["0.weight"]![0]!);
    expect(update!.slots.map(({ symbol }) => symbol)).toEqual(optimizer.slots);
    for (const { value } of update!.slots) expect(value).not.toBe(0);
  });

  test("and the network stays as it was", () => {
    expect(network.getParameters()).toEqual({
      "0.weight": [1, 1, 1, 1],
      "0.bias": [0, 0],
      "1.weight": [1, 1],
      "1.bias": [0],
    });
  });
});

test("an explanation is plain data", () => {
  const explanation = explain(network, { ...alice, parameter: "w1", optimizer: new Adam() });
  expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
});

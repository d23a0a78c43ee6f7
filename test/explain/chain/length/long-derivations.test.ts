import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { type Explanation, explain, toJson, toText } from "@nn/explain";
import { Dense, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { huber } from "your-own/dist/huber.js";
import { softplus } from "your-own/dist/softplus.js";

interface Asked {
  readonly sizes: readonly number[];
  readonly hidden: Activation;
  readonly ending: Activation;
  readonly loss: Loss;
  readonly batch?: number;
  readonly parameter?: string;
}

function networkOf({ sizes, hidden, ending }: Asked): Sequential {
  const layers = sizes.slice(1).map((units, i) => {
    const activation = i === sizes.length - 2 ? ending : hidden;
    return new Dense<number, number>(sizes[i]!, units, { activation });
  });
  return new Sequential(layers, { seed: 5 });
}

function asked(given: Asked): { explanation: Explanation; trained: number } {
  const { sizes, loss, batch = 1, parameter = "w1" } = given;
  const network = networkOf(given);
  const input = Array.from({ length: batch }, (_, row) =>
    Array.from({ length: sizes[0]! }, (_, i) => Math.sin(i + 3 * row)),
  );
  const target = Array.from({ length: batch }, () =>
    Array.from({ length: sizes.at(-1)! }, (_, i) => (i === 0 ? 1 : 0)),
  );
  const explanation = explain(network, { input, target, loss, parameter });
  const trainer = network.trainer({
    loss,
    optimizer: new SGD({ learningRate: 0 }),
    batchSize: batch,
    allowMismatch: true,
  });
  trainer.step(input, target);
  const { fullName, element } = explanation.parameter;
  return { explanation, trained: trainer.gradients()[fullName]![element]! };
}

const cases: [string, Asked][] = [
  ["784-128-10", { sizes: [784, 128, 10], hidden: relu, ending: softmax, loss: categoricalCrossEntropy }],
  ["784-128-10, sigmoid", { sizes: [784, 128, 10], hidden: sigmoid, ending: sigmoid, loss: meanSquaredError }],
  ["784-32-1, a single path", { sizes: [784, 32, 1], hidden: tanh, ending: sigmoid, loss: meanSquaredError }],
  ["10-200-200-1", { sizes: [10, 200, 200, 1], hidden: tanh, ending: sigmoid, loss: meanSquaredError }],
  ["64 examples", { sizes: [4, 8, 1], hidden: tanh, ending: sigmoid, loss: meanSquaredError, batch: 64 }],
  [
    "300 outputs",
    { sizes: [3, 5, 300], hidden: tanh, ending: softmax, loss: categoricalCrossEntropy, parameter: "b2" },
  ],
  ["components without formulas", { sizes: [50, 40, 60], hidden: softplus, ending: softplus, loss: huber }],
];

describe.each(cases)("%s", (_, given) => {
  const { explanation, trained } = asked(given);

  test("is short, and right", () => {
    const lines = toText(explanation).split("\n");
    expect(lines.length).toBeLessThan(190);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(toJson(explanation).length).toBeLessThan(200_000);
    expect(Math.abs(explanation.gradient - trained)).toBeLessThan(1e-12);
    expect(JSON.parse(toJson(explanation))).toEqual(explanation);
  });

  test("lists every number that a formula names, and none twice", () => {
    const { given: numbers, forward, chain } = explanation;
    const equations = [...forward, ...(chain.kind === "layers" ? chain.deltas : [])];
    const listed = [...numbers, ...equations].map(({ symbol }) => symbol);
    expect(new Set(listed).size).toBe(listed.length);
    const last = chain.kind === "layers" ? [chain.last] : chain.elementary.paths.flatMap(({ factors }) => factors);
    const named = [...equations, ...last].flatMap(
      ({ formula }) => formula?.match(/\b(delta_)?(z_)?[xtwbhoL]\d[\d_]*\b/g) ?? [],
    );
    expect(named.filter((name) => !listed.includes(name))).toEqual([]);
  });
});

test("of 784-128-10, w1 needs the δ of its own unit and those that its sum names", () => {
  const { chain } = asked(cases[0]![1]).explanation;
  const outputs = ["o1", "o2", "o10"];
  const expected = [...outputs, ...outputs.map((name) => `z_${name}`), "h1", "z_h1"].map((name) => `delta_${name}`);
  expect(chain.kind === "layers" && chain.deltas.map(({ symbol }) => symbol)).toEqual(expected);
});

test("of the lab, all numbers are used", () => {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  const { given, forward } = explain(network, { input: [1, 2], target: [1], loss: meanSquaredError, parameter: "b3" });
  expect(given.length).toBe(12);
  expect(forward.map(({ symbol }) => symbol).join()).toBe("z_h1,z_h2,h1,h2,z_o1,o1,L");
});

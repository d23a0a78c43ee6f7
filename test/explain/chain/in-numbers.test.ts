import { Sequential } from "@nn/core";
import { explain, french, parameterNames, toJson, toText } from "@nn/explain";
import { Activate, Dense, Flatten, MaxPooling2D, relu, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";

import { conv, NETWORKS, numbers, silent } from "./silent.js";

test.each(Object.entries(NETWORKS))("%s has the gradients of its own code", (_, network) => {
  const size = network.stack.inputShape.reduce((product, side) => product * side, 1);
  const shaped = (row: number[]): never =>
    (size === 9 ? [0, 3, 6].map((at) => row.slice(at, at + 3).map((x) => [x])) : row) as never;
  const input = [shaped(numbers(size)), shaped(numbers(size))] as never;
  const target = [numbers(2), numbers(2)];
  const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 2 });
  trainer.step(input, target as never);
  const gradients = trainer.gradients() as Record<string, number[]>;
  const names = parameterNames(network);
  expect(names).toHaveLength(Object.values(gradients).flat().length);
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  for (const { name, fullName, element } of names.filter((_, i) => i % 3 === 0)) {
    const right = gradients[fullName]![element]!;
    for (const maximumPaths of [0, 10_000]) {
      const asked = { input, target, loss: meanSquaredError, parameter: name, maximumPaths };
      const { gradient, chain, check } = explain(network, asked);
      expect(Math.abs(gradient - right)).toBeLessThan(1e-14);
      expect(check.verdict).not.toBe("wrong");
      if (chain.kind === "paths") expect(Math.abs(chain.elementary.value - gradient)).toBeLessThan(1e-14);
    }
  }
});

test("a large image is told in a few lines, and its derivatives are taken together", () => {
  const layers = [conv(1, 4), new MaxPooling2D(2), conv(4, 4, relu), new Flatten(), new Dense<number, number>(400, 2)];
  const network = new Sequential(layers, { inputShape: [24, 24, 1], seed: 1 });
  const image = Array.from({ length: 24 }, () => Array.from({ length: 24 }, () => numbers(1))) as never;
  const prediction = toText(explain(network, { input: image }));
  expect(prediction.split("\n").length).toBeLessThan(200);
  expect(prediction).toContain("2113 more numbers follow, up to h1_2116:");
  const asked = { input: image, target: [1, 0], loss: meanSquaredError };
  const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 1 });
  trainer.step([image] as never, [[1, 0]] as never);
  const gradients = trainer.gradients() as Record<string, number[]>;
  for (const parameter of ["0.weight[5]", "2.bias[1]", "4.weight[7]"]) {
    const explanation = explain(network, { ...asked, parameter });
    const { fullName, element } = explanation.parameter;
    expect(Math.abs(explanation.gradient - gradients[fullName]![element]!)).toBeLessThan(1e-14);
    expect(explanation.check.verdict).toBe("right");
    expect(JSON.parse(toJson(explanation))).toEqual(explanation);
    expect(toText(explanation, { language: french }).split("\n").length).toBeLessThan(200);
  }
  const { chain } = explain(network, { ...asked, parameter: "w1" });
  expect(chain.kind === "layers" && chain.pathCount).toBe(null);
  expect(toText(explain(network, { ...asked, parameter: "w1" }))).toContain(
    "The paths from w1 to the loss are taken together layer by layer, from the loss",
  );
});

test("an activation alone beside them keeps its formula", () => {
  const network = new Sequential([silent(new Scale()), new Activate(tanh)], { inputShape: [1] });
  const { stages, functions } = explain(network, { input: [1] as never });
  expect(stages.map(({ told }) => told)).toEqual(["in numbers", undefined]);
  expect(functions.map(({ name }) => name)).toEqual(["tanh"]);
});

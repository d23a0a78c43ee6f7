import { Sequential, seededRandom } from "@nn/core";
import { type Layer, uniform } from "@nn/core/component";
import { english, explain, french, parameterNames, toText } from "@nn/explain";
import { Dense, Embedding, Flatten, relu, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { broken } from "../../../testing/broken.js";
import { ownLayers, Steps, sums } from "./equations.js";

const draw = (seed: string, rows: number, size: number): number[][] => {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, () => Array.from({ length: size }, () => uniform(random, -1, 1)));
};

describe.each(Object.entries<Layer>(ownLayers))("an own layer, %s", (_, layer) => {
  const stack = () => {
    const size = layer.outputShape([3])[0]!;
    const layers = [new Dense<number, number>(2, 3), layer, new Dense<number, number>(size, 2, { activation: relu })];
    const network = new Sequential(layers, { seed: 4 });
    const [random, values] = [seededRandom("values"), network.getParameters() as Record<string, number[]>];
    const drawn = Object.entries(values).map(([name, array]) => [name, array.map(() => uniform(random, 0.2, 1))]);
    network.setParameters(Object.fromEntries(drawn));
    return network;
  };

  test("does what its links say", () => {
    expect(broken(layerContract(layer, { inputShape: [3] }))).toEqual([]);
  });

  test.each([[0], [100]])("has the gradients of its own code, written as %i paths at most", (maximumPaths) => {
    const network = stack();
    const [input, target] = [draw("inputs", 2, 2), draw("targets", 2, 2)];
    const trainer = network.trainer({
      loss: meanSquaredError,
      optimizer: new SGD({ learningRate: 0 }),
      batchSize: 2,
    });
    trainer.step(input, target);
    const gradients = trainer.gradients();
    const names = parameterNames(network);
    expect(names).toHaveLength(Object.values(gradients).flat().length);
    for (const { name, fullName, element } of names) {
      const asked = { input, target, loss: meanSquaredError, parameter: name, maximumPaths };
      const { gradient, chain, forward, check } = explain(network, asked);
      expect(Math.abs(gradient - gradients[fullName]![element]!)).toBeLessThan(1e-14);
      expect(check.verdict).not.toBe("wrong");
      const hasPaths = chain.kind === "paths" || chain.pathCount! > 0;
      expect(chain.kind).toBe(maximumPaths > 0 && hasPaths ? "paths" : "layers");
      if (chain.kind === "paths") expect(Math.abs(chain.elementary.value - gradient)).toBeLessThan(1e-14);
      for (const { formulaValue } of forward) expect(formulaValue).toBeUndefined();
    }
  });
});

test("a parameter that no path leads from has a derivative of 0", () => {
  const network = new Sequential([new Dense<number, number>(1, 3), ownLayers["a sum without terms"]], { seed: 1 });
  const asked = { input: [1], target: [1, 1, 1], loss: meanSquaredError, parameter: "w3" };
  const explanation = explain(network, asked);
  expect(explanation.gradient).toBe(0);
  const lines = (language: typeof english): string[] =>
    toText(explanation, { language })
      .split("\n")
      .filter((line) => /w3/.test(line));
  expect(lines(english)).toMatchInlineSnapshot(`
    [
      "Where ∂L/∂w3 comes from",
      "w2 = 0.5720329770877801, b2 = 0, w3 = −0.18389029430348658, b3 = 0,",
      "  z_h3 = w3 · x1 + b3 = −0.18389029430348658 · 1 + 0 = −0.18389029430348658",
      "No path leads from w3 to the loss.",
      "  ∂L/∂w3 = x1 · δ(z_h3) = 1 · 0 = 0",
      "If w3 changes a little, L hardly changes.",
    ]
  `);
  expect(lines(french)).toMatchInlineSnapshot(`
    [
      "D’où vient ∂L/∂w3",
      "w2 = 0,5720329770877801 ; b2 = 0 ; w3 = −0,18389029430348658 ; b3 = 0 ;",
      "  z_h3 = w3 · x1 + b3 = −0,18389029430348658 · 1 + 0 = −0,18389029430348658",
      "Aucun chemin ne mène de w3 à la perte.",
      "  ∂L/∂w3 = x1 · δ(z_h3) = 1 · 0 = 0",
      "Si w3 varie un peu, L ne varie presque pas.",
    ]
  `);
});

test.each([
  [english, "No path leads from w1 to the loss."],
  [french, "Aucun chemin ne mène de w1 à la perte."],
])("so has a number of a word that isn't among the inputs, without a δ: %#", (language, sentence) => {
  const network = new Sequential([new Embedding(3, 2), new Flatten(), new Dense(4, 1)], { inputShape: [2], seed: 1 });
  const explanation = explain(network, { input: [1, 2], target: [1], loss: meanSquaredError, parameter: "w1" });
  const lines = toText(explanation, { language }).split("\n");
  expect(lines).toContain(sentence);
  expect(lines).toContain("  ∂L/∂w1 = 0");
  expect(lines.join()).not.toContain("δ");
});

test("a saturated unit behind a shared weight has its derivative with 400 digits", () => {
  const far = new Steps(1, 2, [sums("x0*w0 + w1", "x0*w0 + w0"), { activation: sigmoid }]);
  const network = new Sequential([far, new Dense<number, number>(2, 1)]);
  network.setParameters({ "0.weight": [40, 0], "1.weight": [1, 1], "1.bias": [0] });
  const asked = { input: [1], target: [1], loss: meanSquaredError, parameter: "w1" };
  const { preciseGradient } = explain(network, asked);
  // o = σ(σ(40) + σ(80)), of which the first has a slope of e^−40, and the second one that is 10¹⁷ times smaller.
  const o = 1 / (1 + Math.exp(-2));
  expect(preciseGradient! / (2 * (o - 1) * o * (1 - o) * Math.exp(-40))).toBeCloseTo(1, 12);
});

import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { type Explanation, explain, french, toLatex, toText } from "@nn/explain";
import { Activate, Dense, identity, relu, sigmoid, softmax } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { people } from "../../fixtures/people.mjs";
import { renderStrictly } from "./mathematics.js";

const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
lab.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
const alice = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };
const flat = (explanation: Explanation, options = {}): string => toText(explanation, options).replaceAll("\n", " ");

/** A single unit of one weight. */
function unit(weight: number, activation: Activation, loss: Loss, target = 0) {
  const network = new Sequential([new Dense(1, 1, { activation, useBias: false })]);
  network.setParameters({ "0.weight": [weight] });
  return explain(network, { input: [1], target: [target], loss, parameter: "w1" });
}

describe("the network, in words", () => {
  const words = (network: Sequential, options = {}): string => {
    const input = Array.from({ length: network.stack.inputShape[0]! }, () => 1);
    return toText(explain(network, { input }), options).split("\n\n")[1]!.replaceAll("\n", " ");
  };

  test.each([
    [lab, "The network: 2 inputs, one hidden layer of 2 neurons (h1, h2), one output (o1)."],
    [new Sequential([new Dense(1, 3)]), "The network: one input, 3 outputs (o1, o2, o3)."],
    [
      new Sequential([new Dense(2, 8), new Dense(8, 1), new Dense(1, 1)]),
      "The network: 2 inputs, one hidden layer of 8 neurons (h1_1 to h1_8), one hidden layer of one neuron (h2_1), one output (o1).",
    ],
    [
      new Sequential([new Dense(2, 2), new Activate(relu), new Dense(2, 1)]),
      "The network: 2 inputs, one hidden layer of 2 neurons (h1_1, h1_2), one activation of 2 numbers (h2_1, h2_2), one output (o1).",
    ],
  ])("%#", (network, expected) => {
    expect(words(network as Sequential)).toBe(expected);
  });

  test("in French", () => {
    expect(words(lab as Sequential, { language: french })).toBe(
      "Le réseau\u00a0: 2 entrées, une couche cachée de 2 neurones (h1, h2), une sortie (o1).",
    );
  });

  test("a loss and a function from outside are called by their names", () => {
    const mine: Activation = { ...sigmoid, name: "squash" };
    const { formula: _, ...loss } = { ...meanSquaredError, name: "gap" };
    const text = flat(unit(1, mine, loss));
    expect(text).toContain("The loss L is the function gap.");
    expect(text).toContain("f is the function squash:");
    expect(flat(unit(1, mine, loss), { language: french })).toContain("f est la fonction squash\u00a0:");
  });
});

describe("the legend and the reading", () => {
  test("letters that occur, and no others", () => {
    expect(flat(explain(lab, alice))).toContain(
      "x: input, t: target, w: weight, b: bias, z: weighted sum, h: output of a hidden neuron, o: output of the network, L: loss.",
    );
    expect(flat(unit(1, sigmoid, meanSquaredError))).toContain(
      "x: input, t: target, w: weight, z: weighted sum, o: output of the network, L: loss.",
    );
  });

  test.each([
    ["w1", new SGD({ learningRate: 0.1 }), "If w1 rises by 0.01, L rises by about 0.000215. SGD lowers w1."],
    ["w5", new Adam(), "If w5 rises by 0.01, L falls by about 0.000113. Adam raises w5."],
    ["b3", undefined, "If b3 rises by 0.01, L falls by about 0.00238."],
  ])("of %s", (parameter, optimizer, reading) => {
    expect(flat(explain(lab, { ...alice, parameter, ...(optimizer && { optimizer }) }))).toContain(reading);
  });

  test("of a derivative of 0, and of none at a kink", () => {
    const dead = new Sequential([new Dense(1, 1, { activation: relu, useBias: false })]);
    dead.setParameters({ "0.weight": [-1] });
    const options = { input: [1], target: [1], loss: meanSquaredError, parameter: "w1" };
    const optimizer = new SGD({ learningRate: 0.1 });
    expect(flat(explain(dead, { ...options, optimizer }))).toContain(
      "If w1 changes a little, L hardly changes. SGD leaves w1 as it is.",
    );
    dead.setParameters({ "0.weight": [0] });
    expect(flat(explain(dead, options))).not.toContain("If w1");
  });
});

describe("a batch: each example's own derivative, and their mean", () => {
  const four = {
    input: people.inputs,
    target: people.targets,
  }; // prettier-ignore
  const explanation = explain(lab, { ...four, loss: meanSquaredError, parameter: "w1", significantDigits: 3 });

  test("as data", () => {
    if (explanation.chain.kind !== "paths") throw new Error("expected paths");
    const { examples, value } = explanation.chain.neurons;
    expect(examples).toHaveLength(4);
    for (const [i, example] of examples.entries()) {
      const alone = explain(lab, {
        ...alice,
        input: four.input[i]!,
        target: [four.target[i]!],
        significantDigits: 3,
      });
      expect(example).toEqual({ loss: `L__${i + 1}`, paths: 1, value: alone.gradient });
    }
    expect(value).toBeCloseTo(examples.reduce((sum, example) => sum + example.value, 0) / 4, 4);
    expect(Math.abs(explanation.exactGradient - explanation.check.measured)).toBeLessThan(1e-9);
  });

  test("in words", () => {
    const text = flat(explanation);
    expect(text).toContain(
      "There is one path from w1 to the loss in each of 4 examples; the gradient is the mean of the four.",
    );
    expect(text.replaceAll(/ +/g, " ")).toContain(
      "∂L⁽¹⁾/∂w1 = ∂L⁽¹⁾/∂o1⁽¹⁾ · ∂o1⁽¹⁾/∂h1⁽¹⁾ · ∂h1⁽¹⁾/∂w1 = −0.952 · 0.249 · (−0.0904) = 0.0214",
    );
    expect(text).toContain("The mean of the four:    ∂L/∂w1 = (0.0214 + 0 + 0 + ");
    expect(flat(explanation, { language: french })).toContain(
      "Il y a un chemin de w1 à la perte dans chacun des quatre exemples\u202f; le gradient est la moyenne des quatre.",
    );
  });

  test("of two outputs, path by path and layer by layer", () => {
    const wide = new Sequential([new Dense(2, 2), new Dense(2, 2, { activation: identity })], { seed: 1 });
    const pairs = {
      input: four.input.slice(0, 3),
      target: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      loss: meanSquaredError,
    }; // prettier-ignore
    const paths = explain(wide, { ...pairs, parameter: "w1" });
    const layers = explain(wide, { ...pairs, parameter: "w1", maximumPaths: 0 });
    expect(paths.gradient).toBeCloseTo(layers.gradient, 14);
    expect(flat(paths)).toContain("There are two paths from w1 to the loss in each of 3 examples");
    expect(flat(layers)).toContain("δ(o1⁽¹⁾) is short for ∂L⁽¹⁾/∂o1⁽¹⁾, and so on.");
    expect(flat(layers)).toContain("x1⁽³⁾ · δ(z_h1⁽³⁾)) / 3");
  });
});

describe("softmax has a letter for each of its numbers", () => {
  const network = new Sequential([new Dense(1, 2, { activation: softmax })], { seed: 1 });
  const options = { input: [1], target: [1, 0], loss: categoricalCrossEntropy, parameter: "w1" };

  test("f(z)ᵢ, and both derivatives", () => {
    const text = toText(explain(network, options));
    expect(text).toContain("f(z)ᵢ = e^zᵢ / Σⱼ e^zⱼ\n  ∂fᵢ/∂zᵢ = fᵢ · (1 − fᵢ)\n  ∂fᵢ/∂zⱼ = −fᵢ · fⱼ\n");
    const latex = toLatex(explain(network, options));
    expect(latex).toContain("f\\left(z\\right)_{i} &= \\frac{e^{z_{i}}}{\\sum_{j} e^{z_{j}}}");
    expect(latex).toContain("\\frac{\\partial f_{i}}{\\partial z_{j}} &= -f_{i} \\cdot f_{j}");
    expect(renderStrictly(latex)).toBeGreaterThan(10);
  });

  test("beside other functions, and of a prediction", () => {
    const two = new Sequential([new Dense(1, 2), new Dense(2, 2, { activation: softmax })], { seed: 1 });
    expect(toText(explain(two, options))).toContain("∂f2ᵢ/∂zⱼ = −f2ᵢ · f2ⱼ");
    expect(toText(explain(network, { input: [1] }))).not.toContain("∂");
  });
});

describe("a probability that was clipped", () => {
  test.each([
    [1000, 0, "0.999999999999", "(0.999999999999 − 0) / (0.999999999999 · (1 − 0.999999999999))"],
    [-1000, 1, "1 · 10⁻¹²", "(1 · 10⁻¹² − 1) / (1 · 10⁻¹² · (1 − 1 · 10⁻¹²))"],
  ])("weight %d", (weight, target, taken, slope) => {
    const text = flat(unit(weight, sigmoid, binaryCrossEntropy, target));
    expect(text).toContain(
      `(The loss takes ${taken} in the place of o1, so that logarithms and quotients stay finite.)`,
    );
    expect(text.split("The loss takes")).toHaveLength(2);
    expect(text.replaceAll(/\s+/g, " ")).toContain(`= ${slope.replace("− 1 · 10⁻¹²", "− 1 · 10⁻¹²")}`);
    expect(text).not.toContain("no finite value");
  });

  test("by hand it is clipped once it is written as 1", () => {
    const network = new Sequential([new Dense(1, 1, { useBias: false })]);
    network.setParameters({ "0.weight": [9] });
    const options = { input: [1], target: [0], loss: binaryCrossEntropy, parameter: "w1" };
    expect(flat(explain(network, options))).not.toContain("The loss takes");
    expect(flat(explain(network, { ...options, significantDigits: 3 }))).toContain("The loss takes");
  });

  test("of several classes", () => {
    const network = new Sequential([new Dense(1, 2, { activation: softmax, useBias: false })]);
    network.setParameters({ "0.weight": [500, -500] });
    const options = { input: [1], target: [0, 1], loss: categoricalCrossEntropy, parameter: "w1" };
    expect(flat(explain(network, options))).toContain("The loss takes 1 · 10⁻¹² in the place of o2");
  });

  test("the slope of the binary cross-entropy is a quotient", () => {
    expect(flat(explain(lab, { ...alice, loss: binaryCrossEntropy }))).toMatch(
      /∂L\/∂o1 = \(o1 − t1\) \/ \(o1 · \(1 − o1\)\)\s+= /,
    );
  });
});

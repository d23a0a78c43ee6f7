import { type Activation, defineActivation, type Equations, type Layer, type Loss } from "@nn/core/component";
import { Activate, Dense, identity, Residual, sigmoid, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropyFromLogits } from "@nn/losses";
import { activationContract, type ContractCheck, layerContract, lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { Fork, Normed } from "../explain/chain/authors.js";
import { breaks, broken } from "./broken.js";

/*
 * What explanations print of a component is as wrong as a gradient where it isn't what the code does: it fails like one.
 */

const ACTIVATION = "if it says its formula, forward does so, and backward as its derivatives say";
const LOSS = "if it says its formula, value does so, and gradient as its derivative says";
const EQUATIONS = "if it says by equations what it does, its passes do so, with all its parameters";
const ALONE = "an example's outputs and ∂L/∂x don't depend on the other examples, in a prediction";

const messageOf = (checks: readonly ContractCheck[], name: string): string => {
  try {
    checks.find((check) => check.name === name)!.run();
  } catch (error) {
    return String(error);
  }
  return "kept";
};

describe("a wrong text of an activation", () => {
  const saying = (activation: Activation, formula: object): Activation =>
    ({ ...activation, formula: { ...activation.formula!, ...formula } }) as Activation;

  test.each([
    ["its value", saying(sigmoid, { value: "1 / (1 + exp(z))" })],
    ["its derivative", saying(sigmoid, { derivative: "a * (1 + a)" })],
    ["its derivative, of rows", saying(softmax, { derivative: "a" })],
    ["its derivative across a row", saying(softmax, { crossDerivative: "a * b" })],
  ])("%s", (_, activation) => {
    const own = activationContract(activation);
    expect(broken(own)).toContain(ACTIVATION);
    expect(broken(own).filter((name) => name.includes("differences"))).toEqual([]);
  });

  test("is one of the layers that have it", () => {
    const wrong = saying(tanh, { derivative: "1 - a" });
    for (const layer of [
      new Dense(2, 3, { activation: wrong }),
      new Residual([new Dense(2, 2, { activation: wrong })]),
    ]) {
      const names = broken(layerContract(layer));
      expect(names.includes(EQUATIONS)).toBe(layer instanceof Dense);
    }
    const rows = new Activate(saying(softmax, { crossDerivative: "-a" }));
    expect(broken(layerContract(rows, { inputShape: [2, 3] }))).toContain(EQUATIONS);
  });

  test("is said with the text", () => {
    expect(messageOf(activationContract(saying(sigmoid, { derivative: "a" })), ACTIVATION)).toMatchInlineSnapshot(
      `"ContractError: dz by the derivative "a", number 0: expected 0.1828635519379422, but got 0.12830581234823332"`,
    );
    expect(messageOf(activationContract(saying(softmax, { crossDerivative: "b" })), ACTIVATION)).toMatchInlineSnapshot(
      `"ContractError: dz by the derivative "a * (1 - a)" and "b", number 0: expected 0.7715958770042759, but got -0.0477454032591972"`,
    );
    const layer = new Dense(1, 1, { activation: saying(sigmoid, { derivative: "a" }) });
    expect(messageOf(layerContract(layer), EQUATIONS)).toMatchInlineSnapshot(
      `"ContractError: dx of example 0 by the derivatives of its equations, number 0: expected 0.4561848376015351, but got 0.19317779309222843"`,
    );
  });

  const nearly = defineActivation({
    name: "nearly",
    formula: { value: "z", derivative: "1" },
    range: { least: -Infinity, most: Infinity },
  });

  test.each(["sin(z)", "cos(2 * z) + log10(z)", "atan (z)", "abs(z)^1.5", "z^abs(z)"])(
    "%s, for explanations alone, isn't read",
    (text) => {
      expect(breaks(activationContract(saying(nearly, { value: text })), ACTIVATION)).toBe(false);
      expect(breaks(activationContract(saying(nearly, { derivative: text })), ACTIVATION)).toBe(false);
    },
  );

  test.each(["sin(z", "sin(q)", "sinus(z)", "z^1.5 +", "2 z", "log10", "", "z^0.5 * beta"])(
    "%j, which no explanation can read, is wrong",
    (text) => {
      expect(breaks(activationContract(saying(nearly, { value: text })), ACTIVATION)).toBe(true);
      expect(breaks(activationContract(saying(nearly, { derivative: text })), ACTIVATION)).toBe(true);
      expect(breaks(activationContract(saying(softmax, { crossDerivative: text })), ACTIVATION)).toBe(true);
    },
  );

  test("that can't be read is said with the place", () => {
    expect(messageOf(activationContract(saying(nearly, { value: "z + beta" })), ACTIVATION)).toMatchInlineSnapshot(
      `"ContractError: its formula: "result = z + beta" can't be read from "beta" on. The names are erf, size, batch, index, result, z, x, a."`,
    );
  });
});

describe("a wrong text of a loss", () => {
  const saying = (loss: Loss, formula: object): Loss =>
    ({ ...loss, formula: { ...loss.formula!, ...formula } }) as Loss;
  const numbers = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, random),
    target: Array.from({ length: size }, random),
  });
  const classNumber = (random: () => number, size: number) => ({
    ...numbers(random, size),
    target: [Math.floor(size * random())],
  });
  const ofClass = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, () => (1 + random()) / (2 * size)),
    target: Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0)),
  });

  test.each([
    ["its value", saying(meanSquaredError, { value: "mean((t - p)^2) / 2" }), numbers],
    ["its derivative", saying(meanSquaredError, { derivative: "-2 * (t - p)" }), numbers],
    ["that it is about an output", saying(meanSquaredError, { value: "t - p" }), numbers],
    ["its bounds", saying(categoricalCrossEntropy, { clip: [0.5, 1] }), ofClass],
    ["a letter that isn't one", saying(meanSquaredError, { value: "mean((q - p)^2)" }), numbers],
    ["a bracket too few in its derivative", saying(meanSquaredError, { derivative: "-2 * (t - p / size" }), numbers],
    ["a function that there isn't", saying(meanSquaredError, { value: "average((t - p)^2)" }), numbers],
    ["what its rows are", saying(sparseCategoricalCrossEntropyFromLogits, { value: "log(sum(exp(p)))" }), classNumber],
  ] as const)("%s", (_, loss, example) => {
    expect(broken(lossContract(loss, { example, sizes: [2, 5] }))).toEqual([LOSS]);
  });

  test("is said with the text", () => {
    const loss = saying(meanSquaredError, { derivative: "2 * (t - p) / size" });
    expect(messageOf(lossContract(loss, { example: numbers }), LOSS)).toMatchInlineSnapshot(
      `"ContractError: the gradient of example 0 by the derivative "2 * (t - p) / size", number 0: expected -0.446076081430147, but got 0.446076081430147"`,
    );
  });
});

describe("equations and passes that differ", () => {
  const right = new Dense(3, 2, { activation: identity });
  const dense = (inputs: number, units: number): Dense => new Dense(inputs, units, { activation: identity });
  const like = (layer: Layer, own: Partial<Layer>): Layer => Object.assign(Object.create(layer), own) as Layer;

  test("a backward that isn't the derivative of the equations", () => {
    expect(messageOf(layerContract(new Normed(), { inputShape: [3] }), EQUATIONS)).toMatch(
      "dx of example 0 by the derivatives of its equations",
    );
  });

  test("a backward that gives a branch something else", () => {
    const residual = new Residual([dense(2, 2)]);
    const layer = like(residual, {
      backward(frame) {
        residual.backward(frame as never);
        for (let i = 0; i < frame.batch * frame.inputSize; i++) frame.branches.body!.dy[i]! *= 2;
      },
    });
    expect(messageOf(layerContract(layer), EQUATIONS)).toMatchInlineSnapshot(
      `"ContractError: what the branch body is given as dy of example 0, by the equations, number 0: expected -0.7856232750796672, but got -1.5712465501664852"`,
    );
  });

  test("equations in which a weight has another sign", () => {
    const equations = (): Equations[] => [
      {
        sums: [0, 1].map((unit) => ({
          terms: [0, 1, 2].map((i) => ({ input: i, weight: { parameter: "weight", element: 2 * i + (1 - unit) } })),
        })),
      },
    ];
    expect(broken(layerContract(like(right, { equations })))).toEqual([EQUATIONS]);
  });

  test("right ones, with lists and branches, are kept", () => {
    const fork = new Fork(2, [dense(3, 2)], [dense(3, 1)]);
    expect(broken(layerContract(fork, { inputShape: [3] }))).toEqual([]);
  });
});

test("a fork that puts its branches' batches behind one another mixes examples, and is noticed", () => {
  const dense = (units: number): Dense => new Dense(3, units, { activation: identity });
  const mixing: Layer = {
    name: "mixing fork",
    outputShape: (_, branches) => [branches!.left![0]! + branches!.right![0]!],
    parameters: () => ({}),
    saved: () => ({}),
    branches: () => ({ left: [dense(2)], right: [dense(1)] }),
    forward({ batch, y, branches: { left, right } }) {
      left!.forward();
      right!.forward();
      y.set(left!.y.subarray(0, 2 * batch));
      y.set(right!.y.subarray(0, batch), 2 * batch);
    },
    backward({ batch, inputSize, dx, dy, branches: { left, right } }) {
      left!.dy.set(dy.subarray(0, 2 * batch));
      right!.dy.set(dy.subarray(2 * batch, 3 * batch));
      left!.backward();
      right!.backward();
      if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = left!.dx![i]! + right!.dx![i]!;
    },
  };
  expect(broken(layerContract(mixing, { inputShape: [3] }))).toEqual([ALONE]);
});

test("a fork of another size than its branches give is noticed, whatever the size", () => {
  const dense = (units: number): Dense => new Dense(3, units, { activation: identity });
  for (const size of [1, 3]) {
    const silent = Object.assign(new Fork(size, [dense(2)], [dense(2)]), { equations: undefined });
    expect(broken(layerContract(silent, { inputShape: [3] })).length).toBeGreaterThan(0);
  }
});

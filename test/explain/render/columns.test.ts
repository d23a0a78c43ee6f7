import { Sequential } from "@nn/core";
import type { Activation, Loss, Optimizer } from "@nn/core/component";
import { type ExplainOptions, english, explain, french, toText } from "@nn/explain";
import { Dense, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

function network(sizes: readonly number[], hidden: Activation, ending: Activation): Sequential {
  const layers = sizes
    .slice(1)
    .map((units, i) => new Dense(sizes[i]!, units, { activation: i === sizes.length - 2 ? ending : hidden }));
  return new Sequential(layers, { seed: 3 });
}

const row = (size: number, begin: number): number[] => Array.from({ length: size }, (_, i) => begin + i / 3 - 1);
const rows = (count: number, size: number): number[][] => Array.from({ length: count }, (_, i) => row(size, i / 7));

interface Case {
  readonly sizes: readonly number[];
  readonly hidden: Activation;
  readonly ending: Activation;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly batch: number;
  readonly options?: Partial<ExplainOptions>;
}

const sgd = new SGD({ learningRate: 0.1 });
const cases: [string, Case][] = [
  [
    "all digits of three layers",
    { sizes: [3, 4, 3, 1], hidden: tanh, ending: sigmoid, loss: binaryCrossEntropy, optimizer: sgd, batch: 1 },
  ],
  [
    "a softmax of nine",
    { sizes: [2, 9], hidden: relu, ending: softmax, loss: categoricalCrossEntropy, optimizer: new Adam(), batch: 1 },
  ],
  [
    "a batch of twelve",
    { sizes: [2, 3, 2], hidden: sigmoid, ending: sigmoid, loss: meanSquaredError, optimizer: sgd, batch: 12 },
  ],
  [
    "a batch layer by layer",
    {
      sizes: [2, 3, 3, 2],
      hidden: tanh,
      ending: softmax,
      loss: categoricalCrossEntropy,
      optimizer: new SGD({ learningRate: 1 / 3, momentum: 0.9, nesterov: true }),
      batch: 5,
      options: { maximumPaths: 0 },
    },
  ],
  [
    "a dozen inputs",
    { sizes: [12, 1], hidden: relu, ending: sigmoid, loss: binaryCrossEntropy, optimizer: new Adam(), batch: 2 },
  ],
];

describe("explanations as text fit into 80 columns", () => {
  test.each(cases)("%s", (_, { sizes, hidden, ending, loss, optimizer, batch, options }) => {
    const [inputs, outputs] = [sizes[0]!, sizes.at(-1)!];
    const target = Array.from({ length: batch }, (_, i) => row(outputs, 0).map((_, j) => (j === i % outputs ? 1 : 0)));
    const given = { input: rows(batch, inputs), target, loss, optimizer, parameter: "w2" };
    for (const language of [english, french]) {
      for (const elementary of [false, true]) {
        const text = toText(explain(network(sizes, hidden, ending), { ...given, ...options }), {
          language,
          elementary,
        });
        expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
        // Nothing is lost, and no number is divided.
        expect(text).not.toMatch(/^\s*$\n^\s*$/m);
        expect(text).not.toMatch(/ [+−·/=]$|·\n\s*10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]|\n\s*· 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/mu);
      }
    }
  });
});

describe("a line that is too long", () => {
  test("ends before an equality, and the last two stay together", () => {
    const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
    lab.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
    const prediction = explain(lab, { input: [-7, -3], significantDigits: 3 });
    expect(toText(prediction)).toContain(
      "  z_o1 = w5 · h1 + w6 · h2 + b3\n" + "       = 1 · 4.54 · 10⁻⁵ + 1 · 4.54 · 10⁻⁵ + 0 = 9.08 · 10⁻⁵\n",
    );
  });

  test("of a single long sum ends before an operator outside of brackets, and goes on indented", () => {
    const neuron = new Sequential([new Dense(3, 1)]);
    neuron.setParameters({ "0.weight": [1 / 3, -1 / 7, 1 / 9], "0.bias": [0] });
    expect(toText(explain(neuron, { input: [1 / 3, 1 / 6, 1 / 9] }))).toContain(
      "       = 0.3333333333333333 · 0.3333333333333333\n" +
        "         + (−0.14285714285714285 · 0.16666666666666666)\n" +
        "         + 0.1111111111111111 · 0.1111111111111111 + 0 = 0.09964726631393298\n",
    );
  });

  test("of a product of many derivatives goes on below it", () => {
    const options = { activation: tanh };
    const deep = new Sequential([new Dense(2, 3, options), new Dense(3, 2, options), new Dense(2, 1)], { seed: 1 });
    const given = { input: [1 / 3, 1 / 6], target: [1], loss: meanSquaredError, parameter: "w1" };
    expect(toText(explain(deep, { ...given, significantDigits: 6 }))).toContain(
      "\n  ∂L/∂o1 · ∂o1/∂h2_1 · ∂h2_1/∂h1_1 · ∂h1_1/∂w1\n" +
        "    = −1.21671 · (−0.234354) · 0.742885 · 0.309384 = 0.0655358\n",
    );
  });
});

import { DataError, Sequential } from "@nn/core";
import { explain, french, toJson, toLatex, toMarkdown, toText } from "@nn/explain";
import { Activate, Dense, identity, relu, softmax, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";

const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
network.setParameters({ "0.weight": [0, 0, 1, 1], "1.weight": [0, 1] });
const neuron = new Sequential([new Dense(2, 1)]);
neuron.setParameters({ "0.weight": [0, 1], "0.bias": [4] });

describe("a prediction, without a target, a loss or a parameter", () => {
  test("section 0.1 of the lab: one neuron", () => {
    const text = toText(explain(neuron, { input: [2, 3] }), { digits: 3 });
    expect(text).toContain("  z_o1 = w1 · x1 + w2 · x2 + b1 = 0 · 2 + 1 · 3 + 4 = 7\n  o1 = f(z_o1) = f(7) = 0.999\n");
    expect(text).not.toMatch(/∂|L|f′/);
  });

  test("section 0.2: two hidden neurons, in both languages and every medium", () => {
    const explanation = explain(network, { input: [2, 3] });
    expect(explanation.forward.map(({ symbol, value }) => [symbol, Number(value.toFixed(4))])).toEqual([
      ["z_h1", 3],
      ["z_h2", 3],
      ["h1", 0.9526],
      ["h2", 0.9526],
      ["z_o1", 0.9526],
      ["o1", 0.7216],
    ]);
    expect(toText(explanation, { language: french, digits: 4 })).toContain("o1 = f(z_o1) = f(0,9526) = 0,7216");
    expect(toMarkdown(explanation, { digits: 4 })).toContain("0.7216");
    expect(toLatex(explanation, { language: french, digits: 4 })).toContain("0{,}7216");
    expect(JSON.parse(toJson(explanation))).toEqual(explanation);
  });

  test("rounded as it is written down, of several examples, and of other layers", () => {
    const byHand = explain(network, { input: [2, 3], significantDigits: 3 });
    expect(byHand.forward.map(({ value }) => value)).toEqual([3, 3, 0.953, 0.953, 0.953, 0.722]);
    const two = explain(network, { input: [Float64Array.of(2, 3), Float64Array.of(0, -4)] });
    expect(two.batch).toBe(2);
    expect(two.forward.map(({ symbol }) => symbol)).toContain("z_h1__2");
    const first = new Dense(1, 3, { activation: relu });
    const last = new Dense(3, 2, { activation: identity });
    const deep = new Sequential([first, new Activate(tanh), last, new Activate(softmax)], { seed: 1 });
    const outputs = explain(deep, { input: [0.5] }).forward.slice(-2);
    const predicted = deep.predict([0.5]);
    outputs.forEach(({ value }, i) => void expect(value).toBeCloseTo(predicted[i]!, 15));
  });

  test("what belongs together is given together", () => {
    for (const [options, missing] of [
      [{ parameter: "w1" }, "target is missing, beside parameter"],
      [{ parameter: "w1", target: [1] }, "loss is missing, beside parameter"],
      [{ target: [1], loss: meanSquaredError }, "parameter is missing, beside target"],
      [{ loss: meanSquaredError }, "parameter is missing, beside loss"],
    ] as const) {
      expect(() => explain(network, { input: [2, 3], ...options } as never)).toThrow(
        `explain: ${missing}. A gradient is explained with parameter, target and loss, and a prediction with none of them.`,
      );
    }
    expect(() => explain(network, { input: [2, 3, 4] })).toThrow(/3/);
    expect(() => explain(network, { input: [2, Number.NaN] })).toThrow(/NaN/);
  });
});

describe("how many decimals are shown, apart from rounding", () => {
  const ones = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  ones.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  const alice = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };

  test("the lab's two readings", () => {
    const byHand = toText(explain(ones, { ...alice, significantDigits: 3 }), { language: french });
    expect(byHand).toContain("= −0,952 · 0,249 · (−0,0904) = 0,0214\n");
    const exact = toText(explain(ones, alice), { language: french, digits: 4 });
    expect(exact).toContain("= −0,9526 · 0,2494 · (−0,0904) = 0,0215\n");
    expect(toText(explain(ones, alice), { digits: 4 }).replaceAll("\n", " ")).toContain(
      "Numbers are shown with at most 4 decimals, and computed with all their digits: by hand, where each number is " +
        "rounded as it is written down, the last digits may differ.",
    );
  });

  test.each([
    [0.0214695, 2, "0.02"],
    [0.0214695, 1, "2.1 · 10⁻²"],
    [0.00012345, 4, "1.2345 · 10⁻⁴"],
    [0.0009999, 2, "1 · 10⁻³"],
    [12345.6789, 2, "12345.68"],
    [-0.25, 4, "−0.25"],
    [0, 4, "0"],
    [7, 3, "7"],
    [3.86e-22, 3, "3.86 · 10⁻²²"],
  ])("%d with %d decimals is %s", (value, digits, shown) => {
    const line = new Sequential([new Dense(1, 1, { activation: identity })]);
    line.setParameters({ "0.weight": [1] });
    const text = toText(explain(line, { input: [value] }), { digits });
    expect(text).toContain(`x1 = ${shown}, w1 = 1, b1 = 0.`);
  });

  test("from 1 to 15", () => {
    const explanation = explain(ones, alice);
    expect(() => toText(explanation, { digits: 16 })).toThrow(
      "toText: digits must be at most 15, but is 16. Without it, all are shown.",
    );
    for (const digits of [0, -1, 2.5, "3"]) expect(() => toText(explanation, { digits } as never)).toThrow("digits");
  });
});

test.each([1.7e308, -1.5e308])("a sum beyond the largest number can't be told: %d", (x) => {
  const neuron = new Sequential([new Dense(2, 1)]);
  neuron.setParameters({ "0.weight": [2, 1], "0.bias": [0] });
  expect(() => explain(neuron, { input: [x, 0] })).toThrow(
    new DataError("explain: z_o1 isn't a finite number here. Look at the size of the parameters and of the inputs."),
  );
  const given = { input: [x, 0], target: [1], loss: meanSquaredError, parameter: "w1" };
  expect(() => explain(neuron, given)).toThrow(DataError);
});

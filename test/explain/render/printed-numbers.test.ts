import { Sequential } from "@nn/core";
import { activationFromFormula, explain, french, sentence, toLatex, toMarkdown, toText } from "@nn/explain";
import { Dense, identity, softmax } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "./mathematics.js";

const words = (text: string): string => text.replaceAll(/\s+/g, " ");

/** The lab's network, all weights 1, and one person. */
function lab(input: readonly number[], parameter: string, digits?: number) {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
  network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  const options = { input, target: [0], loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), parameter };
  return explain(network, { ...options, ...(digits && { significantDigits: digits }) });
}

describe("one number has one notation", () => {
  /** A line through (1, weight · 10⁻⁴). */
  const line = (weight: number, digits?: number) => {
    const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
    network.setParameters({ "0.weight": [weight] });
    const options = { input: [1], target: [0], loss: meanSquaredError, parameter: "w1" };
    return explain(network, { ...options, ...(digits && { significantDigits: digits }) });
  };

  test.each([
    // With all digits, and by hand: decimals down to 10⁻⁴.
    [line(0.000183251), {}, "0.000366502", "3.66502 · 10⁻⁴"],
    [line(0.000183251, 3), {}, "0.000366", "3.66 · 10⁻⁴"],
    [line(0.0000183251, 3), {}, "3.66 · 10⁻⁵", "0.0000366"],
    // Where four decimals are shown, it takes 10⁻³ to have some of a number's digits.
    [line(0.000183251), { digits: 4 }, "3.665 · 10⁻⁴", "0.000366"],
    [line(0.0183251), { digits: 4 }, "3.67 · 10⁻⁴", "0.000367"],
  ])("%#", (explanation, options, notation, other) => {
    for (const print of [toText, toMarkdown, toLatex]) {
      const text = print(explanation, options).replaceAll(
        / \\cdot 10\^\{(-\d)\}/g,
        (_, power) => ` · 10⁻${"⁰¹²³⁴⁵"[-power]}`,
      );
      expect(text).toContain(notation);
      expect(text).not.toContain(other);
    }
  });
});

describe("a table of gradients says where digits are lost", () => {
  const tableOf = (input: readonly number[], digits?: number) =>
    ["w1", "w5", "b3"].map((name) => lab(input, name, digits));

  test("by rounding, and in float64 alone", () => {
    // Bob's own: f′ of h is e^−31, and of h1 as written down 0.
    const text = words(toText(tableOf([25, 6], 3)));
    expect(text).toContain(
      "Rounding has taken away the digits that count, as where a neuron is saturated or terms cancel. Without it, ∂L/∂w1 = 1.59 · 10⁻¹³.",
    );
    expect(words(toText(tableOf([25, 6], 3), { language: french }))).toContain("Sans eux, ∂L/∂w1 = 1,59 · 10⁻¹³.");
    expect(renderStrictly(toLatex(tableOf([25, 6], 3)))).toBeGreaterThan(5);
    expect(words(toText(tableOf([30, 20])))).toMatch(/Without it, ∂L\/∂w1 = [\d.]+ · 10⁻²\S\./);
  });

  test("and nothing where none are", () => {
    expect(toText(tableOf([-2, -1], 3))).not.toContain("Without it");
    expect(toText(tableOf([-2, -1]))).not.toContain("Without it");
  });
});

describe("notes of one's own", () => {
  const note = sentence`It is ${{ kind: "number", value: -0.021469, significant: 3 }} & more.`;

  test("stand at the end in each form", () => {
    const explanation = lab([-2, -1], "w1");
    expect(toText(explanation, { notes: [note, ["And that."]] })).toMatch(
      /\n\nIt is −0\.0215 & more\.\n\nAnd that\.\n$/,
    );
    expect(toMarkdown(explanation, { notes: [note] })).toMatch(/\n\nIt is \$-0\.0215\$ & more\.\n$/);
    expect(toLatex(explanation, { notes: [note] })).toMatch(
      /\n\nIt is \\\(-0\.0215\\\) \\& more\.\n\n\\end\{document\}\n$/,
    );
  });

  test.each([[{ notes: "a note" }], [{ notes: ["a note"] }], [{ notes: [[{ no: 1 }]] }]])(
    "%j is refused",
    (options) => {
      expect(() => toText(lab([-2, -1], "w1"), options as never)).toThrow(
        /notes must be sentences|A sentence is made of/,
      );
    },
  );
});

describe("formulas", () => {
  test("derived have counted exponents, however long they are", () => {
    const long = "max(x,0)^3 + min(x,0)^2 + x^2 * tanh(x)^2 + abs(x)^3 + log1p(x^2) + sin(x)^4 + (x^2+1)^1.5";
    const network = new Sequential([new Dense(1, 1, { activation: activationFromFormula(long) })], { seed: 1 });
    const { functions } = explain(network, { input: [1], target: [1], loss: meanSquaredError, parameter: "w1" });
    expect(functions[0]!.derivative).not.toMatch(/\d - \d/);
    expect(functions[0]!.derivative).toContain("^0.5");
  });
});

describe("small faults in what is printed", () => {
  test("no negative zero stands in the place of −t", () => {
    const network = new Sequential([new Dense(1, 2, { activation: softmax })]);
    network.setParameters({ "0.weight": [0.5, 0.25] });
    const options = {
      input: [1],
      target: [0, 1],
      loss: categoricalCrossEntropy,
      parameter: "w1",
      significantDigits: 3,
    };
    const text = toText(explain(network, options));
    expect(text).toMatch(/∂L\/∂o1 = −t1 \/ o1 = 0 \/ 0\.562 = 0\n/);
    expect(text).not.toMatch(/−0 |−0$/m);
  });

  test.each([
    [new Sequential([new Dense(1, 1)]), "It has w1 and b1;"],
    [new Sequential([new Dense(2, 1)]), "It has w1 to w2 and b1;"],
    [new Sequential([new Dense(1, 1, { useBias: false })]), "It has w1;"],
    [new Sequential([new Dense(1, 2, { activation: identity })]), "It has w1 to w2 and b1 to b2;"],
  ])("a range of one name is that name: %#", (network, names) => {
    const options = { input: [1], target: [1], loss: meanSquaredError, parameter: "w9" };
    expect(() => explain(network as Sequential, options)).toThrow(names);
  });
});

describe("with few decimals, an update is seen", () => {
  /** A line whose weight moves by rate · 2 · weight. */
  const moved = (weight: number, rate: number, digits: number, print = toText) => {
    const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
    network.setParameters({ "0.weight": [weight] });
    const optimizer = new SGD({ learningRate: rate });
    const options = { input: [1], target: [0], loss: meanSquaredError, optimizer, parameter: "w1" };
    return print(explain(network, options), { digits });
  };

  test.each([
    [0.80309, 1e-5, 4, "0.80309 − 1 · 10⁻⁵ · 1.60618 = 0.803074"],
    [-1.8, 0.0001, 2, "−1.8 − 1 · 10⁻⁴ · (−3.6) = −1.79964"],
    [1, 1e-9, 3, "1 − 1 · 10⁻⁹ · 2 = 0.999999998"],
    // As few as were asked for, where the change has digits there.
    [1, 0.0123456, 4, "1 − 0.0123 · 2 = 0.9753"],
  ])("%d at a rate of %d, with %d decimals", (weight, rate, digits, equation) => {
    expect(words(moved(weight, rate, digits))).toContain(equation);
    renderStrictly(moved(weight, rate, digits, toLatex));
  });
});

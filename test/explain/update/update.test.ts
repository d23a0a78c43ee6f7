import { Sequential } from "@nn/core";
import type { Optimizer } from "@nn/core/component";
import { type Explanation, explain, french, toLatex, toText } from "@nn/explain";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adafactor, Adam, Muon, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "../render/mathematics.js";

/** A line with w1 = weight, whose derivative is 2 · (weight − target) for x1 = 1. */
function moved(optimizer: Optimizer, weight: number, target: number, significantDigits?: number): Explanation {
  const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
  network.setParameters({ "0.weight": [weight] });
  const options = { input: [1], target: [target], loss: meanSquaredError, optimizer, parameter: "w1" };
  return explain(network, significantDigits === undefined ? options : { ...options, significantDigits });
}

const told = (explanation: Explanation, language = {}): string =>
  toText(explanation, language).replace(/^[\s\S]*\n─+\n\n(?=Update|Mise)/, "");

const slow: Optimizer = {
  name: "WeightDecay(rate 0.1)",
  slots: [],
  rule: { lines: ["w = w - lambda * w", "w = w - eta * g"], letters: { eta: "rate", lambda: "decay" } },
  update({ value, gradient }) {
    for (let i = 0; i < value.length; i++) value[i] = value[i]! * 0.99 - 0.1 * gradient[i]!;
  },
};
const decay = Object.assign(slow, { rate: 0.1, decay: 0.01 });

describe("the rule, with letters and numbers", () => {
  test("of gradient descent, in both languages", () => {
    const explanation = moved(new SGD({ learningRate: 0.1 }), 1, 0.5, 3);
    expect(told(explanation)).toBe(
      "Update by gradient descent (SGD), learning rate η = 0.1:\n\n" +
        "The change η · ∂L/∂w1 is rounded to 3 significant digits; the new w1 isn't\nrounded again, and keeps all its decimals.\n\n" +
        "  η · ∂L/∂w1 = 0.1 · 1 = 0.1\n" +
        "  w1 ← w1 − η · ∂L/∂w1 = 1 − 0.1 = 0.9\n",
    );
    expect(told(explanation, { language: french })).toBe(
      "Mise à jour par descente de gradient (SGD), taux d’apprentissage η = 0,1\u00a0:\n\n" +
        "La variation η · ∂L/∂w1 est arrondie à 3 chiffres significatifs\u202f; le nouveau w1\nn’est pas arrondi de nouveau, et garde toutes ses décimales.\n\n" +
        "  η · ∂L/∂w1 = 0,1 · 1 = 0,1\n" +
        "  w1 ← w1 − η · ∂L/∂w1 = 1 − 0,1 = 0,9\n",
    );
  });

  test("of momentum, line by line", () => {
    expect(told(moved(new SGD({ learningRate: 0.1, momentum: 0.9 }), 1, 0.5))).toBe(
      "Update by gradient descent (SGD), learning rate η = 0.1, momentum μ = 0.9, at\nfirst v = 0:\n\n" +
        "  v ← μ · v + ∂L/∂w1 = 0.9 · 0 + 1 = 1\n" +
        "  w1 ← w1 − η · v = 1 − 0.1 · 1 = 0.9\n",
    );
  });

  test("of Nesterov's", () => {
    expect(told(moved(new SGD({ learningRate: 0.1, momentum: 0.5, nesterov: true }), 1, 0.5))).toContain(
      "w1 ← w1 − η · (∂L/∂w1 + μ · v) = 1 − 0.1 · (1 + 0.5 · 1) = 0.85\n",
    );
  });

  test("of Adam", () => {
    const text = told(moved(new Adam({ learningRate: 0.1 }), 1, 0.5, 3));
    expect(text.split("\n\n")[2]).toBe(
      [
        "  m ← β1 · m + (1 − β1) · ∂L/∂w1 = 0.9 · 0 + (1 − 0.9) · 1 = 0.1",
        "  v ← β2 · v + (1 − β2) · (∂L/∂w1)² = 0.999 · 0 + (1 − 0.999) · 1² = 0.001",
        "  m̂ = 1 / (1 − β1^t) · m = 1 / (1 − 0.9¹) · 0.1 = 1",
        "  v̂ = 1 / (1 − β2^t) · v = 1 / (1 − 0.999¹) · 0.001 = 1",
        "  η · m̂ / (√(v̂) + ε) = 0.1 · 1 / (√(1) + 1 · 10⁻⁸) = 0.1",
        "  w1 ← w1 − η · m̂ / (√(v̂) + ε) = 1 − 0.1 = 0.9\n",
      ].join("\n"),
    );
    expect(renderStrictly(toLatex(moved(new Adam(), 1, 0.5)))).toBeGreaterThan(10);
  });

  test("of an optimizer of one's own, with two lines for the parameter", () => {
    expect(told(moved(decay, 1, 0.5))).toBe(
      "Update by WeightDecay, η = 0.1, λ = 0.01:\n\n" +
        "  w1 ← w1 − λ · w1 = 1 − 0.01 · 1 = 0.99\n" +
        "  w1 ← w1 − η · ∂L/∂w1 = 0.99 − 0.1 · 1 = 0.89\n",
    );
  });

  test("a rate by step is the first one", () => {
    expect(told(moved(new SGD({ learningRate: (step) => 0.5 / step }), 1, 0.5))).toContain("η = 0.5:");
  });

  test("without a rule, what is before and after", () => {
    const { rule: _, ...silent } = decay;
    const explanation = moved(silent, 1, 0.5, 3);
    expect(explanation.update).toMatchObject({ lines: [], settings: [], after: 0.89 });
    expect(told(explanation)).not.toContain("←");
    expect(toText(explanation)).toContain("  w1       1   0.89");
  });
});

describe("by hand, the change is rounded, and then the parameter to its places", () => {
  test.each([
    [-1.8, 0.000586, -1.800586],
    [1, 0.0214, 0.9786],
    [1.5, 0.00000231, 1.49999769],
    [-0.3, 0.2, -0.5],
    [12, 0.123456, 11.877],
    [0.25, 1e-20, 0.25],
  ])("%d, less %d, is %d", (weight, rate, after) => {
    const { update } = moved(new SGD({ learningRate: rate }), weight, weight - 0.5, 3);
    expect(update!.after).toBe(after);
  });
});

describe("what there is to change by, by hand", () => {
  test.each([
    [
      "η · ∂L/∂w1",
      ["w = w - eta * g"],
      ["η · ∂L/∂w1 = 0.1 · (−0.04) = −0.004", "w1 ← w1 − η · ∂L/∂w1 = 1 − (−0.004) = 1.004"],
    ],
    [
      "u",
      ["u = -eta * g", "w = w + u"],
      ["u = −η · ∂L/∂w1 = −0.1 · (−0.04) = 0.004", "w1 ← w1 + u = 1 + 0.004 = 1.004"],
    ],
    [
      "of w1",
      ["w = (1 - lambda) * w - eta * g"],
      ["w1 ← (1 − λ) · w1 − η · ∂L/∂w1 = (1 − 0.01) · 1 − 0.1 · (−0.04) = 1 − 0.006 = 0.994"],
    ],
    [
      "of w1",
      ["w = w - lambda * w", "w = w - eta * g"],
      [
        "λ · w1 = 0.01 · 1 = 0.01",
        "w1 ← w1 − λ · w1 = 1 − 0.01 = 0.99",
        "η · ∂L/∂w1 = 0.1 · (−0.04) = −0.004",
        "w1 ← w1 − η · ∂L/∂w1 = 0.99 − (−0.004) = 0.994",
      ],
    ],
    ["0 · ∂L/∂w1", ["w = w - 0 * g"], ["0 · ∂L/∂w1 = 0 · (−0.04) = 0", "w1 ← w1 − 0 · ∂L/∂w1 = 1 − 0 = 1"]],
  ])("%s: %j", (change, lines, expected) => {
    const text = told(moved({ ...decay, rule: { ...decay.rule, lines } } as Optimizer, 1, 1.02, 3));
    const rule = text.split("\n\n").at(-1)!.replaceAll("\n     =", " =");
    expect(rule.trim().split(/\n\s*/)).toEqual(expected);
    expect(text).toContain(`The change ${change} is rounded to 3 significant digits; the new w1`);
  });

  test("without a rule, the change has no formula", () => {
    const { rule: _, ...silent } = decay;
    expect(told(moved(silent, 1, 0.5, 3))).toContain("The change of w1 is rounded to 3 significant digits");
    expect(told(moved(silent, 1, 0.5))).not.toContain("The change");
  });
});

describe("a rule that can't be read is refused in a sentence", () => {
  test.each([
    [{ lines: "w = w - g" }, "must have its lines as texts"],
    [{ lines: ["w - g"] }, 'must be made of lines such as "w = w - eta * g", but has "w - g"'],
    [
      { lines: ["w = w - learnRate * g"] },
      'has "learnRate" at character 5, which stands for nothing here: there are w, g, t,',
    ],
    [{ lines: ["w = w - fetch(g)"] }, 'has "fetch" at character 5, which is no function here: '],
    [null, "must have its lines as texts"],
  ])("%j", (rule, message) => {
    expect(() => moved({ ...decay, rule } as never, 1, 0.5)).toThrow(message);
  });
});

test("what an optimizer remembers of rows and columns isn't told as a single number's", () => {
  const network = new Sequential([new Dense(2, 1)], { seed: 1 });
  const asked = { input: [1, 2], target: [1], loss: meanSquaredError, parameter: "w2" };
  const { update } = explain(network, { ...asked, optimizer: new Adafactor() });
  expect(update?.remembered).toEqual([]);
  const byMuon = explain(network, { ...asked, optimizer: new Muon() }).update!;
  expect(byMuon.after).not.toBe(byMuon.before);
});

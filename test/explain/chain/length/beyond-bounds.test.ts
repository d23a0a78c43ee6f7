import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { checkGradients, english, explain, french, toText } from "@nn/explain";
import { Dense, relu, sigmoid, softmax } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

interface Case {
  readonly weights: readonly number[];
  readonly activation: Activation;
  readonly loss: Loss;
  readonly target: readonly number[];
  readonly bias?: number;
}

const binary = (weight: number, target: number): Case => {
  return { weights: [weight], activation: sigmoid, loss: binaryCrossEntropy, target: [target] };
};

function networkOf({ weights, activation, bias = 0 }: Case): Sequential {
  const network = new Sequential([new Dense(1, weights.length, { activation })]);
  network.setParameters({ "0.weight": weights, "0.bias": weights.map(() => bias) });
  return network;
}

function asked(given: Case, digits?: number) {
  const options = { input: [1], target: given.target, loss: given.loss, parameter: "w1" };
  const optimizer = new SGD({ learningRate: 0.1 });
  return explain(networkOf(given), { ...options, optimizer, ...(digits && { significantDigits: digits }) });
}

const words = (text: string): string => text.replaceAll(/\s+/g, " ");
const crossEntropy = { activation: softmax, loss: categoricalCrossEntropy };

describe("a loss that takes its bound in the place of a prediction has one derivative", () => {
  // The slope at the bound, ∓10¹², times f′, which is e^−|z| there.
  test.each<[string, Case, number]>([
    ["sigmoid at −28", binary(-28, 1), -1e12 * Math.exp(-28)],
    ["sigmoid at −30", binary(-30, 1), -1e12 * Math.exp(-30)],
    ["softmax at −29", { ...crossEntropy, weights: [-29, 0], target: [1, 0] }, -1e12 * Math.exp(-29)],
    ["softmax at 31, by the other output", { ...crossEntropy, weights: [31, 0], target: [0, 1] }, 1e12 * Math.exp(-31)],
  ])("%s", (_, given, expected) => {
    for (const explanation of [asked(given), asked(given, 3)]) {
      const { exactGradient, check, preciseGradient } = explanation;
      expect(Math.abs(exactGradient / expected - 1)).toBeLessThan(1e-6);
      expect(Math.abs(check.measured / expected - 1)).toBeLessThan(1e-6);
      expect(check).toMatchObject({ verdict: "right", isBeyondBounds: true });
      expect(preciseGradient).toBeUndefined();
    }
    expect(checkGradients(networkOf(given), { inputs: [1], targets: [given.target] }, given.loss).agrees).toBe(true);
  });

  test.each([
    // f′ is e^−60 and e^−800: float64 has 0 in their place.
    [binary(60, 0), 1e12 * Math.exp(-60)],
    [binary(-800, 1), 0],
    [{ ...crossEntropy, weights: [-800, 0], target: [1, 0] }, 0],
  ])("and with 400 digits where f′ is lost: %#", (given, expected) => {
    const { check, preciseGradient } = asked(given);
    expect(Math.abs(preciseGradient! - expected)).toBeLessThanOrEqual(1e-4 * expected);
    expect(check).toMatchObject({ measured: 0, verdict: "right", isBeyondBounds: true });
  });

  test("a wrong one is still found", () => {
    const wrong: Loss = {
      ...binaryCrossEntropy,
      gradient: (frame) => {
        binaryCrossEntropy.gradient(frame);
        if (frame.target[0] !== 1) return;
        for (let i = 0; i < frame.batch * frame.outputSize; i++) frame.dprediction[i]! *= 2;
      },
    };
    const given = { ...binary(-2, 1), loss: wrong };
    expect(asked(given).check).toMatchObject({ verdict: "wrong", isBeyondBounds: false });
  });

  test("what doesn't depend on the prediction isn't beyond bounds", () => {
    const given = { ...crossEntropy, weights: [-29, 0, 0], target: [0, 1, 0] };
    expect(asked(given).check.isBeyondBounds).toBe(false);
  });

  test("is told, and L isn't said to change", () => {
    const explanation = asked(binary(-28, 1));
    const text = words(toText(explanation, { language: english }));
    expect(text).toContain("Where the loss takes its bound in the place of a prediction, it doesn't change any more.");
    expect(text).not.toContain("If w1");
    expect(text).toContain("SGD raises w1.");
    expect(words(toText(explanation, { language: french }))).toContain("d’une perte prolongée en ligne droite");
    expect(toText(asked(binary(-20, 1)))).not.toContain("bound");
  });
});

describe("what a derivative means is said of the exact one", () => {
  test.each<[string, Case, string]>([
    // By hand, 1 − o is 0.
    ["BCE at 8", binary(8, 0), "If w1 rises by 0.01, L rises by about 0.01."],
    ["BCE at −9", binary(-9, 1), "If w1 rises by 0.01, L falls by about 0.01."],
    [
      "the squared error at 12",
      { ...binary(12, 0), loss: meanSquaredError },
      "If w1 rises by 0.01, L rises by about 1.23 · 10⁻⁷.",
    ],
    [
      "ReLU",
      { ...binary(-1, 1), activation: relu, loss: meanSquaredError },
      "If w1 changes a little, L hardly changes.",
    ],
  ])("%s", (_, given, reading) => {
    expect(words(toText(asked(given, 3)))).toContain(reading);
  });

  test("where float64 lost it, of the one with 400 digits", () => {
    const text = words(toText(asked({ ...binary(50, 0), loss: meanSquaredError })));
    expect(text).toContain("If w1 rises by 0.01, L rises by about 3.86 · 10⁻²⁴.");
  });
});

describe("a derivative of 0 isn't too small to be measured", () => {
  const dead = (weight: number, bias: number): Case => {
    return { weights: [weight], activation: relu, loss: meanSquaredError, target: [1], bias };
  };

  test.each([dead(0.4996, -0.5), dead(-0.4996, 0.499), dead(0.3, -0.3003)])(
    "a dead ReLU close to its kink: %#",
    (given) => {
      const text = words(toText(asked(given)));
      expect(text).toMatch(
        /Without rounding, the derivative is 0; central differences give 0, give or take [\d.]+ · 10⁻\S+\./,
      );
      expect(text).not.toContain("too small");
      expect(words(toText(asked(given), { language: french }))).toContain(
        "Sans arrondi, la dérivée vaut 0\u202f; les".replace("\u202f", " "),
      );
    },
  );
});

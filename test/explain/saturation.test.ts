import { type Activation, type Loss, Sequential } from "@nn/core";
import { english, explain, french, toJson, toLatex, toText } from "@nn/explain";
import { Dense, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "./mathematics.js";

interface Saturated {
  readonly weight: number;
  readonly target?: number;
  readonly activation?: Activation;
  readonly loss?: Loss;
}

function asked({ weight, target = 0, activation = sigmoid, loss = meanSquaredError }: Saturated, digits?: number) {
  const network = new Sequential([new Dense(1, 1, { activation })]);
  network.setParameters({ "0.weight": [weight] });
  const options = { input: [1], target: [target], loss, parameter: "w1" };
  return explain(network, digits === undefined ? options : { ...options, significantDigits: digits });
}

const words = (text: string): string => text.replace(/\s+/g, " ");

describe("an f′ that float64 loses", () => {
  test.each<[string, Saturated, number]>([
    // 2 · e^−50, 2 · e^−37, −2 · e^−800: f′ is e^−|z| here.
    ["sigmoid at 50", { weight: 50 }, 2 * Math.exp(-50)],
    ["sigmoid at 37", { weight: 37 }, 2 * Math.exp(-37)],
    ["sigmoid at −800", { weight: -800, target: 1 }, 0],
    // 1 − tanh² is 4 · e^−2z.
    ["tanh at 20", { weight: 20, activation: tanh }, 8 * Math.exp(-40)],
    ["tanh at −25", { weight: -25, activation: tanh, target: 1 }, -16 * Math.exp(-50)],
    // (o − t) · x: what the loss divides by cancels f′.
    ["sigmoid under cross-entropy", { weight: 60, loss: binaryCrossEntropy }, 1],
  ])("%s", (_, given, expected) => {
    for (const explanation of [asked(given), asked(given, 3)]) {
      expect(Math.abs(explanation.preciseGradient! - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
      expect(JSON.parse(toJson(explanation))).toEqual(explanation);
    }
  });

  test("softmax, where one output has all", () => {
    const network = new Sequential([new Dense(1, 2, { activation: softmax })]);
    network.setParameters({ "0.weight": [50, 0] });
    const options = { input: [1], target: [1, 0], loss: meanSquaredError, parameter: "w1" };
    // p2 is e^−50: −2/2 · p2 · p1 · p2, and the same again for the other output.
    expect(explain(network, options).preciseGradient).toBeCloseTo(-2 * Math.exp(-100), 50);
    const logits = explain(network, { ...options, loss: categoricalCrossEntropy });
    expect(logits.preciseGradient).toBeCloseTo(-Math.exp(-50), 30);
  });

  test("is said in both languages", () => {
    expect(words(toText(asked({ weight: 50 }), { language: english }))).toContain(
      "With 400 digits, the derivative is 3.86",
    );
    expect(words(toText(asked({ weight: 50 }), { language: french }))).toMatch(
      /Un neurone est saturé : .* Avec 400 chiffres, la dérivée vaut 3,86 ?· ?10⁻²²\./,
    );
    expect(words(toText(asked({ weight: -800, target: 1 })))).toContain(
      "The derivative isn't 0, but closer to it than",
    );
    for (const language of [english, french]) renderStrictly(toLatex(asked({ weight: 50 }, 3), { language }));
  });

  test("and not said where nothing is lost", () => {
    const cases: Saturated[] = [
      { weight: 10 },
      { weight: 30 },
      { weight: -3, activation: relu },
      { weight: 2, target: 1 },
    ];
    for (const given of cases) {
      expect(asked(given).preciseGradient).toBeUndefined();
      expect(toText(asked(given))).not.toContain("saturated");
    }
  });
});

describe("a result by hand that is far from the exact one", () => {
  test("at z = 7, by 21 %", () => {
    const explanation = asked({ weight: 7 }, 3);
    const apart = explanation.gradient / explanation.exactGradient - 1;
    const percent = Number(Math.abs(100 * apart).toPrecision(2));
    expect(percent).toBeGreaterThan(5);
    expect(words(toText(explanation))).toContain(`That is ${percent} % of the exact result: rounding has taken away`);
    expect(words(toText(explanation, { language: french }))).toContain(
      `C’est ${percent} % du résultat exact : les arrondis`,
    );
  });

  test("where 1 − o is 0 by hand, by 100 %", () => {
    for (const weight of [8, 12, 50])
      expect(words(toText(asked({ weight }, 3)))).toContain("That is 100 % of the exact");
  });

  test("where 0 by hand is an exact 0, and where digits suffice, not", () => {
    const cases = [
      asked({ weight: -3, activation: relu }, 3),
      asked({ weight: 2 }, 3),
      asked({ weight: 7 }, 8),
      asked({ weight: 7 }),
    ];
    for (const explanation of cases) expect(toText(explanation)).not.toContain("of the exact result");
  });
});

test("in a batch, where one example is saturated and the mean has all its digits, nothing is said", () => {
  const network = new Sequential([new Dense(1, 1)]);
  network.setParameters({ "0.weight": [1] });
  const batch = { input: [[1], [40]], target: [[0], [0]], loss: meanSquaredError, parameter: "w1" };
  expect(explain(network, batch).preciseGradient).toBeUndefined();
});

import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { english, explain, french, toJson, toLatex, toText } from "@nn/explain";
import { Dense, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "../render/mathematics.js";

interface Saturated {
  readonly weight: number;
  readonly target?: number;
  readonly activation?: Activation;
  readonly loss?: Loss;
}

function asked(
  { weight, target = 0, activation = sigmoid, loss = meanSquaredError }: Saturated,
  digits?: number,
  maximumPaths = 36,
) {
  const network = new Sequential([new Dense(1, 1, { activation })]);
  network.setParameters({ "0.weight": [weight] });
  const options = { input: [1], target: [target], loss, parameter: "w1", maximumPaths };
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
    // The slope at the bound of the loss, 10¹², times e^−60.
    ["sigmoid under cross-entropy", { weight: 60, loss: binaryCrossEntropy }, 1e12 * Math.exp(-60)],
  ])("%s", (_, given, expected) => {
    for (const explanation of [asked(given), asked(given, 3), asked(given, undefined, 0), asked(given, 3, 0)]) {
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
    const byLayers = words(toText(asked({ weight: 50 }, 3, 0)));
    expect(byLayers).toContain("is taken layer by layer");
    expect(byLayers).toContain("With 400 digits, the derivative is 3.86");
    expect(byLayers).toContain("The difference is 100 % of the exact result");
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
      expect(asked(given, undefined, 0).preciseGradient).toBeUndefined();
    }
  });
});

describe("layer by layer, where paths are many", () => {
  /** Hidden units that have learnt too well, and a derivative through all of them. */
  function deep(hidden: Activation, last: Activation, weight: number, outputs = 1) {
    const network = new Sequential([
      new Dense(2, 8, { activation: hidden }),
      new Dense(8, 8, { activation: hidden }),
      new Dense<number, number>(8, outputs, { activation: last }),
    ]);
    network.setParameters({
      "0.weight": Array.from({ length: 16 }, () => weight),
      "1.weight": Array.from({ length: 64 }, () => 0.1),
      "2.weight": Array.from({ length: 8 * outputs }, (_, i) => 0.1 * (1 + (i % outputs))),
    });
    const target = Array.from({ length: outputs }, (_, i) => Number(i === 0));
    return explain(network, { input: [1, 1], target, loss: meanSquaredError, parameter: "w1", maximumPaths: 0 });
  }

  test("what an ellipsis stands for is counted", () => {
    // f′(z) of the first layer is e^−z or 4 · e^−2z beside a gradient that is all else.
    const [near, far] = [deep(sigmoid, sigmoid, 10), deep(sigmoid, sigmoid, 30)];
    expect(near.preciseGradient).toBeUndefined();
    // Behind the first layer all is the same, as h is 1 in both to nine digits.
    expect(far.gradient).toBe(0);
    expect(far.preciseGradient! / near.gradient / Math.exp(-40)).toBeCloseTo(1, 6);
  });

  test.each<[string, Activation, Activation, number]>([
    ["tanh", tanh, sigmoid, 1],
    ["softmax at the end", sigmoid, softmax, 3],
    ["softmax of ten", tanh, softmax, 10],
  ])("%s", (_, hidden, last, outputs) => {
    const [near, far] = [deep(hidden, last, 4, outputs), deep(hidden, last, 24, outputs)];
    const ratio = hidden === tanh ? Math.cosh(8) ** 2 / Math.cosh(48) ** 2 : Math.cosh(4) ** 2 / Math.cosh(24) ** 2;
    expect(far.preciseGradient! / near.gradient / ratio).toBeGreaterThan(0.9);
    expect(far.preciseGradient! / near.gradient / ratio).toBeLessThan(1.1);
  });
});

describe("a result by hand that is far from the exact one", () => {
  test("at z = 7, by 21 %", () => {
    const explanation = asked({ weight: 7 }, 3);
    const apart = explanation.gradient / explanation.exactGradient - 1;
    const percent = Number(Math.abs(100 * apart).toPrecision(2));
    expect(percent).toBeGreaterThan(5);
    expect(words(toText(explanation))).toContain(
      `The difference is ${percent} % of the exact result: rounding has taken away`,
    );
    expect(words(toText(explanation, { language: french }))).toContain(
      `L’écart est de ${percent} % du résultat exact : les arrondis`,
    );
  });

  test("where 1 − o is 0 by hand, by 100 %", () => {
    for (const weight of [8, 12, 50])
      expect(words(toText(asked({ weight }, 3)))).toContain("The difference is 100 % of the exact");
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

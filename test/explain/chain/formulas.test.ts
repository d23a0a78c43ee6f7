import { Sequential, seededRandom } from "@nn/core";
import { type Equations, type Layer, uniform } from "@nn/core/component";
import { english, explain, french, parameterNames, toJson, toText } from "@nn/explain";
import { Activate, BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D, relu, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { layerContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import { Scale } from "your-own/dist/scale.js";
import { broken } from "../../testing/broken.js";

const random = seededRandom("formulas");
const numbers = (length: number): number[] => Array.from({ length }, () => uniform(random, -1, 1));
const image = (): number[][][] => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => numbers(1)));

/** With another way to say what it does, or none. */
function saying(layer: Layer, equations: ((input: readonly number[]) => readonly Equations[]) | undefined): Layer {
  return Object.defineProperty(layer, "equations", { value: equations });
}

/** Scale, whose numbers are all told by one formula. */
const scale = (formula: string, reads: (at: number) => Record<string, unknown>, size = 3): Layer =>
  saying(new Scale(), () => [{ formula, size, reads } as Equations]);
const gain = (element: number) => ({ parameter: "gain", element });

function convolutional(saysAll: boolean): Sequential {
  const told = (layer: Layer): Layer => (saysAll ? layer : saying(layer, undefined));
  const layers = [
    told(new Conv2D<number, number>(1, 2, { kernelSize: 2, activation: relu })),
    told(new BatchNormalization()),
    told(new MaxPooling2D(2, { strides: 1 })),
    told(new Flatten()),
    told(new Dropout(0.5)),
    new Dense<number, number>(8, 2),
    told(new BatchNormalization({ epsilon: 1e-5 })),
  ];
  const network = new Sequential(layers, { inputShape: [4, 4, 1], seed: 7 });
  const values = network.getParameters() as Record<string, number[]>;
  const drawn = Object.entries(values).map(([name, array]) => [name, array.map((_, i) => 0.3 + ((i * 7) % 5) / 4)]);
  network.setParameters(Object.fromEntries(drawn));
  return network;
}

test.each([0, 10_000])(
  "formulas have the derivatives of the layers' own passes, written as %i paths at most",
  (most) => {
    const [told, silent] = [convolutional(true), convolutional(false)];
    const asked = { input: [image(), image()] as never, target: [numbers(2), numbers(2)], loss: meanSquaredError };
    const names = parameterNames(told);
    expect(names.map(({ fullName, element }) => `${fullName}[${element}]`).sort()).toEqual(
      parameterNames(silent)
        .map(({ fullName, element }) => `${fullName}[${element}]`)
        .sort(),
    );
    for (const { fullName, element } of names.filter((_, i) => i % 3 === 0)) {
      const parameter = `${fullName}[${element}]`;
      const byFormulas = explain(told, { ...asked, parameter, maximumPaths: most });
      const inNumbers = explain(silent, { ...asked, parameter, maximumPaths: most });
      expect(Math.abs(byFormulas.gradient - inNumbers.gradient)).toBeLessThan(1e-13);
      expect(byFormulas.check.verdict).not.toBe("wrong");
      expect(JSON.parse(toJson(byFormulas))).toEqual(byFormulas);
      for (const { formula, formulaValue } of byFormulas.forward) {
        expect(formula).not.toBe(null);
        expect(formulaValue).toBeUndefined();
      }
    }
  },
);

test("they are told in both languages, and what changes nothing isn't told", () => {
  const layers = [new MaxPooling2D(2), new Flatten(), new BatchNormalization({ epsilon: 0.1 }), new Dense(2, 1)];
  const network = new Sequential(layers, { inputShape: [2, 4, 1], seed: 1 });
  network.setParameters({
    ...network.getParameters(),
    "2.movingMean": [1, 2],
    "2.movingVariance": [0.15, 0.26],
  } as never);
  const input = [
    [[1], [4], [0], [2]],
    [[3], [2], [1], [1]],
  ] as never; // prettier-ignore
  const asked = { input, target: [1], loss: meanSquaredError, parameter: "w2", significantDigits: 3 };
  const lines = (language: typeof english): string[] => toText(explain(network, asked), { language }).split("\n");
  expect(lines(english).slice(3, -13).join("\n")).toMatchInlineSnapshot(`
    "The network: 8 inputs, the max pooling layer that gives 2 numbers (h1_1, h1_2),
    the batch normalization layer that gives 2 numbers (h3_1, h3_2), one output
    (o1). The loss L is the mean squared error (MSE).

    x: input, t: target, w: weight, b: bias, z: weighted sum, h: output of a hidden
    layer, o: output of the network, L: loss.

    Each number is rounded to 3 significant digits as it is written down, and used
    so from there on.

    f is the sigmoid function:

      f(z) = 1 / (1 + e^(−z))
      f′(z) = f(z) · (1 − f(z))

    Given
    ─────

    x1 = 1, x2 = 4, x3 = 0, x4 = 2, x5 = 3, x6 = 2, x7 = 1, x8 = 1, t1 = 1, w1 = 1,
    b1 = 0, w2 = 1, b2 = 0, w3 = −0.579, w4 = −0.199, b3 = 0.

    Forward pass
    ────────────

      h1_1 = max(x1, x2, x5, x6) = max(1, 4, 3, 2) = 4
      h1_2 = max(x3, x4, x7, x8) = max(0, 2, 1, 1) = 2
      h3_1 = w1 · (h1_1 − 1) / √(0.15 + 0.1) + b1
           = 1 · (4 − 1) / √(0.15 + 0.1) + 0 = 6
      h3_2 = w2 · (h1_2 − 2) / √(0.26 + 0.1) + b2
           = 1 · (2 − 2) / √(0.26 + 0.1) + 0 = 0
      z_o1 = w3 · h3_1 + w4 · h3_2 + b3 = −0.579 · 6 + (−0.199 · 0) + 0 = −3.47
      o1 = f(z_o1) = f(−3.47) = 0.0302
      L = (t1 − o1)² = (1 − 0.0302)² = 0.941

    The chain rule
    ──────────────

    One path leads from w2 to the loss.

      ∂L/∂o1 = −2 · (t1 − o1) = −2 · (1 − 0.0302) = −1.94
      f′(z_o1) = 0.0302 · (1 − 0.0302) = 0.0293
      ∂o1/∂h3_2 = w4 · f′(z_o1) = w4 · o1 · (1 − o1) = −0.199 · 0.0293 = −0.00583
      ∂h3_2/∂w2 = (h1_2 − 2) / √(0.26 + 0.1) = (2 − 2) / √(0.26 + 0.1) = 0"
  `);
  expect(lines(french).slice(3, 12).join("\n")).toMatchInlineSnapshot(`
    "Le réseau : 8 entrées, la couche de pooling par le maximum qui donne 2 nombres
    (h1_1, h1_2), la couche de normalisation par lot qui donne 2 nombres (h3_1,
    h3_2), une sortie (o1). La perte L est l’erreur quadratique moyenne (MSE).

    x : entrée ; t : cible (valeur attendue) ; w : poids ; b : biais ; z : somme
    pondérée ; h : sortie d’une couche cachée ; o : sortie du réseau ; L : perte.

    Chaque nombre est arrondi à 3 chiffres significatifs quand on l’écrit, et
    utilisé ainsi par la suite."
  `);
});

describe("the layer contract", () => {
  const promise = "if it says by equations what it does, its passes do so, with all its parameters";
  const brokenWith = (layer: Layer): string[] => broken(layerContract(layer, { inputShape: [3] }));

  test("holds formulas against forward", () => {
    expect(brokenWith(scale("w * x", (at) => ({ w: gain(at), x: at })))).toEqual([]);
    expect(brokenWith(scale("sum(w * x)", (at) => ({ w: [gain(at)], x: at })))).toEqual([]);
  });

  test.each([
    ["another formula", scale("w + x", (at) => ({ w: gain(at), x: at }))],
    ["another weight", scale("w * x", (at) => ({ w: gain(2 - at), x: at }))],
    ["not all weights", scale("w * x", (at) => ({ w: gain(0), x: at }))],
    ["too few numbers", scale("w * x", (at) => ({ w: gain(at), x: at }), 2)],
    ["a number that isn't there", scale("w * x", (at) => ({ w: gain(at), x: at + 1 }))],
    ["a letter that isn't read", scale("w * y", (at) => ({ w: gain(at), x: at }))],
    ["no formula", scale("w * (x", (at) => ({ w: gain(at), x: at }))],
  ])("notices %s", (_, layer) => {
    expect(brokenWith(layer)).toEqual([promise]);
  });
});

test("formulas that don't fit their layer are refused, where they are", () => {
  const refusal = (layer: Layer): string => {
    try {
      explain(new Sequential([layer, new Activate(tanh)], { inputShape: [3] }), { input: [1, 2, 3] as never });
    } catch (error) {
      return String(error);
    }
    return "nothing";
  };
  const own = (at: number): Record<string, unknown> => ({ w: gain(at), x: at });
  expect(refusal(scale("w * x", own))).toBe("nothing");
  const wrong = [
    scale(1 as never, own),
    scale("w * x", own, 2.5),
    scale("w * x", null as never),
    scale("w * x", () => null as never),
    scale("w * x", (at) => ({ w: gain(at + 1), x: at })),
    scale("w * x", (at) => ({ w: gain(at), x: at + 1 })),
    scale("w * x", (at) => ({ w: { state: "mean", element: 0 }, x: at })),
    scale("w * y", own),
    scale("w * (x", own),
    scale("power(w, x)", own),
    scale("max(w, x, x)", own),
    scale("sum(w * mean(x))", own),
  ];
  expect(wrong.map(refusal)).toMatchInlineSnapshot(`
    [
      "OptionError: layer 0, Scale: equations must give a formula as a text in list 0, but gives 1.",
      "OptionError: layer 0, Scale: equations must give the size of a formula, a whole number of at least 1, in list 0, but gives 2.5.",
      "OptionError: layer 0, Scale: equations must give a function reads beside a formula in list 0, but gives null.",
      "OptionError: layer 0, Scale: equations must give by reads what the letters are in list 0, but gives null.",
      "OptionError: layer 0, Scale: equations must read numbers that the layer has in list 0, but gives an object.",
      "OptionError: layer 0, Scale: equations must read one of 3 numbers before in list 0, but gives 3.",
      "OptionError: layer 0, Scale: equations must read numbers that the layer has in list 0, but gives an object.",
      "OptionError: layer 0, Scale: the formula "w * y" of its equations uses "y", which reads gives no number for.",
      "OptionError: layer 0, Scale: the formula "w * (x" of its equations can't be read.",
      "OptionError: layer 0, Scale: the formula "power(w, x)" of its equations has no function power.",
      "OptionError: layer 0, Scale: the formula "max(w, x, x)" of its equations gives max 3 operands.",
      "OptionError: layer 0, Scale: the formula "sum(w * mean(x))" of its equations has one of sum, mean and max inside of another.",
    ]
  `);
});

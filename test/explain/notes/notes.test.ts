import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import {
  activationFromFormula,
  type ExplainOptions,
  type Explanation,
  english,
  explain,
  french,
  type Note,
  noteSentence,
  toJson,
  toMathML,
  toSpeech,
  toText,
} from "@nn/explain";
import { Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { softplus } from "your-own/dist/softplus.js";
import { faultsOf } from "../languages/french-rules.js";
import { elementsOf, readXml } from "../render/xml.js";

const alice = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };

function of(network: Sequential, options: Partial<ExplainOptions> = {}): readonly Note[] {
  return explain(network, { ...alice, ...options }).notes;
}

/** Two inputs, two hidden units and one output, from given weights. */
function two(weights: readonly number[], hidden: Activation = sigmoid): Sequential {
  const network = new Sequential([new Dense(2, 2, { activation: hidden }), new Dense(2, 1)] as const);
  network.setParameters({ "0.weight": weights.slice(0, 4), "1.weight": weights.slice(4) } as never);
  return network;
}

/** A single unit of one weight and no bias. */
function unit(weight: number, activation: Activation, options: { loss?: Loss; target?: number; digits?: number } = {}) {
  const { loss = meanSquaredError, target = 0, digits } = options;
  const network = new Sequential([new Dense(1, 1, { activation, useBias: false })]);
  network.setParameters({ "0.weight": [weight] });
  const asked = { input: [1], target: [target], loss, parameter: "w1" };
  return explain(network, digits === undefined ? asked : { ...asked, significantDigits: digits }).notes;
}

const kinds = (notes: readonly Note[]): string => notes.map(({ kind }) => kind).join();
const different = [0.3, -0.2, 0.5, 0.1, 0.4, -0.6];

test("an ordinary derivative has none", () => {
  expect(of(two(different))).toEqual([]);
  expect(of(two(different), { significantDigits: 3, maximumPaths: 0 })).toEqual([]);
});

describe("saturated: nearly level beside the steepest place of the same function", () => {
  test("a sigmoid and a tanh, far from 0", () => {
    const slope = Math.exp(-9) / (1 + Math.exp(-9)) ** 2;
    expect(unit(9, sigmoid)).toEqual([{ kind: "saturated", of: "o1", slope: expect.closeTo(slope, 17) }]);
    expect(kinds(unit(-9, tanh))).toBe("saturated");
    expect(unit(3, sigmoid)).toEqual([]);
  });

  test("with all its digits, where float64 has none left, and where there is no float64", () => {
    const [note] = unit(50, sigmoid) as [Note & { slope: number }];
    expect(note.slope / 1.9287498479639178e-22).toBeCloseTo(1, 14);
    expect(unit(1000, sigmoid)[0]).toEqual({ kind: "saturated", of: "o1", slope: 0 });
    // There e^(-x) is beyond all digits, and infinity divided by itself is no number.
    const own = activationFromFormula("x / (1 + exp(-x))");
    expect(unit(-1e20, own)[0]).toEqual({ kind: "saturated", of: "o1", slope: 0 });
  });

  test("within a network, in both derivations and in a batch", () => {
    const far = two([9, 0, 9, 0.1, 1, 1]);
    for (const maximumPaths of [0, 36]) {
      expect(of(far, { maximumPaths }).slice(0, 1)).toMatchObject([{ kind: "saturated", of: "h1" }]);
    }
    const batch = {
      input: [
        [-2, -1],
        [0.1, 0],
      ],
      target: [1, 0],
    };
    expect(of(far, batch).slice(0, 1)).toMatchObject([{ kind: "saturated", of: "h1__1" }]);
    expect(kinds(of(far, { parameter: "w5" }))).not.toContain("saturated");
  });

  test("no function that is level everywhere alike, or that isn't known", () => {
    expect(unit(1, activationFromFormula("x / 1000"))).toEqual([]);
    expect(kinds(unit(-40, softplus))).not.toContain("saturated");
    const network = new Sequential([new Dense(1, 2, { activation: softmax })], { seed: 1 });
    expect(kinds(of(network, { input: [1], target: [1, 0], loss: categoricalCrossEntropy }))).toBe("zeroPath");
  });
});

describe("dead: level", () => {
  test("a ReLU below 0, and no sigmoid however far", () => {
    expect(unit(-1, relu)).toEqual([
      { kind: "dead", of: "o1" },
      { kind: "zeroPath", zero: 1, paths: 1 },
    ]);
    expect(unit(1, relu)).toEqual([]);
    expect(kinds(unit(-800, sigmoid, { target: 1 }))).not.toContain("dead");
  });

  test("a function at the place where it turns, though terms cancel there", () => {
    for (const formula of ["x^2 - 2*x", "exp(-(x - 1)^2)", "x / (1 + x^2)", "x^3 - 3*x^2 + 3*x"])
      expect(kinds(unit(1, activationFromFormula(formula), { target: 7 })), formula).toBe("dead,zeroPath");
    expect(kinds(unit(1000, activationFromFormula("1 / (1 + exp(-x))")))).toBe("saturated,zeroPath");
  });

  test("told by numbers: also of a function that was typed", () => {
    expect(kinds(unit(-1, activationFromFormula("max(0, x)")))).toBe("dead,zeroPath");
    expect(unit(-1, activationFromFormula("max(0.1 * x, x)"))).toEqual([]);
  });
});

test("kink: the loss has two slopes", () => {
  expect(unit(0, relu, { target: 1 }).find(({ kind }) => kind === "kink")).toMatchObject({ left: 0, right: -2 });
  expect(kinds(unit(0, sigmoid))).toBe("");
});

test("unmeasurable: too small beside the loss, and not 0", () => {
  expect(kinds(unit(20, sigmoid))).toContain("unmeasurable");
  expect(kinds(unit(3, sigmoid))).not.toContain("unmeasurable");
  expect(kinds(unit(-1, relu, { target: 1 }))).not.toContain("unmeasurable");
});

test("cancelled: by hand more than 5 % off", () => {
  const note = unit(9, sigmoid, { digits: 3 }).find(({ kind }) => kind === "cancelled");
  const [output, exp] = [1 / (1 + Math.exp(-9)), Math.exp(-9)];
  const exact = (2 * output * exp) / (1 + exp) ** 2;
  expect(note).toEqual({ kind: "cancelled", gradient: 0, exact: expect.closeTo(exact, 14) });
  expect(kinds(unit(9, sigmoid))).not.toContain("cancelled");
  expect(kinds(unit(1, sigmoid, { digits: 3 }))).not.toContain("cancelled");
});

describe("symmetric: the same parameters and the same gradients", () => {
  test("all ones, whichever parameter is asked about, and zeros", () => {
    const note = { kind: "symmetric", of: ["h1", "h2"] };
    for (const parameter of ["w1", "b3"]) expect(of(two([1, 1, 1, 1, 1, 1]), { parameter })).toEqual([note]);
    expect(of(two([0, 0, 0, 0, 0, 0]), { parameter: "w5" })).toEqual([note]);
  });

  test("not where the weights behind them differ, so that their gradients do", () => {
    expect(of(two([1, 1, 1, 1, 1, 2]))).toEqual([]);
  });

  test("some of a layer's units, and of several layers", () => {
    const deep = new Sequential([new Dense(1, 3), new Dense(3, 2), new Dense(2, 1)] as const);
    deep.setParameters({ "0.weight": [1, 2, 1], "1.weight": [1, 1, 1, 1, 1, 1], "2.weight": [1, 1] });
    expect(of(deep, { input: [0.5] })).toEqual([
      { kind: "symmetric", of: ["h1_1", "h1_3"] },
      { kind: "symmetric", of: ["h2_1", "h2_2"] },
    ]);
  });
});

test("zero path: a factor on it is 0", () => {
  const network = new Sequential([
    new Dense(1, 1, { activation: identity }),
    new Dense(1, 2, { activation: relu }),
    new Dense(2, 1),
  ] as const);
  network.setParameters({ "0.weight": [1], "1.weight": [1, -1], "2.weight": [1, 1] });
  expect(of(network, { input: [1] })).toEqual([
    { kind: "dead", of: "h2_2" },
    { kind: "zeroPath", zero: 1, paths: 2 },
  ]);
  network.setParameters({ "1.weight": [1, 0.5] });
  expect(of(network, { input: [1] })).toEqual([]);
});

test("clipped: the loss takes its bound", () => {
  const notes = unit(1000, sigmoid, { loss: binaryCrossEntropy });
  expect(notes.filter(({ kind }) => kind === "clipped")).toEqual([
    { kind: "clipped", symbol: "o1", value: 1, taken: 0.999999999999 },
  ]);
  expect(kinds(unit(1, sigmoid, { loss: binaryCrossEntropy }))).toBe("");
});

describe("in words", () => {
  const each: readonly Note[] = [
    { kind: "saturated", of: "h1__2", slope: 3.43e-14 },
    { kind: "saturated", of: "o1", slope: 0 },
    { kind: "dead", of: "h2" },
    { kind: "kink", left: 0, right: -2 },
    { kind: "unmeasurable", gradient: 1.59e-13, uncertainty: 1e-11 },
    { kind: "cancelled", gradient: 0, exact: 2.467e-4 },
    { kind: "symmetric", of: ["h1", "h2"] },
    { kind: "zeroPath", zero: 1, paths: 1 },
    { kind: "zeroPath", zero: 1, paths: 2 },
    { kind: "zeroPath", zero: 3, paths: 3 },
    { kind: "clipped", symbol: "o1", value: 1, taken: 0.999999999999 },
  ];

  test("in English", () => {
    expect(`\n${each.map((note) => toText(noteSentence(note))).join("\n")}\n`).toMatchInlineSnapshot(`
      "
      h1⁽²⁾ is saturated: its f′ is 3.43 · 10⁻¹⁴, and hardly anything comes through it.
      o1 is saturated: its f′ is too small for a number here, and nothing that counts comes through it.
      h2 doesn't react here: its f′ is 0, and nothing comes through it.
      The loss has a kink here: its slope is 0 on the left and −2 on the right.
      The derivative 1.59 · 10⁻¹³ is too small beside the loss to be measured by differences.
      Rounding has taken away the digits that count: by hand the derivative is 0, without rounding 0.000247.
      h1 and h2 have the same parameters and the same gradients: they stay alike, and do the work of one.
      The path to the loss gives 0: a factor on it is 0.
      Of the two paths to the loss, one gives 0: a factor on it is 0.
      Of the three paths to the loss, each gives 0: a factor on it is 0.
      The loss takes 0.999999999999 in the place of o1, so that logarithms and quotients stay finite.
      "
    `);
  });

  test("in French", () => {
    const language = french;
    const texts = each.map((note) => toText(noteSentence(note, language), { language }));
    expect(`\n${texts.join("\n")}\n`).toMatchInlineSnapshot(`
      "
      h1⁽²⁾ est saturé : sa f′ est 3,43 · 10⁻¹⁴, et presque rien ne passe.
      o1 est saturé : sa f′ est trop petite pour un nombre ici, et rien qui compte ne passe.
      h2 ne réagit pas ici : sa f′ est 0, et rien ne passe.
      La perte a un point anguleux ici : sa pente est 0 à gauche et −2 à droite.
      La dérivée 1,59 · 10⁻¹³ est trop petite à côté de la perte pour être mesurée par différences.
      Les arrondis ont fait perdre les chiffres qui comptent : à la main, la dérivée est 0 ; sans arrondi, 0,000247.
      h1 et h2 ont les mêmes paramètres et les mêmes gradients : ils restent pareils, et font le travail d’un seul.
      Le chemin vers la perte donne 0 : un de ses facteurs est 0.
      Sur les deux chemins vers la perte, un donne 0 : un facteur y est 0.
      Chacun des trois chemins vers la perte donne 0 : un de ses facteurs est 0.
      La perte prend 0,999999999999 à la place de o1, pour que logarithmes et quotients restent finis.
      "
    `);
    expect(texts.flatMap((text) => faultsOf(text))).toEqual([]);
    expect(toSpeech(noteSentence(each[0]!, language), { language })).toBe(
      "h 1 de l’exemple 2 est saturé\u00a0: sa f′ est 3,43 fois 10 puissance moins 14, et presque rien ne passe.",
    );
  });

  test("at the end of an explanation", () => {
    const explanation = explain(two([1, 1, 1, 1, 1, 1]), alice);
    for (const language of [english, french]) {
      const notes = explanation.notes.map((note) => noteSentence(note, language));
      expect(toText(explanation, { language, notes }).trimEnd().split("\n\n").at(-1)).toMatch(/^h1 (and|et) h2 /);
      expect(elementsOf(readXml(toMathML(explanation, { language, notes })), "p").length).toBeGreaterThan(5);
    }
    expect(JSON.parse(toJson(explanation)).notes).toEqual(explanation.notes);
  });

  test("what is none is refused", () => {
    expect(() => noteSentence({ kind: "sad" } as never)).toThrow(
      'noteSentence takes a note of an explanation, but its kind must be that of a note, but is "sad".',
    );
    expect(() => noteSentence({ kind: "dead" } as never)).toThrow("its of must be a text, but is undefined");
    const explanation = explain(two(different), alice);
    expect(() => toText({ ...explanation, notes: [{ kind: "kink", left: 0 }] } as never as Explanation)).toThrow(
      "its notes[0].right must be a finite number, but is undefined",
    );
  });
});

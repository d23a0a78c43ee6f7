import { Sequential } from "@nn/core";
import type { Activation, Loss } from "@nn/core/component";
import { activationFromFormula, type Explanation, explain, lossFromFormula, toLatex, toText } from "@nn/explain";
import { Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { all, create, type MathJsInstance } from "mathjs";
import { describe, expect, test } from "vitest";
import {
  equationsOfLatex,
  equationsOfText,
  fromLatex,
  fromText,
  type Meaning,
  readValue,
} from "./printed-mathematics.js";

const mathjs: MathJsInstance = create(all!, { randomSeed: "printed equations" });
mathjs.import({ step: (u: number) => (u > 0 ? 1 : 0), sigmoid: (u: number) => 1 / (1 + Math.exp(-u)) }, {});

/** What names mean in an explanation: functions are computed from their formulas by mathjs. */
function meaningOf({ functions, given, update }: Explanation): Meaning & { names: Map<string, number> } {
  const computed = functions.flatMap(({ symbol, formula, derivative, crossDerivative }) => {
    if (formula === null || derivative === null || crossDerivative !== undefined) return [];
    const f = (z: number): number => mathjs.evaluate(formula, { z }) as number;
    const slope = (z: number): number => mathjs.evaluate(derivative, { z, a: f(z) }) as number;
    return [
      [symbol, f],
      [`${symbol}′`, slope],
    ] as const;
  });
  const names = new Map(given.map(({ symbol, value }) => [symbol, value]));
  const letters = (symbol: string): string =>
    symbol.replace("eta", "η").replace("bη", "β").replace("epsilon", "ε").replace("mu", "μ");
  for (const { symbol, value } of update!.settings) names.set(letters(symbol), value);
  // The argument in the definition of a function, and what optimizers begin with.
  names.set("z", 0.37).set("v", 0).set("m", 0);
  return { names, functions: Object.fromEntries(computed) };
}

/** What is false among equations, of which each may give a name its value. */
function falseIn(
  equations: readonly (readonly string[])[],
  meaning: ReturnType<typeof meaningOf>,
  tolerance: number,
): string[] {
  /** f′ at a number, as it was written down. */
  const slopes = new Map<string, string>();
  return equations.flatMap((printed) => {
    // Sums over an example have no numbers.
    if (printed.some((side) => /[Σᵢⱼ]|sum|_i|_j/.test(side))) return [];
    const sides = printed.map((side) =>
      [...slopes].reduce((text, [slope, value]) => text.replaceAll(slope, value), side),
    );
    const last = readValue(sides.at(-1)!, meaning);
    const name = sides[0]!.trim();
    const isNamed = /^[\p{L}\p{M}\d_]+$|^∂\S+\/∂\S+$/u.test(name);
    const wrong = sides
      .slice(isNamed ? 1 : 0, -1)
      .filter((side) => !(Math.abs(readValue(side, meaning) - last) <= tolerance * Math.abs(last) + 1e-13));
    if (isNamed) meaning.names.set(name, last);
    if (/^f\d*′\((?!z\))\w+\)$/.test(name)) slopes.set(name, `(${last})`);
    return wrong.map((side) => `${name}: ${side} = ${last}`);
  });
}

/** What is false of what an explanation prints, as text and in LaTeX. */
function falseOf(explanation: Explanation, elementary: boolean): string[] {
  const tolerance = explanation.significantDigits === null ? 1e-9 : 0.03;
  const printed = [
    equationsOfText(toText(explanation, { elementary })),
    equationsOfLatex(toLatex(explanation, { elementary })),
  ];
  return printed.flatMap((equations) => {
    expect(equations.length).toBeGreaterThan(5);
    return falseIn(equations, meaningOf(explanation), tolerance);
  });
}

const FORMULAS = [
  "x/1e-5",
  "exp(-x)^2",
  "x^2/2e-4",
  "1/(1+exp(-x))^2",
  "(x^2)^3/7e-7",
  "tanh(x)^3-1e-6*x^2",
  "abs(x)^1.5e-5*x",
  "exp(-(x^2))^3",
  "sqrt(x^2+1e-4)/(x^2+1)",
  "-(x-3)^2/(x^2+1)",
  "x-(1-x)*(x-2)/3e-4",
  "log1p(exp(x))^2",
  "(abs(x) + 0.5)^x",
  "max(x,0)^2+min(x,0)/1e-7",
];
const LOSSES = ["(p-y)^2/1e-5", "exp(-p)^2*(p-y)^2", "abs(p-y)^3", "(p-y)^2/(1e-7+p^2)", "1/exp(p)^2-y/1e-4"];

const draw = (from: number, to: number): number => mathjs.random(from, to);
const one = <T>(choices: readonly T[]): T => choices[Math.floor(draw(0, choices.length))]!;
/** Some of the numbers are written with a power of ten. */
const number = (): number => Number((one([1, 1, 3, 1e-5]) * draw(-1.5, 1.5)).toPrecision(one([1, 3, 16])));

const ACTIVATIONS = FORMULAS.map((formula) => activationFromFormula(formula));
const OWN_LOSSES = LOSSES.map((formula) => lossFromFormula(formula));

function randomExplanation(): Explanation {
  const [loss, ending, hidden] = one<[Loss, Activation, readonly Activation[]]>([
    [binaryCrossEntropy, sigmoid, [sigmoid, tanh]],
    [categoricalCrossEntropy, softmax, [sigmoid, tanh]],
    [one(OWN_LOSSES), one([sigmoid, tanh]), [relu, tanh, ...ACTIVATIONS]],
    [meanSquaredError, one([identity, ...ACTIVATIONS]), [relu, tanh]],
  ]);
  const sizes = [one([1, 2]), ...one([[], [2], [1]]), loss === categoricalCrossEntropy ? 2 : one([1, 2])];
  const layers = sizes.slice(1).map((units, i) => {
    return new Dense<number, number>(sizes[i]!, units, { activation: i === sizes.length - 2 ? ending : one(hidden) });
  });
  const network = new Sequential(layers);
  const drawn = network.stack.places.flatMap(({ parameters }) =>
    parameters.map(({ fullName, size }) => [fullName, Array.from({ length: size }, number)] as const),
  );
  network.setParameters(Object.fromEntries(drawn));
  const batch = one([1, 1, 2]);
  return explain(network, {
    input: Array.from({ length: batch }, () => Array.from({ length: sizes[0]! }, number)),
    target: Array.from({ length: batch }, () => Array.from({ length: sizes.at(-1)! }, (_, i) => (i === 0 ? 1 : 0))),
    loss,
    optimizer: one([new SGD({ learningRate: 0.1 }), new SGD({ learningRate: 0.1, momentum: 0.9 }), new Adam()]),
    parameter: one(["w1", "b1"]),
    ...one([{}, { significantDigits: 3 }]),
    ...one([{}, {}, { maximumPaths: 0 }]),
  });
}

test("every equation of 25 random explanations is true as it is printed", () => {
  const wrong = Array.from({ length: 25 }, () => {
    const explanation = randomExplanation();
    const named = [...explanation.functions.map(({ name }) => name), explanation.loss].join();
    try {
      return falseOf(explanation, one([false, true])).map((equation) => `${named}: ${equation}`);
    } catch (error) {
      return [`${error}`];
    }
  });
  expect(wrong.flat()).toEqual([]);
});

/** What is printed of a single unit, as text and in LaTeX. */
function unit(activation: Activation, options: { weights?: number[]; loss?: Loss; target?: number[] } = {}): string {
  const { weights = [0.5], loss = meanSquaredError, target = weights.map((_, i) => i) } = options;
  const network = new Sequential([new Dense(1, weights.length, { activation })]);
  network.setParameters({ "0.weight": weights });
  const explanation = explain(network, { input: [1], target, loss, parameter: "w1" });
  return toText(explanation, { digits: 3 }) + toLatex(explanation, { digits: 3 });
}

describe("brackets where a reader would else read something else", () => {
  test.each<[string, Activation, string[]]>([
    ["a number with a power of ten below a slash", activationFromFormula("x/1e-5"), ["f(z) = z / (1 · 10⁻⁵)"]],
    ["such a number as an exponent", activationFromFormula("(1+x^2)^2e-5"), ["(1 + z²)^(2 · 10⁻⁵)"]],
    [
      "and as a base",
      activationFromFormula("2e-5^(x^2)"),
      ["(2 · 10⁻⁵)^(z²)", "{\\left(2 \\cdot 10^{-5}\\right)}^{{z}^{2}}"],
    ],
    ["a power of e^z", activationFromFormula("exp(-x)^2"), ["f(z) = (e^(−z))²", "{\\left(e^{-z}\\right)}^{2}"]],
    ["a power with e^z as its exponent", activationFromFormula("(1+x^2)^exp(-x^2)"), ["(1 + z²)^(e^(−z²))"]],
    [
      "a sum before a product",
      { ...softmax, formula: { value: "sum(x^2)*x" } },
      ["f(z)ᵢ = (Σⱼ zⱼ²) · zᵢ", "\\left(\\sum_{j} {z_{j}}^{2}\\right) \\cdot z_{i}"],
    ],
    [
      "terms in a sum",
      { ...softmax, formula: { value: "x/sum(x^2+1)" } },
      ["zᵢ / Σⱼ (zⱼ² + 1)", "\\sum_{j} \\left({z_{j}}^{2} + 1\\right)"],
    ],
  ])("%s", (_, activation, wanted) => {
    const weights = wanted[0]!.includes("Σ") ? [0.5, 0.25] : [0.5];
    for (const text of wanted) expect(unit(activation, { weights })).toContain(text);
  });

  test("the review's quotient", () => {
    const options = { weights: [5, -5], loss: categoricalCrossEntropy, target: [0, 1] };
    expect(unit(softmax, options)).toContain("= −1 / (4.54 · 10⁻⁵) = −2");
  });

  test("of the numbers of an example, powers", () => {
    const network = new Sequential([new Dense(1, 1, { activation: tanh })]);
    const batch = { input: [[1], [2]], target: [[0], [1]], loss: meanSquaredError, parameter: "w1" };
    const explanation = explain(network, batch);
    expect(toText(explanation)).toContain("1 − (o1⁽²⁾)²");
    expect(toLatex(explanation)).toContain("1 - {\\left(o_{1}^{(2)}\\right)}^{2}");
  });
});

test.each(["1 / 2 · 10⁻⁵ / ∂L/∂w1", "e^(−z)²", "2 · −3", "∂L/∂w1²", "|z", "2 3"])("%s isn't read", (text) => {
  const meaning = {
    names: new Map([
      ["z", 1],
      ["∂L/∂w1", 2],
    ]),
    functions: {},
  };
  expect(() => readValue(fromText(text), meaning)).toThrow(/ of "/);
});

test.each([
  ["−1 / 4.54 · 10⁻⁵", "-\\frac{1}{4.54} \\cdot 10^{-5}", (-1 / 4.54) * 1e-5],
  ["−2² · (1 − z)", "-2^{2} \\cdot \\left(1 - z\\right)", -4 * 0.5],
  ["8 / 4 / 2 − 1 + e^z", "\\frac{\\frac{8}{4}}{2} - 1 + e^{z}", Math.exp(0.5)],
])("%s is read from the left, by precedence", (text, latex, value) => {
  const meaning = { names: new Map([["z", 0.5]]), functions: {} };
  for (const printed of [fromText(text), fromLatex(latex)]) expect(readValue(printed, meaning)).toBeCloseTo(value, 12);
});

import { Sequential } from "@nn/core";
import {
  english,
  explain,
  french,
  type Language,
  type Mathematics,
  sentence,
  toLatex,
  toMarkdown,
  toMathML,
  toSpeech,
  toText,
} from "@nn/explain";
import { Dense, softmax } from "@nn/layers";
import { categoricalCrossEntropy } from "@nn/losses";
import katex from "katex";
import { describe, expect, test } from "vitest";
import { labExplanation, manifold } from "./manifold.js";
import { mathematicsIn } from "./mathematics.js";
import { elementsOf, type Node, readXml } from "./xml.js";

const ROWS = ["mrow", "mstyle", "semantics", "mpadded", "math", "span"];
const SIGNS: Readonly<Record<string, string>> = { "⋅": "·", "∣": "|", "⁡": "", "\u00a0": "", "\u2009": "", ϵ: "ε" };

/** What mathematics is made of, without what only groups it and without spaces. */
function structureOf(node: Node): string {
  if (typeof node === "string") return node.replace(/[⋅∣⁡ϵ\u00a0\u2009]/g, (sign) => SIGNS[sign]!);
  const { name, inside } = node;
  if (name === "annotation" || name === "mspace") return "";
  const parts = inside.map(structureOf);
  if (["mi", "mn", "mo", "mtext", ...ROWS].includes(name)) return parts.join("");
  if (name === "mtd" || name === "msqrt") return `${name}(${parts.join("")})`;
  // Below a sum or behind it is a matter of the place.
  const own = name === "munder" ? "msub" : name;
  return `${own}(${parts.join("|")})`;
}

/** KaTeX's reading of LaTeX. */
function structureOfLatex(source: string): string {
  const html = katex.renderToString(source, { displayMode: true, output: "mathml" });
  // An index behind f(z) is one of both.
  return structureOf(readXml(html)).replace(/(f|msub\(f\|\d\))msub\(\(z\)/g, "msub($1(z)");
}

describe("each formula of each explanation is what KaTeX makes of its LaTeX, and has its words", () => {
  const softmaxed = new Sequential([new Dense(2, 2, { activation: softmax })], { seed: 1 });
  const classes = { input: [1, -2], target: [1, 0], loss: categoricalCrossEntropy, parameter: "w2" };
  const told = [...manifold(), ["softmax", explain(softmaxed, classes)] as const];
  test.each(told)("%s", (_, explanation) => {
    for (const options of [{ language: english }, { language: french, elementary: true, digits: 3 }]) {
      const latex = mathematicsIn(toLatex(explanation, options).split("\\begin{document}")[1]!)
        // An arrow between words.
        .filter(({ source }) => source !== "\\to");
      const formulas = elementsOf(readXml(toMathML(explanation, options)), "math");
      expect(formulas.length).toBeGreaterThan(10);
      for (const { attributes } of formulas) {
        expect(attributes["aria-label"]).toMatch(/^[\p{L}\d]/u);
        expect(attributes["aria-label"]).not.toMatch(/[_\ue000−=+]|undefined|prime\(|ellipsis/);
      }
      expect(formulas.map(structureOf)).toEqual(latex.map(({ source }) => structureOfLatex(source)));
    }
  });

  test("and another formula is found", () => {
    const [right, wrong] = ["w1 / (x1 + 1)", "w1 / x1 + 1"].map((source) => toMathML({ kind: "formula", source }));
    const latex = structureOfLatex("\\frac{w_{1}}{x_{1} + 1}");
    expect(structureOf(readXml(right!))).toBe(latex);
    expect(structureOf(readXml(wrong!))).not.toBe(latex);
  });
});

describe("what screen readers say", () => {
  const said = (part: Mathematics, language: Language = english): string => toSpeech(part, { language });
  const formula = (source: string): Mathematics => ({ kind: "formula", source });

  test.each([
    ["w1 * x1 + w2 * x2 + b1", "w 1 times x 1 plus w 2 times x 2 plus b 1"],
    ["1 * -2 + 1 * -1", "1 times minus 2 plus 1 times minus 1"],
    ["-2 * (t1 - o1)", "minus 2 times open bracket, t 1 minus o 1, close bracket"],
    ["(-3)^2", "open bracket, minus 3, close bracket to the power 2"],
    ["-3^2", "minus 3 to the power 2"],
    ["exp(-z)", "e to the power minus z"],
    ["fprime(z_h2_1__3)", "f prime of z of h 2 1 in example 3"],
    ["f2(delta_z_o1)", "f 2 of δ of z of o 1"],
    ["log(1 - o1)", "the natural logarithm of open bracket, 1 minus o 1, close bracket"],
    ["max(0, z)", "the maximum of 0 and z"],
    [
      "eta * hat_m / (sqrt(hat_v) + epsilon)",
      "η times m hat divided by open bracket, the square root of v hat, plus ε, close bracket",
    ],
    ["1e-7 * partial(L, w1)", "1 times 10 to the power minus 7 times the derivative of L with respect to w 1"],
    ["partial(L, w1)^2", "open bracket, the derivative of L with respect to w 1, close bracket to the power 2"],
    ["x1 + ellipsis + x9", "x 1 plus and so on plus x 9"],
    ["sum(exp(z))", "the sum of open bracket, e to the power z, close bracket"],
    ["step(abs(z))", "the step function of the absolute value of z"],
    ["sqrt(a) + b", "the square root of a, plus b"],
    ["sqrt(a + b)", "the square root of open bracket, a plus b, close bracket"],
    ["sqrt(a)^2", "open bracket, the square root of a, close bracket to the power 2"],
    ["tanh(a^2) * b", "tanh of open bracket, a to the power 2, close bracket, times b"],
    ["exp(a) + 1", "e to the power a, plus 1"],
    ["exp(a + 1)", "e to the power open bracket, a plus 1, close bracket"],
    ["max(sqrt(a), b)", "the maximum of the square root of a, and b"],
    ["f1prime(z1)", "f 1 prime of z 1"],
  ])("%s", (source, expected) => {
    expect(said(formula(source))).toBe(expected);
  });

  test("in French, and of numbers, equalities and blanks", () => {
    expect(said(formula("-0.5 * (x1 - 1)^2"), french)).toBe(
      "moins 0,5 fois parenthèse ouvrante, x 1 moins 1, parenthèse fermante puissance 2",
    );
    expect(said(formula("floor(x1) + sin(x2)"), french)).toBe("la partie entière de x 1, plus le sinus de x 2");
    expect(said({ kind: "number", value: -1.5e-13 }, french)).toBe("moins 1,5 fois 10 puissance moins 13");
    expect(said({ kind: "equality", symbol: "x1", value: -2 }, french)).toBe("x 1 égale moins 2");
    expect(said({ kind: "blank" }, french)).toBe("à compléter");
    const factors = [
      { of: "L", by: "o1" },
      { of: "o1", by: "w1" },
    ];
    expect(said({ kind: "derivatives", factors }, french)).toBe(
      "la dérivée de L par rapport à o 1 fois la dérivée de o 1 par rapport à w 1",
    );
  });
});

describe("formulas and sentences by themselves, in every medium", () => {
  const half: Mathematics = { kind: "number", value: 0.5 };
  const words = sentence`a < ${half} & "b"`;
  test("are printed as within an explanation", () => {
    const language = french;
    expect(toText(words, { language })).toBe('a < 0,5 & "b"');
    expect(toMarkdown(words, { language })).toBe('a \\< $0{,}5$ & "b"');
    expect(toLatex(words, { language })).toBe('a < \\(0{,}5\\) \\& "b"');
    expect(toMathML(words, { language })).toBe(
      'a &lt; <math xmlns="http://www.w3.org/1998/Math/MathML" aria-label="0,5"><mn>0,5</mn></math> &amp; &quot;b&quot;',
    );
    expect(toSpeech(words, { language })).toBe('a < 0,5 & "b"');
    expect(toText({ kind: "number", value: 0.02146953 }, { digits: 4 })).toBe("0.0215");
  });

  test("no line begins with a sign behind mathematics, and a blank is no space to the sign before it", () => {
    const signs = toMathML(sentence`${half}\u00a0: a\u202f; ${half}\u202f; ${half}, b`, { language: french });
    const held = signs.match(/<span style="white-space: nowrap"><math .*?<\/math>.*?<\/span>/g)!;
    expect(held.map((part) => part.replace(/<.*?>/g, ""))).toEqual(["0,5\u00a0:", "0,5\u202f;", "0,5,"]);
    expect(signs.replace(/<.*?>/g, "")).toBe("0,5\u00a0: a\u202f; 0,5\u202f; 0,5, b");
    const english = toMathML(sentence`${half}: a; (${half}). ${half} b`);
    expect(english.match(/<span .*?<\/math>.*?<\/span>/g)!.map((part) => part.replace(/<.*?>/g, ""))).toEqual([
      "0.5:",
      "0.5).",
    ]);
    expect(toMathML({ kind: "blank" }, { language: french })).toContain("<mn");
  });

  test.each<[unknown, object, string]>([
    [{ kind: "formula" }, {}, "its source must be a text, but is undefined"],
    [{ kind: "formula", source: "w1 +" }, {}, 'The formula "w1 +" can\'t be read.'],
    [{ kind: "number", value: Number.NaN }, {}, "its value must be a finite number, but is NaN"],
    [
      { kind: "number", value: 1, significant: 0 },
      {},
      "its significant must be a whole number from 1 to 100, but is 0",
    ],
    [["w1", 3], {}, "A sentence is made of text and mathematics"],
    [half, { elementary: true }, "elementary"],
  ])("%j is refused", (told, options, message) => {
    for (const print of [toText, toMarkdown, toLatex, toMathML, toSpeech]) {
      expect(() => print(told as never, options)).toThrow(message);
    }
  });

  test("an explanation is no formula", () => {
    expect(() => toSpeech(labExplanation() as never)).toThrow("toSpeech takes a formula");
  });
});

import { Sequential } from "@nn/core";
import type { Activation } from "@nn/core/component";
import {
  type Explanation,
  english,
  explain,
  french,
  type RenderOptions,
  toJson,
  toLatex,
  toMarkdown,
  toText,
  worksheet,
  worksheetLatex,
  worksheetMarkdown,
} from "@nn/explain";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { huber } from "your-own/dist/huber.js";
import { softplus } from "your-own/dist/softplus.js";
import { mathematicsIn, renderStrictly } from "./mathematics.js";

const LANGUAGES = [english, french];

function lab(): Sequential {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)] as const);
  network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  return network;
}

function labExplanation(significantDigits?: number): Explanation {
  const optimizer = new SGD({ learningRate: 0.1 });
  const options = { input: [-2, -1], target: [1], loss: meanSquaredError, optimizer, parameter: "w1" };
  return explain(lab(), significantDigits === undefined ? options : { ...options, significantDigits });
}

describe("the lab, as it is kept in test/explain/render/golden", () => {
  const golden = (name: string): string => `golden/${name}`;

  for (const language of LANGUAGES) {
    test(`by hand, in ${language.code}`, async () => {
      const explanation = labExplanation(3);
      await expect(toText(explanation, { language })).toMatchFileSnapshot(golden(`lab.${language.code}.txt`));
      await expect(toMarkdown(explanation, { language })).toMatchFileSnapshot(golden(`lab.${language.code}.md`));
      await expect(toLatex(explanation, { language })).toMatchFileSnapshot(golden(`lab.${language.code}.tex`));
    });
  }

  test("through the weighted sums", async () => {
    const text = toText(labExplanation(3), { elementary: true });
    await expect(text).toMatchFileSnapshot(golden("lab-elementary.en.txt"));
  });

  test("the lab's lines are there, letter for letter", () => {
    expect(toText(labExplanation(3))).toContain(
      [
        "  ∂L/∂o1 = −2 · (t1 − o1) = −2 · (1 − 0.524) = −0.952",
        "  f′(z_o1) = 0.524 · (1 − 0.524) = 0.249",
        "  ∂o1/∂h1 = w5 · f′(z_o1) = w5 · o1 · (1 − o1) = 1 · 0.249 = 0.249",
        "  f′(z_h1) = 0.0474 · (1 − 0.0474) = 0.0452",
        "  ∂h1/∂w1 = x1 · f′(z_h1) = x1 · h1 · (1 − h1) = −2 · 0.0452 = −0.0904",
        "  ∂L/∂w1 = ∂L/∂o1 · ∂o1/∂h1 · ∂h1/∂w1 = −0.952 · 0.249 · (−0.0904) = 0.0214",
      ].join("\n"),
    );
    const french3 = toText(labExplanation(3), { language: french });
    expect(french3).toContain("= −0,952 · 0,249 · (−0,0904) = 0,0214");
    expect(toLatex(labExplanation(3), { language: french })).toContain("-0{,}952 \\cdot 0{,}249");
  });

  test("one sentence says where the difference to all digits comes from", () => {
    const sentence = /By hand, .*/.exec(toText(labExplanation(3)).replaceAll("\n", " "))?.[0];
    expect(sentence).toMatch(
      /^By hand, with 3 significant digits at each step, the result is 0\.0214; without rounding on the way it is 0\.0215 \(0\.0214695\)\. The difference is nothing but rounding\./,
    );
    expect(toText(labExplanation())).not.toContain("By hand");
  });

  test("JSON gives the explanation back", () => {
    expect(JSON.parse(toJson(labExplanation()))).toEqual(labExplanation());
  });
});

/** Explanations with all that can be in one. */
function* manifold(): Generator<[string, Explanation]> {
  yield ["the lab", labExplanation()];
  const build = (sizes: number[], activations: readonly Activation[], extra: readonly Activate[] = []) =>
    new Sequential(
      [
        ...activations.map((activation, i) => new Dense<number, number>(sizes[i]!, sizes[i + 1]!, { activation })),
        ...extra,
      ],
      { seed: 2 },
    );
  const two = {
    input: [
      [0.5, -1],
      [2, 0.25],
    ],
    target: [
      [0, 1],
      [1, 0],
    ],
  };
  const deep = build([2, 3, 3, 2], [relu, tanh, identity], [new Activate(softmax)]);
  const optimizer = new Adam();
  const loss = meanSquaredError;
  yield ["a batch, path by path", explain(deep, { ...two, loss, optimizer, parameter: "b4", maximumPaths: 100 })];
  yield ["a batch, layer by layer", explain(deep, { ...two, loss, optimizer, parameter: "w1", maximumPaths: 9 })];
  yield ["rounded", explain(deep, { ...two, loss, parameter: "w3", significantDigits: 2, maximumPaths: 9 })];
  const logits = build([2, 4, 2], [sigmoid, identity]);
  yield ["logits", explain(logits, { ...two, loss: categoricalCrossEntropyFromLogits, parameter: "w2" })];
  const wide = build([9, 8, 1], [sigmoid, sigmoid]);
  const nine = { input: [1, 2, 3, 4, 5, 6, 7, 8, 9], target: [1] };
  yield ["sums with an ellipsis", explain(wide, { ...nine, loss: binaryCrossEntropy, parameter: "w7" })];
  const strange = build([2, 3, 2], [softplus, softplus]);
  yield ["components without formulas", explain(strange, { ...two, loss: huber, optimizer, parameter: "w1" })];
  const saturated = build([1, 1], [sigmoid]);
  saturated.setParameters({ "0.weight": [1000] });
  yield [
    "a saturated output",
    explain(saturated, { input: [1], target: [0], loss: binaryCrossEntropy, parameter: "w1" }),
  ];
}

describe("every formula of every output renders with KaTeX in strict mode", () => {
  for (const [name, explanation] of manifold()) {
    for (const language of LANGUAGES) {
      for (const elementary of [false, true]) {
        test(`${name}, in ${language.code}${elementary ? ", elementary" : ""}`, () => {
          const options: RenderOptions = { language, elementary };
          expect(renderStrictly(toLatex(explanation, options))).toBeGreaterThan(10);
          expect(renderStrictly(toMarkdown(explanation, options))).toBeGreaterThan(10);
          const outside = toText(explanation, options);
          expect(outside).not.toMatch(/ellipsis|undefined|NaN|prime|__|delta|\b0[.,]0000/);
        });
      }
    }
  }

  test("of worksheets, too", () => {
    for (const language of LANGUAGES) {
      for (const print of [worksheetLatex, worksheetMarkdown]) {
        for (const paper of Object.values(print(worksheet({ seed: 1, sizes: [2, 3, 2] }), { language }))) {
          expect(renderStrictly(paper)).toBeGreaterThan(10);
        }
      }
    }
  });

  test("and what LaTeX complains of is found", () => {
    for (const wrong of ["\\[a^{1}^{2}\\]", "\\[\\frac{1}\\]", "\\[\\unknown\\]", "\\[é\\]", "$\\left(1$"]) {
      expect(() => renderStrictly(wrong)).toThrow();
    }
    expect(mathematicsIn("\\(a\\) and \\[b\\], $c$ and $$d$$").map(({ source }) => source)).toEqual([
      "a",
      "b",
      "c",
      "d",
    ]);
  });
});

describe("what a reader has to know is said", () => {
  const says = (wanted: string, words: string | RegExp): boolean => {
    const [, explanation] = [...manifold()].find(([name]) => name === wanted)!;
    return new RegExp(words).test(toText(explanation).replaceAll("\n", " "));
  };

  test("that paths are taken together", () => {
    const words = "The paths from w1 to the loss, 24 in all, are taken together layer by layer, from the loss back";
    expect(says("a batch, layer by layer", words)).toBe(true);
  });

  test("that no formula is written", () => {
    const name = "components without formulas";
    expect(
      says(
        name,
        "f is the function softplus, of which no formula is written here: its values and derivatives are the numbers",
      ),
    ).toBe(true);
    expect(says(name, "The loss L is the function huber.*No formula of the loss is written here")).toBe(true);
    expect(says(name, /∂o1⁽¹⁾\/∂h1⁽¹⁾ = w7 · f′\(z_o1⁽¹⁾\)\s+= /)).toBe(true);
  });

  test("that the code keeps finite what the formula doesn't", () => {
    expect(says("a saturated output", "The loss takes 0.999999999999 in the place of o1")).toBe(true);
  });

  test("small numbers, in scientific notation", () => {
    const faint = { input: [-6, -4], target: [1], loss: meanSquaredError, parameter: "w1" };
    for (const digits of [{}, { significantDigits: 3 }]) {
      const text = toText(explain(lab(), { ...faint, ...digits }));
      expect(text).toMatch(/∂L\/∂w1 = [^=]*= [^=]*= \d(\.\d+)? · 10⁻⁵\n/);
      expect(text).not.toMatch(/\b0\.0000/);
    }
  });
});

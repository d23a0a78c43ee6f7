import {
  english,
  explain,
  french,
  type RenderOptions,
  toJson,
  toLatex,
  toMarkdown,
  toMathML,
  toText,
  worksheet,
  worksheetLatex,
  worksheetMarkdown,
} from "@nn/explain";
import { meanSquaredError } from "@nn/losses";
import { describe, expect, test } from "vitest";
import { lab, labExplanation, manifold } from "./manifold.js";
import { mathematicsIn, renderStrictly } from "./mathematics.js";

const LANGUAGES = [english, french];

describe("the lab, as it is kept in test/explain/render/golden", () => {
  const golden = (name: string): string => `golden/${name}`;

  for (const language of LANGUAGES) {
    test(`by hand, in ${language.code}`, async () => {
      const explanation = labExplanation(3);
      await expect(toText(explanation, { language })).toMatchFileSnapshot(golden(`lab.${language.code}.txt`));
      await expect(toMarkdown(explanation, { language })).toMatchFileSnapshot(golden(`lab.${language.code}.md`));
      await expect(toMathML(explanation, { language })).toMatchFileSnapshot(golden(`lab.${language.code}.html`));
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

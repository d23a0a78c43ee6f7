import { Sequential } from "@nn/core";
import { type Explanation, explain, french, parameterNames, toLatex, toMarkdown, toText } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { renderStrictly } from "./mathematics.js";

const lab = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
lab.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
const alice = { input: [-2, -1], target: [1], loss: meanSquaredError };
const all = (options: object): Explanation[] =>
  parameterNames(lab).map(({ name }) => explain(lab, { ...alice, ...options, parameter: name }));
const optimizer = new SGD({ learningRate: 0.1 });

test("several explanations of gradients make a table, in both languages", () => {
  const text = toText(all({ optimizer, significantDigits: 3 }), { language: french });
  expect(text).toContain(
    [
      "Tous les gradients",
      "══════════════════",
      "",
      "Le réseau\u00a0: 2 entrées, une couche cachée de 2 neurones (h1, h2), une sortie",
      "(o1). La perte L est l’erreur quadratique moyenne (MSE).",
    ].join("\n"),
  );
  expect(text).toContain("\n\nx1 = −2\u202f; x2 = −1\u202f; t1 = 1.\n\n");
  expect(text).toContain(
    [
      "  paramètre  valeur  gradient  après la mise à jour",
      "  w1              1    0,0214               0,99786",
      "  w2              1    0,0107               0,99893",
      "  b1              0   −0,0107               0,00107",
    ].join("\n"),
  );
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("without an update it has no column for it, and what wasn't rounded is shown with six digits or as asked", () => {
  expect(toText(all({}))).toContain("  parameter  value    gradient\n  w1             1   0.0214695\n");
  expect(toText(all({}))).not.toContain("all parameters move");
  expect(toText(all({}), { digits: 4 })).toContain("  parameter  value  gradient\n  w1             1    0.0215\n");
  expect(toText(all({}).slice(-1))).toContain("  b3             0  −0.237618\n");
});

test("in Markdown and LaTeX, with numbers to the right", () => {
  const gradients = all({ optimizer, significantDigits: 3 });
  expect(toMarkdown(gradients)).toContain(
    "| parameter | value | gradient | after the update |\n| --- | ---: | ---: | ---: |\n| $w_{1}$ | $1$ | $0.0214$ | $0.99786$ |\n",
  );
  const latex = toLatex(gradients, { language: french });
  expect(latex).toContain(
    "\\begin{tabular}{lrrr}\nparamètre & valeur & gradient & après la mise à jour \\\\\n\\hline\n",
  );
  expect(renderStrictly(latex)).toBeGreaterThan(36);
});

test("no gradient, a prediction among them and what is none are refused", () => {
  const sentence = /^toText makes a table of explanations of gradients, at least one, but got /;
  expect(() => toText([])).toThrow(sentence);
  expect(() => toText([explain(lab, { input: [1, 2] })] as unknown as Explanation[])).toThrow(sentence);
  expect(() => toLatex([3] as unknown as Explanation[])).toThrow(
    "toLatex takes an explanation, as explain gives it, but got 3.",
  );
});

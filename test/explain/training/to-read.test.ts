import { Sequential } from "@nn/core";
import { english, explainEpoch, explainStep, french, toJson, toLatex, toMarkdown, toMathML, toText } from "@nn/explain";
import { Dense } from "@nn/layers";
import { Adam } from "@nn/optim";
import { expect, test } from "vitest";
import { faultsOf } from "../languages/french-rules.js";
import { renderStrictly } from "../render/mathematics.js";
import { elementsOf, readXml } from "../render/xml.js";
import { alice, four, ones } from "./lab.js";

const told = [
  ["a step", explainStep(ones(), alice)],
  ["a step of a batch", explainStep(ones(), { ...four, optimizer: new Adam() })],
  ["an epoch", explainEpoch(ones(), four)],
  ["an epoch of one step", explainEpoch(ones(), { ...four, batchSize: 4 })],
] as const;

test.each(told)("%s, in both languages and every medium", (_, explanation) => {
  for (const language of [english, french]) {
    const text = toText(explanation, { language, digits: 4 });
    expect(text).not.toMatch(/undefined|NaN|null/);
    expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(renderStrictly(toLatex(explanation, { language }))).toBeGreaterThan(3);
    expect(renderStrictly(toMarkdown(explanation, { language }))).toBeGreaterThan(3);
    const rows = "steps" in explanation ? explanation.steps : explanation.parameters;
    expect(elementsOf(readXml(toMathML(explanation, { language })), "tr")).toHaveLength(rows.length + 1);
  }
  expect(faultsOf(toText(explanation, { language: french }))).toEqual([]);
  expect(JSON.parse(toJson(explanation))).toEqual(explanation);
});

test("a step", () => {
  expect(toText(told[0][1], { digits: 4 })).toMatchInlineSnapshot(`
    "Step 1 of a training
    ════════════════════

    All parameters move at once, by gradient descent (SGD): the gradients are taken
    with the old values. The loss L is the mean squared error (MSE).

      parameter  before  gradient   change   after
      w1              1    0.0215  −0.0021  0.9979
      w2              1    0.0107  −0.0011  0.9989
      b1              0   −0.0107   0.0011  0.0011
      w3              1    0.0215  −0.0021  0.9979
      w4              1    0.0107  −0.0011  0.9989
      b2              0   −0.0107   0.0011  0.0011
      w5              1   −0.0113   0.0011  1.0011
      w6              1   −0.0113   0.0011  1.0011
      b3              0   −0.2376   0.0238  0.0238

    Before the step, L is 0.2269. By its derivatives it would become 0.2211, which
    is 0.2269 plus the sum of the products gradient · change; it becomes 0.2211.
    "
  `);
  expect(toText(told[1][1], { digits: 4, language: french })).toMatchInlineSnapshot(`
    "Le pas n° 1 d’un entraînement
    ═════════════════════════════

    Tous les paramètres changent à la fois, par Adam : les gradients sont pris avec
    les anciennes valeurs, et moyennés sur quatre exemples. La perte L est l’erreur
    quadratique moyenne (MSE).

      paramètre  avant  gradient  variation     après
      w1             1    0,0054  −1 · 10⁻³     0,999
      w2             1    0,0027  −1 · 10⁻³     0,999
      b1             0   −0,0027   1 · 10⁻³  1 · 10⁻³
      w3             1    0,0054  −1 · 10⁻³     0,999
      w4             1    0,0027  −1 · 10⁻³     0,999
      b2             0   −0,0027   1 · 10⁻³  1 · 10⁻³
      w5             1    0,0897  −1 · 10⁻³     0,999
      w6             1    0,0897  −1 · 10⁻³     0,999
      b3             0   −0,0294   1 · 10⁻³  1 · 10⁻³

    Avant le pas, L vaut 0,5071. D’après ses dérivées, elle deviendrait 0,5069, soit
    0,5071 plus la somme des produits gradient · variation ; elle devient 0,5069.
    "
  `);
});

test("an epoch", () => {
  expect(toText(told[2][1])).toMatchInlineSnapshot(`
    "An epoch: steps 1 to 4
    ══════════════════════

    A training by gradient descent (SGD) goes through four examples in four steps.
    Before the first, their mean loss is 0.507118. The loss L is the mean squared
    error (MSE).

      step  example  its L before  its L after  mean of all
      1           1      0.226866     0.221097     0.506585
      2           2      0.780575     0.770475     0.503838
      3           3      0.770475     0.759641      0.50083
      4           4      0.253326     0.247033     0.500195
    "
  `);
  expect(toText(told[2][1], { digits: 4, language: french })).toMatchInlineSnapshot(`
    "Une époque : pas n° 1 à 4
    ═════════════════════════

    Un entraînement par descente de gradient (SGD) parcourt quatre exemples en
    quatre pas. Avant le premier, leur perte moyenne est 0,5071. La perte L est
    l’erreur quadratique moyenne (MSE).

      pas  exemple  sa perte avant  sa perte après  moyenne de tous
      1          1          0,2269          0,2211           0,5066
      2          2          0,7806          0,7705           0,5038
      3          3          0,7705          0,7596           0,5008
      4          4          0,2533           0,247           0,5002
    "
  `);
});

test("of many parameters the first forty are shown", () => {
  const wide = new Sequential([new Dense(2, 20), new Dense(20, 1)], { seed: 1 });
  const step = explainStep(wide, alice);
  expect(step.parameters).toHaveLength(81);
  expect(toText(step)).toContain("\n\n41 more rows are left out.\n\n");
  expect(toText(step, { language: french })).toContain("41 autres lignes ne sont pas affichées.");
});

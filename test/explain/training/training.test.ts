import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import {
  english,
  explain,
  explainEpoch,
  explainStep,
  french,
  getByName,
  type StepExplanation,
  toJson,
  toLatex,
  toMarkdown,
  toMathML,
  toText,
} from "@nn/explain";
import { BatchNormalization, Dense, identity, tanh } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { people } from "../../fixtures/people.mjs";
import { faultsOf } from "../languages/french-rules.js";
import { renderStrictly } from "../render/mathematics.js";
import { elementsOf, readXml } from "../render/xml.js";

function ones(): Sequential {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)] as const);
  network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  return network;
}

const loss = meanSquaredError;
const sgd = new SGD({ learningRate: 0.1 });
const alice = { input: [-2, -1], target: [1], loss, optimizer: sgd };
const four = { input: people.inputs, target: people.targets, loss, optimizer: sgd };

describe("Alice's first step, from all ones", () => {
  const step = explainStep(ones(), alice);

  test("the losses: before, by the tangent, after", () => {
    expect(step.lossBefore).toBeCloseTo(0.22686628719087137, 15);
    expect(step.lossPredicted).toBeCloseTo(0.22105639538291094, 15);
    expect(step.lossAfter).toBeCloseTo(0.22109664645284527, 15);
  });

  test("the nine parameters, as explain has each, and as the training moves it", () => {
    const network = ones();
    network.trainer({ loss, optimizer: sgd, batchSize: 1 }).step(alice.input, alice.target);
    expect(Object.fromEntries(step.parameters.map(({ name, after }) => [name, after]))).toEqual(getByName(network));
    expect(step.parameters).toHaveLength(9);
    for (const { name, value, gradient, change, after } of step.parameters) {
      const one = explain(ones(), { ...alice, parameter: name });
      expect(value).toBe(one.parameter.value);
      expect(gradient).toBeCloseTo(one.gradient, 15);
      expect(after).toBeCloseTo(one.update!.after, 15);
      expect(change).toBe(after - value);
    }
  });
});

describe("an epoch of the lab", () => {
  test("one row a step: the mean loss of the four", () => {
    const network = ones();
    const epoch = explainEpoch(network, four);
    const means = [0.5071183179199986, 0.5065854848430947, 0.5038375295331278, 0.5008296794609172, 0.500194529252766];
    expect(epoch.steps.map(({ examples }) => examples)).toEqual([[1], [2], [3], [4]]);
    for (const [i, mean] of [epoch.before, ...epoch.steps.map((step) => step.mean)].entries()) {
      expect(mean).toBeCloseTo(means[i]!, 15);
    }
    expect(getByName(network)).toEqual(getByName(ones()));
  });

  test("each example's own loss is that of its step", () => {
    const [first] = explainEpoch(ones(), four).steps;
    const { lossBefore, lossAfter } = explainStep(ones(), alice);
    expect([first!.before, first!.after]).toEqual([lossBefore, lossAfter]);
  });

  test("in batches, the last one shorter", () => {
    const { steps } = explainEpoch(ones(), { ...four, batchSize: 3 });
    expect(steps.map(({ step, examples }) => [step, examples])).toEqual([
      [1, [1, 2, 3]],
      [2, [4]],
    ]);
    const whole = explainEpoch(ones(), { ...four, batchSize: 9 });
    expect(whole.steps.map(({ after, mean }) => after - mean)).toEqual([0]);
  });
});

describe("in the middle of a training: Adam at step 57", () => {
  const optimizer = new Adam({ learningRate: 0.01 });
  const network = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], {
    seed: 3,
    dtype: "float32",
  });
  const trainer = network.trainer({ loss, optimizer, batchSize: 2 });
  for (let i = 0; i < 56; i++) trainer.step(people.inputs.slice(0, 2), people.targets.slice(0, 2));
  const from = trainer.state();
  const asked = { ...four, optimizer, from };

  test("the step has the number and the bits of the training", () => {
    const step = explainStep(network, asked);
    expect(step.step).toBe(57);
    const again = new Sequential([new Dense(2, 3, { activation: tanh }), new Dense(3, 1)], {
      seed: 3,
      dtype: "float32",
    });
    const same = again.trainer({ loss, optimizer, batchSize: 4 });
    same.restore(from);
    same.step(people.inputs, people.targets);
    expect(Object.fromEntries(step.parameters.map(({ name, after }) => [name, after]))).toEqual(getByName(again));
  });

  test("the epoch goes on from there", () => {
    const { steps } = explainEpoch(network, asked);
    expect(steps.map(({ step }) => step)).toEqual([57, 58, 59, 60]);
    expect(steps.at(-1)!.mean).not.toBe(
      explainEpoch(network, { ...asked, from: undefined } as never).steps.at(-1)!.mean,
    );
  });

  test("a state of something else is refused", () => {
    expect(() => explainStep(ones(), { ...alice, from })).toThrow(
      "explainStep: from is the state of a training by Adam(learningRate 0.01), but optimizer is SGD(learningRate 0.1).",
    );
    expect(() => explainEpoch(network, { ...asked, from: {} as never })).toThrow(
      "explainEpoch: from must be what state()",
    );
  });
});

describe("what layers do in a training", () => {
  const dense = new Dense<number, number>(2, 3, { activation: identity });
  const { weight, bias } = dense.parameters();
  const fixed: Layer = Object.assign(Object.create(dense) as Dense, {
    parameters: () => ({ weight: { ...weight!, trainable: false }, bias: { ...bias!, trainable: false } }),
  });
  const layers: Layer[] = [fixed, new BatchNormalization(), new Dense<number, number>(3, 1)];

  test("a layer that doesn't learn has no gradient, and stays; the network's own averages stay, too", () => {
    const network = new Sequential(layers, { seed: 1 });
    const before = network.getParameters();
    const { parameters } = explainStep(network, four);
    const [frozen, moved] = [parameters.slice(0, 9), parameters.slice(9)];
    expect(new Set(frozen.map(({ gradient, change }) => [gradient, change].join()))).toEqual(new Set([",0"]));
    expect(moved.every(({ gradient }) => gradient !== null)).toBe(true);
    expect(network.getParameters()).toEqual(before);
    expect(toText(explainStep(network, four))).toMatch(/w1 +\S+ +– +0 +/);
  });
});

describe("to read", () => {
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
});

test("what isn't one is refused", () => {
  const step = explainStep(ones(), alice);
  for (const [lack, message] of [
    [{ kind: "steps" }, 'its kind must be "gradient", "prediction", "step" or "epoch", but is "steps"'],
    [{ parameters: [] }, "its parameters is empty"],
    [{ lossAfter: "0" }, 'its lossAfter must be a number, but is "0"'],
  ] as const) {
    expect(() => toText({ ...step, ...lack } as StepExplanation)).toThrow(message);
  }
  expect(() => explainStep(ones(), { ...alice, parameter: "w1" } as never)).toThrow("parameter");
  expect(() => explainEpoch(ones(), { ...four, batchSize: 0 })).toThrow("explainEpoch: batchSize");
  expect(() => explainStep(ones(), { ...alice, input: [1] })).toThrow();
});

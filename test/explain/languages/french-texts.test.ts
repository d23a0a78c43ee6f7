import { Sequential } from "@nn/core";
import type { Activation, Loss, Optimizer } from "@nn/core/component";
import {
  type AnyExplanation,
  activationFromFormula,
  checkGradients,
  explain,
  explainEpoch,
  explainStep,
  french,
  lossFromFormula,
  type RenderOptions,
  toLatex,
  toText,
  worksheet,
  worksheetMarkdown,
} from "@nn/explain";
import {
  Activate,
  BatchNormalization,
  Conv2D,
  Dense,
  Flatten,
  identity,
  MaxPooling2D,
  Residual,
  relu,
  sigmoid,
  softmax,
  tanh,
} from "@nn/layers";
import { binaryCrossEntropy, categoricalCrossEntropyFromLogits, meanSquaredError } from "@nn/losses";
import { Adam, ClipByValue, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { huber } from "your-own/dist/huber.js";
import { softplus } from "your-own/dist/softplus.js";
import { exampleTexts } from "../../examples/gender-prediction/french-texts.js";
import { people } from "../../fixtures/people.mjs";
import { faultsOf } from "./french-rules.js";

/*
 * Everything that explanations, checks, worksheets and the example say in French stands in french-texts.txt, to be read as
 * a whole.
 */

const alice = { input: [-2, -1], target: [1], loss: meanSquaredError, parameter: "w1" };

function ones(): Sequential {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)] as const);
  network.setParameters({ "0.weight": [1, 1, 1, 1], "1.weight": [1, 1] });
  return network;
}

/** A single unit of one weight and no bias. */
function unit(weight: number, activation: Activation, options: { loss?: Loss; input?: number; target?: number }) {
  const network = new Sequential([new Dense(1, 1, { activation, useBias: false })]);
  network.setParameters({ "0.weight": [weight] });
  const { loss = meanSquaredError, input = 1, target = 0 } = options;
  return explain(network, { input: [input], target: [target], loss, parameter: "w1" });
}

function* texts(): Generator<[string, string]> {
  const told = (explanation: AnyExplanation, options: RenderOptions = {}): string =>
    toText(explanation, { language: french, ...options });
  const sgd = new SGD({ learningRate: 0.1 });
  yield ["une prédiction", told(explain(ones(), { input: [2, 3] }), { digits: 4 })];
  yield ["le TP, à la main", told(explain(ones(), { ...alice, optimizer: sgd, significantDigits: 3 }))];
  yield ["le TP, sans arrondi", told(explain(ones(), { ...alice, optimizer: sgd }), { digits: 4, elementary: true })];
  for (const optimizer of [
    new SGD({ learningRate: 0.1, momentum: 0.9 }),
    new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }),
    new Adam({ learningRate: 0.1 }),
  ]) {
    yield [
      optimizer.name,
      told(explain(ones(), { ...alice, optimizer, significantDigits: 3 })).split("Mise à jour\n")[1]!,
    ];
  }
  const clipped = new ClipByValue({ optimizer: sgd, limit: 0.01 });
  const byHand = told(explain(ones(), { ...alice, optimizer: clipped, significantDigits: 3 }));
  yield ["un optimiseur autour d’un autre", byHand.split("Mise à jour\n")[1]!];
  const silent: Optimizer = {
    name: "Muet",
    slots: [],
    update({ value, gradient }) {
      for (let i = 0; i < value.length; i++) value[i]! -= 0.1 * gradient[i]!;
    },
  };
  yield ["un optimiseur sans règle", told(explain(ones(), { ...alice, optimizer: silent }), { digits: 3 })];
  const mine = { ...silent, name: "Mine(0.1, 2)" };
  const slanted = activationFromFormula("max(0.2*x, x)");
  const network = new Sequential([new Dense(1, 1, { activation: slanted, useBias: false })], { seed: 1 });
  const halved = lossFromFormula("0.5*(p-y)^2");
  const unnamed = { input: [1], target: [1], loss: halved, parameter: "w1", optimizer: mine };
  yield ["des noms qui sont des formules", told(explain(network, unnamed), { digits: 3 })];
  const two = {
    input: [
      [0.5, -1],
      [2, 0.25],
    ],
    target: [
      [0, 1],
      [1, 0],
    ],
  }; // prettier-ignore
  const deep = new Sequential(
    [
      new Dense(2, 3, { activation: relu }),
      new Activate(tanh),
      new Dense(3, 2, { activation: identity }),
      new Activate(softmax),
    ],
    { seed: 2 },
  );
  const four = {
    input: people.inputs,
    target: people.targets,
    loss: binaryCrossEntropy,
  }; // prettier-ignore
  yield ["un lot", told(explain(ones(), { ...four, parameter: "w1", significantDigits: 3 }))];
  yield [
    "un lot, plusieurs chemins",
    told(explain(deep, { ...two, loss: meanSquaredError, parameter: "b4" }), { digits: 3 }),
  ];
  yield [
    "un lot, couche par couche",
    told(explain(deep, { ...two, loss: meanSquaredError, parameter: "w1", maximumPaths: 0 }), { digits: 3 }),
  ];
  const strange = new Sequential(
    [new Dense(2, 9, { activation: softplus }), new Dense(9, 2, { activation: softplus })],
    {
      seed: 1,
    },
  );
  yield ["sans formules", told(explain(strange, { ...two, loss: huber, parameter: "w1" }), { digits: 3 })];
  const inNumbers = Object.defineProperty(new Residual([new Dense(2, 2)]), "equations", { value: undefined });
  const nested = new Sequential([new Dense(2, 2), inNumbers, new Dense(2, 2)], { seed: 1 });
  const within = { ...two, loss: meanSquaredError, parameter: "1.body.0.weight[1]" };
  yield ["une couche en nombres", told(explain(nested, within), { digits: 3 })];
  const images = new Sequential(
    [
      new Conv2D<number, number>(1, 1, { kernelSize: 2 }),
      new BatchNormalization(),
      new MaxPooling2D(2, { strides: 1 }),
      new Flatten(),
      new Residual([new Dense<number, number>(2, 2)]),
    ],
    { inputShape: [3, 4, 1], seed: 2 },
  );
  const pixels = [0, 1, 2].map((y) => [0, 1, 2, 3].map((x) => [x * y - 1]));
  const ofImage = { input: pixels as never, target: [0, 1], loss: meanSquaredError, parameter: "w1", maximumPaths: 0 };
  yield ["des couches en formules", told(explain(images, ofImage), { digits: 3 })];
  const logits = new Sequential([new Dense(2, 2, { activation: identity })], { seed: 1 });
  const loss = categoricalCrossEntropyFromLogits;
  yield ["des logits", told(explain(logits, { ...two, loss, parameter: "w1" }), { digits: 3 })];
  yield ["une probabilité bornée", told(unit(1000, sigmoid, { loss: binaryCrossEntropy }))];
  yield ["une dérivée trop petite", told(unit(20, sigmoid, {}))];
  yield ["un point anguleux", told(unit(0, relu, { target: 1 }))];
  const corner: Loss = {
    ...meanSquaredError,
    name: "coin",
    gradient: (frame) => {
      meanSquaredError.gradient(frame);
      for (let i = 0; i < frame.batch * frame.outputSize; i++) frame.dprediction[i]! *= 2;
    },
  };
  yield ["une dérivée fausse", told(unit(0.5, sigmoid, { loss: corner }))];
  const single = new Sequential([new Dense(1, 1), new Activate(tanh), new Dense(1, 1)] as const, { seed: 1 });
  const one = { input: [1], target: [0], loss: meanSquaredError, parameter: "w1", significantDigits: 1 };
  yield ["un de chaque", told(explain(single, one))];
  yield ["un seul chemin, couche par couche", told(explain(single, { ...one, maximumPaths: 0 }), { digits: 1 })];
  const sheet = worksheet({ seed: "Ada" });
  const { exercise, answers } = worksheetMarkdown(sheet, { language: french });
  yield ["un pas", told(explainStep(ones(), { ...four, optimizer: new Adam() }), { digits: 4 })];
  yield ["une époque", told(explainEpoch(ones(), { ...four, optimizer: sgd }), { digits: 4 })];
  yield ["une feuille", `${exercise}\n${answers}`];
  for (const gradients of [four.loss, corner]) {
    yield ["un contrôle des gradients", checkGradients(ones(), people, gradients).table({ language: french })];
  }
}

const all = [...texts()];

test("they stand in french-texts.txt", async () => {
  const file = [...all, ...exampleTexts()].map(
    ([name, text]) => `${"═".repeat(100)}\n${name}\n${"═".repeat(100)}\n\n${text.trimEnd()}\n`,
  );
  await expect(`${file.join("\n")}`).toMatchFileSnapshot("french-texts.txt");
});

/** LaTeX has a typography of its own. */
const example = exampleTexts().filter(([name]) => !name.includes("latex"));

test.each([...all, ...example])("typography: %s", (_, text) => {
  expect(faultsOf(text)).toEqual([]);
});

/** What is written for a terminal, and not to be set first. */
const plain = all.filter(([, text]) => !text.includes("$"));

test.each(plain)("fits into 80 columns: %s", (_, text) => {
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test.each([
  "l'erreur",
  "ici : 1",
  "1 ; 2",
  "vrai !",
  "« oui »",
  "0.5",
  "undefined",
  "la loss",
  "Dense(2 → 1)",
  "de un neurone",
  "1 chiffres",
  "2 chiffre",
])("the typography test finds what is wrong with %s", (text) => {
  expect(faultsOf(text)).toHaveLength(1);
});

test("LaTeX has what its fonts have", () => {
  const document = toLatex(explain(ones(), { ...alice, significantDigits: 3 }), { language: french });
  expect(document).toContain("D'où vient");
  expect(document).toContain("\\(x_{1} = -2\\)\\,; ");
  expect(document.slice(document.indexOf("\\begin{document}"))).not.toMatch(/[’\u202f?]/);
});

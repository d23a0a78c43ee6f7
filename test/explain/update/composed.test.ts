import { Sequential } from "@nn/core";
import { type Optimizer, Parts, type UpdateFrame } from "@nn/core/component";
import { explain, french, toText } from "@nn/explain";
import { Dense } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import {
  Adam,
  AdamW,
  AveragedWeights,
  ClipByGlobalNorm,
  ClipByNorm,
  ClipByValue,
  DecoupledWeightDecay,
  GradientAccumulation,
  LAMB,
  ParameterGroups,
  SGD,
} from "@nn/optim";
import { expect, test } from "vitest";

const loss = meanSquaredError;
const alice = { input: [-2, -1], target: [1], loss };
const sgd = new SGD({ learningRate: 0.1, momentum: 0.9 });

/** A training of three steps, and the next update of a weight, which its own next step makes. */
function nextUpdate(optimizer: Optimizer, parameter: string) {
  const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: "composed" });
  const trainer = network.trainer({ loss, optimizer, batchSize: 1 });
  for (let i = 0; i < 3; i++) trainer.step([25, 6 - i], [0]);
  const explained = explain(network, { ...alice, parameter, optimizer, from: trainer.state() });
  trainer.step(alice.input, alice.target);
  const { fullName, element } = explained.parameter;
  return { explained, update: explained.update!, after: trainer.state().parameters[fullName]![element]! };
}

test.each<[string, Optimizer, readonly string[]]>([
  ["AdamW", new AdamW({ decay: 0.1 }), ["w2", "m", "v", "hat_m", "hat_v", "w2"]],
  ["clipped values", new ClipByValue({ optimizer: sgd, limit: 0.01 }), ["clipped", "v", "w2"]],
  ["a decay", new DecoupledWeightDecay({ optimizer: sgd, decay: 0.5 }), ["w2", "v", "w2"]],
  ["LAMB", new LAMB({ decay: 0.1 }), ["m", "v", "u", "w2"]],
  ["averages", new AveragedWeights({ optimizer: new SGD({ learningRate: 0.1 }), decay: 0.9 }), ["w2", "a"]],
  ["the last of two batches", new GradientAccumulation({ optimizer: sgd, batches: 2 }), ["mean", "v", "w2"]],
  [
    "two of them",
    new ClipByValue({ optimizer: new DecoupledWeightDecay({ optimizer: new Adam(), decay: 0.1 }), limit: 1 }),
    ["clipped", "w2", "m", "v", "hat_m", "hat_v", "w2"],
  ],
])("an optimizer around others is told line by line: %s", (_, optimizer, symbols) => {
  const { update, after } = nextUpdate(optimizer, "w2");
  expect(update.lines.map(({ symbol }) => symbol)).toEqual(symbols);
  expect(update.lines.every((line) => !("formulaValue" in line))).toBe(true);
  expect(update.lines.findLast(({ symbol }) => symbol === "w2")?.value).toBe(update.after);
  expect(update.after).toBeCloseTo(after, 14);
});

test("groups of parameters have the lines of their own rule", () => {
  const optimizer = new ParameterGroups({
    groups: [
      { of: ({ role }) => role === "bias", optimizer: new SGD({ learningRate: 0.5 }) },
      { of: ({ role }) => role === "weight", optimizer: new Adam() },
    ],
  });
  const ofBias = nextUpdate(optimizer, "b1");
  expect(ofBias.update.lines.map(({ symbol }) => symbol)).toEqual(["b1"]);
  expect(ofBias.update.after).toBeCloseTo(ofBias.after, 14);
  const ofWeight = nextUpdate(optimizer, "w1");
  expect(ofWeight.update.lines.map(({ symbol }) => symbol)).toEqual(["m", "v", "hat_m", "hat_v", "w1"]);
  expect(ofWeight.update.after).toBeCloseTo(ofWeight.after, 14);
});

/** One with a loop of its own after another's rule. */
const halving: Optimizer<never, never, "inner"> = {
  name: "halving",
  slots: [],
  parts: () => new Parts({ inner: { optimizer: sgd } }),
  update({ value, parts }) {
    parts.inner.update();
    for (let i = 0; i < value.length; i++) value[i]! /= 2;
  },
};

/** Two with a loop of their own before another's rule, which then computes with other numbers. */
const early = (change: (frame: UpdateFrame<never, never, "inner">) => void): Optimizer<never, never, "inner"> => ({
  name: "early",
  slots: [],
  parts: () => new Parts({ inner: { optimizer: sgd } }),
  update(frame) {
    change(frame);
    frame.parts.inner.update();
  },
});
const tripling = early(({ gradient }) => {
  for (let i = 0; i < gradient.length; i++) gradient[i]! *= 3;
});
const shrinking = early(({ value }) => {
  for (let i = 0; i < value.length; i++) value[i]! *= 0.5;
});

test.each<[string, Optimizer]>([
  ["the norm of a parameter", new ClipByNorm({ optimizer: sgd, limit: 0.01 })],
  ["the norm of all", new ClipByGlobalNorm({ optimizer: sgd, limit: 0.01 })],
  ["a loop of its own", halving],
  ["a loop that changes the derivative first", tripling],
  ["a loop that changes the parameter first", shrinking],
])("what isn't computed of the parameter's own numbers is told by before and after: %s", (_, optimizer) => {
  const { update, after } = nextUpdate(optimizer, "w2");
  expect(update.lines).toEqual([]);
  expect(update.after).toBeCloseTo(after, 14);
});

test("what is made of all numbers of a parameter is told as one number", () => {
  const network = new Sequential([new Dense(1, 2), new Dense(2, 1)], { seed: "a ratio" });
  const optimizer = new LAMB({ epsilon: 1e-9 });
  const { update } = explain(network, { input: [2], target: [1], loss, parameter: "w1", optimizer });
  // The first step of Adam is 1 in each of the two directions.
  const ratio = Math.hypot(...network.getParameters()["0.weight"]!) / Math.sqrt(2);
  expect(update!.settings.map(({ symbol }) => symbol)).toEqual([
    "eta",
    "beta1",
    "beta2",
    "epsilon",
    "lambda",
    "t",
    "r",
  ]);
  expect(update!.settings.at(-1)!.value).toBeCloseTo(ratio, 6);
  const byHand = explain(network, { input: [2], target: [1], loss, parameter: "w1", optimizer, significantDigits: 3 });
  expect(byHand.update!.settings.at(-1)!.value).toBe(Number(ratio.toPrecision(3)));
});

test("what the rules inside remember is listed before and after", () => {
  const listed = (optimizer: Optimizer) => {
    const { update } = nextUpdate(optimizer, "w2");
    expect(update.remembered.map(({ symbol }) => symbol)).toEqual(update.slots.map(({ symbol }) => symbol));
    for (const { symbol, value } of update.slots) {
      expect(update.lines.filter((line) => line.symbol === symbol).at(-1)!.value).toBe(value);
    }
    for (const { symbol, value } of update.remembered) {
      expect(update.lines.find((line) => line.symbol === symbol)!.before).toBe(value);
    }
    return update.slots.map(({ symbol }) => symbol);
  };
  expect(listed(new ClipByValue({ optimizer: sgd, limit: 0.01 }))).toEqual(["v"]);
  expect(listed(new ClipByValue({ optimizer: new Adam(), limit: 0.01 }))).toEqual(["m", "v"]);
});

test("the text says each line and each setting once", () => {
  const { explained } = nextUpdate(new ClipByValue({ optimizer: sgd, limit: 0.01 }), "w2");
  const text = toText(explained);
  expect(text.slice(text.indexOf("Update by"))).toMatchInlineSnapshot(`
    "Update by ClipByValue, limit = 0.01, learning rate η = 0.1, momentum μ = 0.9, so
    far v = 4.511013618679396 · 10⁻¹⁰:

      clipped = min(max(∂L/∂w2, −limit), limit)
              = min(max(0.04643433490145926, −0.01), 0.01) = 0.01
      v ← μ · v + clipped
        = 0.9 · 4.511013618679396 · 10⁻¹⁰ + 0.01 = 0.010000000405991225
      w2 ← w2 − η · v
         = −0.8325243816764467 − 0.1 · 0.010000000405991225 = −0.8335243817170458
    "
  `);
  expect(toText(explained, { language: french })).toMatch(/clipped = min\(max\(∂L\/∂w2/);
});

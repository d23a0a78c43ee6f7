import { Sequential } from "@nn/core";
import type { Layer } from "@nn/core/component";
import { explain, explainEpoch, explainStep, getByName, type StepExplanation, toText } from "@nn/explain";
import { BatchNormalization, Dense, identity, tanh } from "@nn/layers";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { people } from "../../fixtures/people.mjs";
import { alice, four, loss, ones, sgd } from "./lab.js";

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

import { Sequential } from "@nn/core";
import type { Loss, Optimizer } from "@nn/core/component";
import { Activate, Dense, identity, Normal, relu, sigmoid, softmax, tanh, zeros } from "@nn/layers";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { xor } from "./trainings.js";
import { kinds, sgd, toOne, warningsOf } from "./warnings-of.js";

/** No line tells these apart, in either column. */
const signs = {
  inputs: xor.inputs,
  targets: [
    [-1, 1],
    [1, -1],
    [1, -1],
    [-1, 1],
  ],
};

describe("a training that can learn nothing:", () => {
  test("the same target for all", async () => {
    const ones = { inputs: xor.inputs, targets: xor.inputs.map(() => [1]) };
    expect(await warningsOf(toOne(2), ones)).toMatchInlineSnapshot(`
      [
        {
          "columns": [
            0,
          ],
          "kind": "constant targets",
          "message": "The targets are all 1, so the network can only learn to give that whatever comes in. Look at where the targets are read, and at how examples were chosen.",
        },
      ]
    `);
    const rows = { inputs: xor.inputs, targets: xor.inputs.map(() => [0, 1, 0]) };
    expect(kinds(await warningsOf([new Dense(2, 3)], rows))).toEqual(["constant targets"]);
    expect(kinds(await warningsOf(toOne(2), { inputs: [[1, 2]], targets: [[1]] }))).toEqual([]);
  });

  test("targets out of reach or all alike lead the last layer to its end, which is no matter of the learning rate", async () => {
    const few = (targets: number[]) => ({ inputs: xor.inputs, targets: targets.map((target) => [target]) });
    const long = { epochs: 400, optimizer: new SGD({ learningRate: 1 }) };
    expect(kinds(await warningsOf(toOne(2), few([160, 170, 180, 165]), long))).toEqual(["unreachable targets"]);
    expect(kinds(await warningsOf(toOne(2, sigmoid, tanh), few([-9, -7, -8, -9]), long))).toEqual([
      "unreachable targets",
    ]);
    expect(kinds(await warningsOf(toOne(2, sigmoid, relu), few([-9, -7, -8, -9]), long))).toEqual([
      "unreachable targets",
    ]);
    const steps = { ...long, loss: binaryCrossEntropy, epochs: 4000, evaluateEvery: 1000 };
    expect(kinds(await warningsOf(toOne(2), few([1, 1, 1, 1]), steps))).toEqual(["constant targets"]);
  });

  test("outputs that are all at an end of their range, some at the wrong one, stay so", async () => {
    const wide = toOne(4, relu);
    for (const loss of [meanSquaredError, binaryCrossEntropy]) {
      for (const optimizer of [new SGD({ learningRate: 1000 }), new Adam({ learningRate: 50 })]) {
        for (const seed of [1, 2, 3, 4]) {
          const found = await warningsOf(wide, xor, { loss, optimizer, epochs: 200, batchSize: 4 }, seed);
          expect(kinds(found), `${loss.name}, ${optimizer.name}, ${seed}`).toContain("saturated");
        }
      }
    }
    const settings = { optimizer: new SGD({ learningRate: 1000 }), epochs: 200, batchSize: 4 };
    const [warning] = await warningsOf(wide, xor, settings);
    expect(warning!.message).toMatchInlineSnapshot(
      `"After epoch 3, all outputs of layer 1, Dense(4 → 1, sigmoid), are at an end of its range (numbers from 0 to 1), 1 of 4 at the wrong one, where hardly any gradient comes through. A smaller learning rate is the remedy."`,
    );
    const two = await warningsOf([new Dense(2, 2, { activation: tanh })], signs, { ...settings, batchSize: 2 });
    expect(kinds(two)).toContain("saturated");
    // From there the cross-entropy leads back: its derivative with respect to the weighted sum is -0.5.
    const near = new Sequential([new Dense(1, 1)]);
    near.setParameters({ "0.weight": [Math.log(5e-13)], "0.bias": [0] });
    const back = { loss: binaryCrossEntropy, optimizer: sgd, epochs: 200, batchSize: 2 };
    const turned = { inputs: [[1], [-1.01]], targets: [[1], [0]] };
    expect(kinds(await warningsOf(near, turned, back))).toEqual([]);
    // Right ends are what is wanted, and classes by their numbers aren't ends.
    const right = { inputs: [[-1], [1]], targets: [[0], [1]] };
    expect(await warningsOf([new Dense(1, 1)], right, { ...settings, loss: binaryCrossEntropy })).toEqual([]);
  });

  test("targets just beyond the range are shown with the digits that tell", async () => {
    const message = async (activation: typeof sigmoid, targets: number[][]) =>
      (await warningsOf([new Dense(2, targets[0]!.length, { activation })], { inputs: xor.inputs, targets }))[0]
        ?.message;
    expect(await message(sigmoid, [[0], [1.0001], [0.5], [1]])).toMatch(/^The targets go from 0 to 1\.0001, but/);
    expect(await message(tanh, [[-1.00002], [0.7], [0.5], [1]])).toMatch(/^The targets go from -1\.00002 to 1, but/);
    expect(await message(relu, [[-0.00123456], [0.7], [0.5], [1]])).toMatch(/^The targets go from -0\.00123 to 1, but/);
    const sums = [
      [0.5, 0.5],
      [0.5, 0.5002],
      [1, 0],
      [0, 1],
    ];
    expect(await message(softmax, sums)).toMatch(/add up to as much as 1\.0002, but/);
    expect(await message(sigmoid, [[0], [1 + 1e-9], [0.5], [1]])).toBeUndefined();
  });

  test("a softmax of one unit, last or hidden, or as a layer of its own", async () => {
    const [warning] = await warningsOf(toOne(2, sigmoid, softmax), xor, { allowMismatch: true });
    expect(warning).toMatchInlineSnapshot(`
      {
        "kind": "constant output",
        "layer": "layer 1, Dense(2 → 1, softmax)",
        "message": "Layer 1, Dense(2 → 1, softmax), has one unit, and gives 1 whatever comes in, as its numbers always add up to that. For one output, end the network in sigmoid; or give it a unit for each class.",
      }
    `);
    expect(kinds(await warningsOf(toOne(1, softmax), xor))).toEqual(["constant output"]);
    const apart = new Sequential([new Dense(2, 1), new Activate(softmax)]);
    expect(kinds(await warningsOf(apart, xor, { allowMismatch: true }))).toEqual(["constant output"]);
  });

  test("a learning rate that is too small to move a bit", async () => {
    const optimizer = new SGD({ learningRate: 1e-30 });
    const layers = [new Dense(2, 1, { biasInitializer: new Normal({ mean: 1 }) })];
    expect(await warningsOf(layers, xor, { optimizer })).toMatchInlineSnapshot(`
      [
        {
          "kind": "unmoved",
          "message": "After 8 updates (2 epochs) no parameter has changed by as much as the last digit of the largest: the steps of SGD(learningRate 1e-30) are too small for these gradients. Choose a larger learningRate, ten times as large at a time. An update of your own has to write into value.",
        },
      ]
    `);
    expect(kinds(await warningsOf(layers, xor, { optimizer, epochs: 1 }))).toEqual(["unmoved"]);
  });

  test("the same where biases begin at 0, and move however small the steps are", async () => {
    for (const learningRate of [1e-19, 1e-20, 1e-300]) {
      for (const rule of [
        new SGD({ learningRate }),
        new SGD({ learningRate, momentum: 0.9 }),
        new Adam({ learningRate }),
      ])
        expect([rule.name, kinds(await warningsOf(toOne(2), xor, { optimizer: rule }))]).toEqual([
          rule.name,
          ["unmoved"],
        ]);
    }
    const narrow = new Sequential(toOne(2, tanh, identity), { seed: 1, dtype: "float32" });
    const optimizer = new SGD({ learningRate: 1e-12 });
    expect(kinds(await warningsOf(narrow, xor, { optimizer }))).toEqual(["unmoved"]);
  });

  test("an update that writes into no array", async () => {
    const optimizer: Optimizer = {
      name: "mine",
      slots: [],
      update: ({ value, gradient }) => void value.map((v, i) => v - gradient[i]!),
    };
    expect((await warningsOf(toOne(2), xor, { optimizer }))[0]!.message).toMatch(/has to write into value\.$/);
  });

  test("no steps that are small, and none that a schedule makes later", async () => {
    const optimizer = new SGD({ learningRate: (step) => (step <= 8 ? 0 : 0.1) });
    expect(await warningsOf(toOne(2), xor, { optimizer })).toEqual([]);
    const zeros2 = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: zeros })]);
    const tiny = { inputs: xor.inputs, targets: xor.targets.map(([t]) => [t! * 1e-12]) };
    expect(await warningsOf(zeros2, tiny, { optimizer: new SGD({ learningRate: 1e-12 }) })).toEqual([]);
    expect(await warningsOf(toOne(2), xor, { optimizer: new SGD({ learningRate: 1e-10 }) })).toEqual([]);
  });

  test("a loss that doesn't depend on the parameters", async () => {
    const constant: Loss = {
      name: "constant",
      value: ({ values }) => void values.fill(1),
      gradient: ({ dprediction }) => void dprediction.fill(0),
    };
    expect(await warningsOf(toOne(2), xor, { loss: constant })).toMatchInlineSnapshot(`
      [
        {
          "kind": "no gradient",
          "message": "After 8 updates (2 epochs) no parameter has changed, as every gradient is 0: the loss doesn't depend on the parameters here. Look at what the loss and the layers' backward passes write, and whether units are at an end of their range.",
        },
      ]
    `);
    expect(kinds(await warningsOf(toOne(2), xor, { loss: constant, optimizer: new Adam() }))).toEqual(["no gradient"]);
  });

  test("what is learnt already needs no step", async () => {
    const solved = new Sequential([new Dense(2, 1, { activation: identity, weightInitializer: zeros })]);
    const data = { inputs: xor.inputs, targets: [[0], [0], [0], [0]] };
    expect(kinds(await warningsOf(solved, data))).toEqual(["constant targets"]);
  });
});

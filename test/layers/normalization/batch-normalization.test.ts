import { Sequential } from "@nn/core";
import { BatchNormalization, Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const rows = [
  [1, 10],
  [2, -10],
  [6, 30],
];

/** One step that moves nothing but what is remembered. */
function stepped(momentum: number) {
  const network = new Sequential([new BatchNormalization({ momentum, epsilon: 1e-9 })], { inputShape: [2] });
  const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 3 };
  const loss = network.trainer(options).step(rows, [
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
  return { network, loss };
}

test("in a training, each feature has mean 0 and variance 1 over the batch", () => {
  // The mean of the squares of what is normalized is its variance.
  expect(stepped(0.9).loss).toBeCloseTo(1, 8);
});

test("moving averages go from 0 and 1 to the batch's, with the biased variance", () => {
  const { "0.movingMean": mean, "0.movingVariance": variance } = stepped(0.75).network.getParameters();
  expect(mean).toEqual([0.25 * 3, 0.25 * 10]);
  expect(variance![0]).toBeCloseTo(0.75 + (0.25 * (4 + 1 + 9)) / 3, 12);
  expect(variance![1]).toBeCloseTo(0.75 + (0.25 * (0 + 400 + 400)) / 3, 12);
});

test("predictions take what is remembered, alone and together", () => {
  const { network } = stepped(0);
  const together = network.predict(rows) as number[][];
  expect(together[0]![0]).toBeCloseTo((1 - 3) / Math.sqrt(14 / 3), 8);
  expect(network.predict(rows[0]!)).toEqual(together[0]);
});

test("what is remembered can be set, and is saved with the parameters", () => {
  const network = new Sequential([new BatchNormalization({ epsilon: 1 })], { inputShape: [1] });
  network.setParameters({ "0.movingMean": [4], "0.movingVariance": [8], "0.gamma": [6], "0.beta": [1] });
  expect(network.predict([10])).toEqual([13]);
  expect(Object.keys(network.getParameters())).toEqual(["0.gamma", "0.beta", "0.movingMean", "0.movingVariance"]);
});

test("no optimizer moves what is remembered, and a step that can't be finished leaves it alone", () => {
  const network = new Sequential([new BatchNormalization(), new Dense(2, 1, { activation: identity })], {
    inputShape: [2],
  });
  const trainer = network.trainer({
    loss: meanSquaredError,
    optimizer: new SGD({ learningRate: 1e300 }),
    batchSize: 3,
  });
  const before = network.getParameters();
  expect(() => {
    for (let i = 0; i < 3; i++) trainer.step(rows, [[1e200], [0], [-1e200]]);
  }).toThrow(/not a? ?finite/);
  expect(network.getParameters()).toEqual(before);
});

test.each([
  [{ momentum: 1 }, "BatchNormalization: momentum must be a finite number of at least 0 and below 1, but is 1."],
  [{ epsilon: 0 }, "BatchNormalization: epsilon must be a finite number above 0, but is 0."],
])("%o is refused", (options, message) => {
  expect(() => new BatchNormalization(options)).toThrow(message);
});

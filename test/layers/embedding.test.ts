import { Sequential } from "@nn/core";
import { Dense, Embedding, Flatten, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

test("rows that several places look up have the sum of their derivatives", () => {
  const network = new Sequential([new Embedding(3, 2)], { inputShape: [2] });
  network.setParameters({ "0.table": [0, 0, 0, 0, 0, 0] });
  const trainer = network.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 2 });
  trainer.step(
    [
      [2, 2],
      [0, 2],
    ],
    [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ],
  );
  // The mean of squares has the derivative -2 (t - p) over 2 examples of 4 numbers.
  const quarter = (sum: number) => -sum / 4;
  expect(trainer.gradients()["0.table"]).toEqual(
    [quarter(5), quarter(6), -0, -0, quarter(1 + 3 + 7), quarter(2 + 4 + 8)].map((x) => x + 0),
  );
});

test.each([
  [3, "number 0 of example 1 of the data, counted from 0, is 3."],
  [-1, "number 0 of example 1 of the data, counted from 0, is -1."],
  [0.5, "number 0 of example 1 of the data, counted from 0, is 0.5."],
])("%d is no row, and nothing has moved when that is said", async (wrong, message) => {
  const network = new Sequential([new Embedding(3, 2), new Flatten(), new Dense(4, 1, { activation: identity })], {
    inputShape: [2],
  });
  const before = network.getParameters();
  const data = {
    inputs: [
      [0, 1],
      [wrong, 1],
    ],
    targets: [1, 0],
  };
  const options = { loss: meanSquaredError, optimizer: new SGD({ learningRate: 0.1 }), epochs: 2, batchSize: 2 };
  const expected = `Embedding(3 → 2) takes whole numbers from 0 to 2, but ${message}`;
  await expect((async () => network.fit(data, options))()).rejects.toThrow(expected);
  expect(network.getParameters()).toEqual(before);
  expect(() => network.predict(data.inputs)).toThrow(expected.replace("the data", "the inputs"));
});

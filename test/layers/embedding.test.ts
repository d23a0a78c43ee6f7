import { Sequential } from "@nn/core";
import { fromOnnx, toOnnx } from "@nn/formats";
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

test("a padding gives 0 whatever its row holds, learns nothing, and begins as 0 beside rows that are drawn as without it", () => {
  const make = (options: object): Sequential =>
    new Sequential([new Embedding(3, 2, options)], { inputShape: [2], seed: 1 });
  const [padded, plain] = [make({ paddingIndex: 1 }), make({})];
  const drawn = plain.getParameters()["0.table"]!;
  expect(padded.getParameters()["0.table"]).toEqual([drawn[0], drawn[1], 0, 0, drawn[4], drawn[5]]);
  padded.setParameters({ "0.table": [1, 2, 3, 4, 5, 6] });
  expect(padded.predict([1, 2] as never)).toEqual([
    [0, 0],
    [5, 6],
  ]);
  const trainer = padded.trainer({ loss: meanSquaredError, optimizer: new SGD({ learningRate: 0 }), batchSize: 1 });
  trainer.step(
    [[1, 1]] as never,
    [
      [
        [1, 2],
        [3, 4],
      ],
    ] as never,
  );
  expect(trainer.gradients()["0.table"]).toEqual([0, 0, 0, 0, 0, 0]);
});

test("a padding comes back from ONNX", () => {
  const layers = [new Embedding(5, 2, { paddingIndex: 3 }), new Flatten()];
  const network = new Sequential(layers, { inputShape: [2], seed: 1, dtype: "float32" });
  const again = fromOnnx(toOnnx(network as never));
  expect(again.layers.map(({ name }) => name)).toEqual(["Embedding(5 → 2, padding 3)", "Flatten"]);
  expect(again.getParameters()).toEqual(network.getParameters());
});

test.each([3, -1, 0.5, "1"])("%s is no padding", (paddingIndex) => {
  expect(() => new Embedding(3, 2, { paddingIndex: paddingIndex as number })).toThrow(
    /^Embedding: paddingIndex must be the number of a row, from 0 to 2, but is /,
  );
});

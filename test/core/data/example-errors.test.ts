import { type Data, DataError, type Dataset, datasetFor, Sequential } from "@nn/core";
import { exampleError, type Loss, type Metric } from "@nn/core/component";
import { Sequential as PlainSequential } from "@nn/core/plain";
import { Dense, Embedding, Flatten, identity } from "@nn/layers";
import {
  accuracy,
  ConfusionMatrix,
  meanSquaredError,
  sparseCategoricalCrossEntropyFromLogits as sparse,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

/*
 * A component meets an example by its place in a batch. What is said of it counts from the beginning of the data.
 */

const inputs = Array.from({ length: 300 }, (_, i) => [Math.sin(i), Math.cos(i)]);
const labels = inputs.map((_, i) => i % 3);
const optimizer = new SGD({ learningRate: 0.1 });
const build = (): Sequential => new Sequential([new Dense(2, 3, { activation: identity })], { seed: 1 }) as never;

const messageOf = (call: () => unknown): string => {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return (error as Error).message;
  }
  return "nothing";
};

test("a label of the data, and of the validation data", async () => {
  const wrong = { inputs, targets: labels.with(261, 7) };
  const options = { loss: sparse, optimizer, epochs: 1, batchSize: 8 };
  await expect(build().fit(wrong, options)).rejects.toThrow(/example 261 of the data, counted from 0, is 7\./);
  await expect(build().fit({ inputs, targets: labels }, { ...options, validation: wrong })).rejects.toThrow(
    /example 261 of the validation data, counted from 0, is 7\./,
  );
});

test("what a metric takes, of examples or of the whole data", () => {
  const oneHot = labels.map((label) => [0, 1, 2].map((i) => Number(i === label)));
  const soft = { inputs, targets: oneHot.with(40, [0.5, 0.25, 0]) };
  for (const metric of [accuracy, new ConfusionMatrix()]) {
    expect(messageOf(() => build().evaluate(soft, { loss: meanSquaredError, metrics: { metric } }))).toContain(
      "those of example 40 of the data, counted from 0, sum to 0.75.",
    );
  }
  const one = new Sequential([new Dense(2, 1, { activation: identity })]);
  one.setParameters({ "0.weight": [0, 0], "0.bias": [3] });
  const metrics = { metric: new ConfusionMatrix() };
  expect(
    messageOf(() => one.evaluate({ inputs, targets: labels.map((i) => i % 2) }, { loss: meanSquaredError, metrics })),
  ).toContain("that of example 0 of the data, counted from 0, is 3.");
});

test("a step on rows in any order; one of examples that are given has them alone", () => {
  const network = build();
  const targets = labels.with(17, 3);
  const data = datasetFor(network, { inputs, targets }, sparse);
  const trainer = network.trainer({ loss: sparse, optimizer, batchSize: 4 });
  const rows = Uint32Array.of(5, 9, 1, 2, 250, 251, 17, 252);
  expect(messageOf(() => trainer.stepRows(data, rows, 0, 8, 4))).toContain(
    "example 17 of the data, counted from 0, is 3.",
  );
  expect(trainer.stepCount).toBe(1);
  expect(messageOf(() => trainer.step(inputs.slice(16, 18), targets.slice(16, 18)))).toContain(
    "example 1 of the batch, counted from 0, is 3.",
  );
});

test("a step that is recorded", () => {
  const network = build();
  const trainer = network.trainer({ loss: sparse, optimizer, batchSize: 2 });
  const data = datasetFor(network, { inputs, targets: labels.with(200, 9) }, sparse);
  const rows = Uint32Array.from({ length: 300 }, (_, i) => 299 - i);
  expect(messageOf(() => trainer.stepRows(data, rows, 0, 300, 2))).toContain(
    "example 200 of the data, counted from 0, is 9.",
  );
  expect(trainer.stepCount).toBe(49);
});

test("a whole number that an embedding takes: in a fit, an evaluation, a step and a prediction", async () => {
  const tokens = inputs.map((_, i) => [i % 5, (i * i) % 5]);
  const network = new Sequential([new Embedding(5, 2), new Flatten(), new Dense(4, 3, { activation: identity })], {
    inputShape: [2],
  });
  const wrong = tokens.with(290, [1, 5]);
  const data: Data = { inputs: wrong, targets: labels };
  const said = (of: string) => `but number 1 of example 290 of ${of}, counted from 0, is 5.`;
  const options = { loss: sparse, optimizer, epochs: 1, batchSize: 32 };
  await expect(network.fit(data, options)).rejects.toThrow(said("the data"));
  expect(messageOf(() => network.evaluate(data, { loss: sparse }))).toContain(said("the data"));
  expect(messageOf(() => network.predict(wrong))).toContain(said("the inputs"));
  expect(messageOf(() => network.predict([5, 1]))).toContain(
    "number 0 of example 0 of the inputs, counted from 0, is 5.",
  );
  const trainer = network.trainer({ loss: sparse, optimizer, batchSize: 3 });
  const held: Dataset = datasetFor(network, data, sparse);
  expect(messageOf(() => trainer.stepRows(held, Uint32Array.of(4, 290, 3), 0, 3))).toContain(said("the data"));
});

test("what a component from outside says of an example", () => {
  const positive: Loss = {
    ...meanSquaredError,
    name: "positive",
    value(frame) {
      for (let i = 0; i < frame.batch; i++) {
        if (frame.target[i]! < 0) throw exampleError(i, (example) => `positive: the target of ${example} is below 0.`);
      }
      meanSquaredError.value(frame);
    },
  };
  const plain: Metric = {
    name: "plain",
    value() {
      throw new DataError("plain takes nothing.");
    },
  };
  const network = new Sequential([new Dense(2, 1)], { seed: 1 });
  const data = { inputs, targets: inputs.map((_, i) => (i === 70 ? -1 : 1)) };
  expect(messageOf(() => network.evaluate(data, { loss: positive }))).toBe(
    "positive: the target of example 70 of the data, counted from 0, is below 0.",
  );
  expect(messageOf(() => network.evaluate(data, { loss: meanSquaredError, metrics: { plain } }))).toBe(
    "in the batch of examples 0 to 31: plain takes nothing.",
  );
});

test("a network of the small door has the same words", () => {
  const network = new PlainSequential([new Dense(2, 3, { activation: identity })], { seed: 1 });
  expect(messageOf(() => network.evaluate({ inputs, targets: labels.with(65, 3) }, { loss: sparse }))).toContain(
    "example 65 of the data, counted from 0, is 3.",
  );
});

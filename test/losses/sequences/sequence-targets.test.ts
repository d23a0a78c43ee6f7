import { Sequential } from "@nn/core";
import type { Loss, Metric } from "@nn/core/component";
import { Activate, LSTM, softmax } from "@nn/layers";
import {
  accuracy,
  categoricalCrossEntropy,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { measured, oneHot, probabilities } from "./sequences.js";

test("what is no target of a step is said with its place", () => {
  const refusal = (loss: Metric, targets: unknown) => () => measured(loss, probabilities, targets);
  expect(
    refusal(sparseCategoricalCrossEntropy, [
      [0, 1, 2, 0],
      [0, 1, 3, 0],
      [0, 0, 0, 0],
    ]),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DataError: sparseCategoricalCrossEntropy takes class numbers, whole numbers from 0 to 2 for 3 outputs, but the target of example 1 of the batch, counted from 0, row 2, is 3. A LabelEncoder's encode makes them from labels.]`,
  );
  expect(
    refusal(sparseCategoricalAccuracy, [
      [0, 1, 2, 0],
      [0, 1, 1, 0.5],
      [0, 0, 0, 0],
    ]),
  ).toThrowErrorMatchingInlineSnapshot(
    `[DataError: sparseCategoricalAccuracy takes class numbers, whole numbers from 0 to 2 for 3 outputs, but the target of example 1 of the batch, counted from 0, row 3, is 0.5. A LabelEncoder's encode makes them from labels.]`,
  );
  const half = oneHot.map((steps, i) =>
    steps.map((row, step) => (i === 1 && step === 2 ? row.map((t) => t / 2) : row)),
  );
  expect(refusal(categoricalCrossEntropy, half)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: categoricalCrossEntropy takes targets that sum to 1, but those of example 1 of the batch, counted from 0, row 2, sum to 0.5. A LabelEncoder's oneHot makes such rows from labels.]`,
  );
  expect(refusal(accuracy, half)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: accuracy takes targets that sum to 1, but those of example 1 of the batch, counted from 0, row 2, sum to 0.5. A LabelEncoder's oneHot makes such rows from labels.]`,
  );
  const network = new Sequential([new LSTM(2, 3, { returnSequences: true })], { inputShape: [4, 2] });
  const inputs = [Array.from({ length: 4 }, () => [0, 0])];
  const loss = sparseCategoricalCrossEntropyFromLogits;
  expect(() => network.evaluate({ inputs, targets: [[1]] }, { loss })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The targets take 4 numbers an example, but example 0 has 1. Counts start at 0.]`,
  );
  expect(() => network.evaluate({ inputs, targets: [1] }, { loss })).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The targets take 4 numbers an example, but example 0 has 1. Counts start at 0.]`,
  );
});

test("warnings are about rows: what the targets of a step add up to, and one class alone", async () => {
  const trained = (classes: number, targets: unknown, loss: Loss) => {
    const network = new Sequential([new Activate(softmax)], { inputShape: [2, classes] });
    const row = Array.from({ length: classes }, (_, i) => i);
    const data = { inputs: [[row, row]], targets: targets as number[][][] };
    const quiet = {
      onWarning: () => {},
      allowMismatch: true,
      epochs: 1,
      batchSize: 1,
      optimizer: new SGD({ learningRate: 0.1 }),
    };
    return network.fit(data, { loss, ...quiet });
  };
  const half = {
    ...categoricalCrossEntropy,
    value: ({ values, batch }: { values: Float64Array; batch: number }) => void values.fill(1, 0, batch),
  } as Loss;
  const { warnings } = await trained(
    2,
    [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    half,
  );
  expect(warnings.filter(({ kind }) => kind === "unreachable targets")).toEqual([]);
  const { warnings: beyond } = await trained(
    2,
    [
      [
        [1, 1],
        [0, 1],
      ],
    ],
    half,
  );
  expect(beyond.find(({ kind }) => kind === "unreachable targets")?.message).toContain("add up to as much as 2");
  const { warnings: alone } = await trained(1, [[[1], [1]]], half);
  expect(alone.map(({ kind }) => kind)).toContain("constant output");
});

import { type Data, Sequential, type Warning } from "@nn/core";
import { Activate, Dense, identity, LSTM, sigmoid, softmax, tanh } from "@nn/layers";
import { categoricalCrossEntropy, meanSquaredError, sparseCategoricalCrossEntropy } from "@nn/losses";
import { SGD } from "@nn/optim";
import { expect, test } from "vitest";

const optimizer = new SGD({ learningRate: 0.1 });
const rest = { optimizer, epochs: 1, batchSize: 2, onWarning: () => {} };
const messages = (warnings: readonly Warning[]) => warnings.map(({ kind, message }) => `${kind}: ${message}`);

test("labels for each step that a softmax behind an LSTM can't be sure of are told", async () => {
  const tagger = new Sequential([new LSTM(1, 2, { returnSequences: true }), new Activate(softmax)], {
    inputShape: [3, 1],
  });
  const data = {
    inputs: [
      [[0], [1], [1]],
      [[1], [0], [0]],
    ],
    targets: [
      [0, 1, 1],
      [1, 0, 0],
    ],
  };
  const { warnings } = await tagger.fit(data, { ...rest, loss: sparseCategoricalCrossEntropy });
  expect(messages(warnings)).toEqual([
    "unreachable targets: The targets are out of reach for layer 1, Activate(softmax), the last one, as it is given numbers from -1 to 1: the loss can't come near its least value. Put a Dense with identity before it.",
  ]);
});

const rows = (targets: number[][]): Data => ({
  inputs: [
    [0.1, 1],
    [1, 0.2],
  ],
  targets,
});
const behind = (activation: typeof tanh, last: typeof softmax) =>
  new Sequential([new Dense(2, 2, { activation }), new Activate(last)], { seed: 1 });

test.each<[string, Sequential, Data, object, number]>([
  [
    "one-hot rows behind tanh",
    behind(tanh, softmax),
    rows([
      [0, 1],
      [1, 0],
    ]),
    categoricalCrossEntropy,
    1,
  ],
  [
    "one-hot rows behind identity",
    behind(identity, softmax),
    rows([
      [0, 1],
      [1, 0],
    ]),
    categoricalCrossEntropy,
    0,
  ],
  [
    "targets in the middle",
    behind(tanh, sigmoid),
    rows([
      [0.4, 0.6],
      [0.5, 0.3],
    ]),
    meanSquaredError,
    0,
  ],
  [
    "targets at an end",
    behind(tanh, sigmoid),
    rows([
      [0, 0.6],
      [0.5, 0.3],
    ]),
    meanSquaredError,
    1,
  ],
  [
    "a last layer that learns",
    new Sequential([new Dense(2, 2, { activation: tanh }), new Dense(2, 2)], { seed: 1 }),
    rows([
      [0, 1],
      [1, 0],
    ]),
    meanSquaredError,
    0,
  ],
  [
    "the same range once more",
    behind(tanh, tanh),
    rows([
      [-1, 1],
      [1, -1],
    ]),
    meanSquaredError,
    0,
  ],
  [
    "nothing before it",
    new Sequential([new Activate(softmax)], { inputShape: [2] }),
    rows([
      [0, 1],
      [1, 0],
    ]),
    categoricalCrossEntropy,
    0,
  ],
])("%s", async (_, network, data, loss, count) => {
  const { warnings } = await network.fit(data, { ...rest, loss: loss as typeof meanSquaredError });
  expect(warnings.filter(({ kind }) => kind === "unreachable targets")).toHaveLength(count);
});

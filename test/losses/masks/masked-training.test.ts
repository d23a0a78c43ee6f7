import { defaultBackend, lossOf, Sequential } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import type { Loss } from "@nn/core/component";
import { Activate, Dense, LSTM, SimpleRNN, sigmoid, softmax, tanh } from "@nn/layers";
import {
  binaryCrossEntropy,
  MaskedLoss,
  maskedMetric,
  meanSquaredError,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
} from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { expect, test } from "vitest";
import { isCompiling } from "../../core/recording/compiled.js";
import { watched } from "../../core/recording/watched.js";

const tagged = (backend: Backend, recurrent = new LSTM(2, 4, { returnSequences: true, maskValue: 0 })) =>
  new Sequential([recurrent, new Dense(4, 3, { activation: softmax })], { inputShape: [5, 2], seed: 1, backend });
/** Sequences of 2 to 5 steps, each step with a class. */
const words = Array.from({ length: 9 }, (_, i) => {
  const steps = Array.from({ length: 2 + (i % 4) }, (_, step) => [Math.sin(1 + i + step), Math.cos(i * step)]);
  return { steps, tags: steps.map(([a = 0, b = 0]) => (a > 0.5 ? 2 : b > 0 ? 1 : 0)) };
});
const padded = <T>(list: readonly T[], length: number, filler: T): T[] => [
  ...list,
  ...Array.from({ length: length - list.length }, () => filler),
];
const data = {
  inputs: words.map(({ steps }) => padded(steps, 5, [0, 0])),
  targets: words.map(({ tags }) => padded(tags, 5, -1)),
};
const loss = new MaskedLoss(sparseCategoricalCrossEntropy, { maskValue: -1 });

test("steps are recorded as a whole, with the bits of plain loops, and warn of no target", async () => {
  const accuracy = maskedMetric(sparseCategoricalAccuracy, { maskValue: -1 });
  const trained = async (backend: Backend, of: Loss): Promise<number[]> => {
    const network = tagged(backend, new SimpleRNN(2, 4, { returnSequences: true, maskValue: 0 }) as never);
    const options = { loss: of, metrics: { accuracy }, optimizer: new Adam(), epochs: 4, batchSize: 4 };
    const { reports, warnings } = await network.fit(data, options);
    expect(warnings).toEqual([]);
    return [...network.parameters.block, ...reports.flatMap((report) => [report.loss, report.accuracy])];
  };
  const { backend, recorded } = watched();
  const plain = await trained(reference, loss);
  expect(await trained(backend, loss)).toEqual(plain);
  if (isCompiling) expect(new Set(recorded)).toEqual(new Set(["whole"]));
  const own = new MaskedLoss({ ...sparseCategoricalCrossEntropy, name: "own" } as Loss, { maskValue: -1 });
  expect(await trained(backend, own)).toEqual(plain);
});

test("targets that a narrow output comes near aren't said to be out of reach", async () => {
  const network = new Sequential([new Dense(2, 1, { activation: sigmoid }), new Activate(tanh)], {
    inputShape: [2, 2],
  });
  const inputs = Array.from({ length: 3 }, (_, i) => [
    [i, 1],
    [1, -i],
  ]);
  const targets = [
    [[0.5], [0.25]],
    [[0.625], [-1]],
    [[0.375], [0.5]],
  ];
  const options = { optimizer: new SGD({ learningRate: 0.1 }), epochs: 1, batchSize: 2 };
  const { warnings } = await network.fit({ inputs, targets } as never, {
    ...{ ...options, loss: new MaskedLoss(meanSquaredError, { maskValue: -1 }) },
  });
  expect(warnings.map(({ kind }) => kind)).not.toContain("unreachable targets");
});

test("sequences that are filled up learn what each learns alone", async () => {
  const network = tagged(reference);
  const alone = tagged(reference);
  const options = { loss, optimizer: new SGD({ learningRate: 0.5 }), batchSize: 1, epochs: 2, shuffle: false };
  await network.fit(data, options);
  // One network for each length; parameters have the same shapes whatever that is.
  for (let epoch = 0; epoch < 2; epoch++) {
    for (const { steps, tags } of words) {
      const own = new Sequential(alone.layers as never, { inputShape: [steps.length, 2] }) as unknown as Sequential;
      own.setParameters(alone.getParameters());
      const rule = new SGD({ learningRate: 0.5 });
      const trainer = own.trainer({ loss: sparseCategoricalCrossEntropy, optimizer: rule, batchSize: 1 });
      trainer.step([steps] as never, [tags] as never);
      alone.setParameters(own.getParameters());
    }
  }
  const expected = alone.parameters.block;
  for (const [i, value] of network.parameters.block.entries()) expect(value).toBeCloseTo(expected[i]!, 12);
});

test("with weights of their numbers of steps, examples have the mean over all steps", () => {
  const network = tagged(defaultBackend());
  const all = words.flatMap(({ steps, tags }) => {
    const predictions = network.predict(padded(steps, 5, [0, 0]) as never) as unknown as number[][];
    return tags.map((tag, i) =>
      lossOf(sparseCategoricalCrossEntropy, { predictions: [predictions[i]!], targets: [tag] }),
    );
  });
  const weights = words.map(({ steps }) => steps.length);
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  expect(network.evaluate({ ...data, weights }, { loss }).loss).toBeCloseTo(mean, 12);
});

test("what is refused is told of the example and the step in it", () => {
  const [steps] = data.inputs;
  const wrong = { inputs: [steps, steps], targets: [padded([1], 5, -1), [2, 1, -1, 7, 0]] };
  for (const backend of [reference, defaultBackend()]) {
    expect(() => tagged(backend).evaluate(wrong as never, { loss })).toThrow(
      "sparseCategoricalCrossEntropy takes class numbers, whole numbers from 0 to 2 for 3 outputs, but the target of example 1 of the data, counted from 0, row 3, is 7.",
    );
  }
  const yesOrNo = new MaskedLoss(binaryCrossEntropy, { maskValue: -1 });
  expect(() => lossOf(yesOrNo, { predictions: [[[0.5], [0.5]]], targets: [[[-1], [3]]] })).toThrow(
    "binaryCrossEntropy is about probabilities, but the target of example 0 of the batch, counted from 0, output 1, is 3.",
  );
});

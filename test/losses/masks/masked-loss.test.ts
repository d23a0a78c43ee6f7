import { defaultBackend, lossOf, Sequential, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type DType, type Loss, type LossFrame, lossFrame } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { Activate, Dense, identity, LSTM, SimpleRNN, sigmoid, softmax, tanh } from "@nn/layers";
import {
  binaryCrossEntropy,
  GaussianNegativeLogLikelihood,
  huber,
  MaskedLoss,
  maskedMetric,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
  WeightedLosses,
} from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { lossClasses, losses } from "../../contracts/components.js";
import { isCompiling } from "../../core/recording/compiled.js";
import { watched } from "../../core/recording/watched.js";

const MASK = -7.5;
const [BATCH, STEPS] = [3, 4];
/** How many steps of each example count. */
const LENGTHS = [4, 0, 2];

/** Sequences with targets that fill up behind the others, and what the loss gives for each step that counts. */
function sequences(
  { loss, example, sizes = [3] }: (typeof losses)[number],
  backend: Backend,
  dtype: DType = "float64",
) {
  const masked = new MaskedLoss(loss, { maskValue: MASK });
  const size = sizes.at(-1)!;
  const frame = lossFrame(masked, { outputShape: [STEPS, size], batch: BATCH, backend, dtype });
  const random = seededRandom(loss.name);
  const targetSize = frame.targetSize / STEPS;
  const means = LENGTHS.map((length, at) => {
    let sum = 0;
    for (let step = 0; step < STEPS; step++) {
      const row = at * STEPS + step;
      const { prediction, target } = example(random, size);
      frame.prediction.set(prediction, row * size);
      frame.target.fill(MASK, row * targetSize, (row + 1) * targetSize);
      if (step >= length) continue;
      frame.target.set(target, row * targetSize);
      sum += lossOf(loss, { predictions: [prediction], targets: [target] });
    }
    return length === 0 ? 0 : sum / length;
  });
  return { masked, frame, means };
}

const ALL = [
  ...losses,
  ...(lossClasses.filter(({ component }) => component.startsWith("Gauss")) as unknown as typeof losses),
];

describe.each([reference, defaultBackend()])("on the $name backend", (backend) => {
  // Plain loops are the same code for all of them.
  const rows = backend === reference ? losses.filter(({ loss }) => loss === binaryCrossEntropy) : ALL;
  test.each(rows)("$loss.name of steps that count, and its derivative", (row) => {
    const { masked, frame, means } = sequences(row, backend);
    const { prediction, dprediction, values, outputSize } = frame;
    const meanOf = (): number => {
      masked.value(frame);
      return Array.from(values).reduce((sum, value) => sum + value, 0) / BATCH;
    };
    meanOf();
    for (const [i, mean] of means.entries()) expect(values[i]).toBeCloseTo(mean, 12);
    masked.gradient(frame);
    checkGradients(meanOf, { prediction: { values: prediction, gradient: dprediction.slice() } });
    const steps = Array.from({ length: BATCH * STEPS }, (_, i) => [Math.floor(i / STEPS), i % STEPS]);
    for (const [i, [at = 0, step = 0]] of steps.entries()) {
      if (step < LENGTHS[at]!) continue;
      const size = outputSize / STEPS;
      expect(dprediction.subarray(i * size, (i + 1) * size).every((slope) => slope === 0)).toBe(true);
    }
  });

  test("in float32 it is the same to its digits", () => {
    const row = losses.find(({ loss }) => loss === sparseCategoricalCrossEntropyFromLogits)!;
    const [single, double] = (["float32", "float64"] as const).map((dtype) => {
      const { masked, frame } = sequences(row, backend, dtype);
      masked.value(frame);
      masked.gradient(frame);
      return [...frame.values, ...frame.dprediction];
    });
    for (const [i, value] of single!.entries()) expect(value).toBeCloseTo(double![i]!, 5);
  });
});

/** Two frames with the same numbers: of a loss, and of the same with a mask that nothing has. */
test("where all count, it has the bits of the loss itself", () => {
  const numbers = seededRandom("bits");
  const all = (loss: Loss): LossFrame => lossFrame(loss, { outputShape: [3, 5], batch: 2 });
  const plain = sparseCategoricalCrossEntropyFromLogits;
  const masked = new MaskedLoss(plain, { maskValue: -1 });
  const [one, other] = [all(plain), all(masked)];
  for (let i = 0; i < 30; i++) one.prediction[i] = numbers();
  for (let i = 0; i < 6; i++) one.target[i] = i % 5;
  other.prediction.set(one.prediction);
  other.target.set(one.target);
  plain.value(one);
  plain.gradient(one);
  masked.value(other);
  masked.gradient(other);
  expect(other.dprediction).toEqual(one.dprediction);
  expect(other.values).toEqual(one.values);
});

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

test("an output of several may have targets for some examples alone", () => {
  const outputs = { level: [1], rating: [2] } as const;
  const both = new WeightedLosses(outputs, {
    level: { loss: new MaskedLoss(meanSquaredError, { maskValue: -1 }), weight: 3 },
    rating: { loss: meanAbsoluteError },
  });
  const lists = {
    predictions: [
      [4, 0, 0],
      [6, 0, 0],
    ],
    targets: [
      [-1, 2, 4],
      [4, 0, 0],
    ],
  };
  expect(lossOf(both, lists)).toBe((3 + 3 * 4) / 2);
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

test("what can't have a mask is refused", () => {
  const make = (of: unknown, options: unknown) => () => new MaskedLoss(of as never, options as never);
  expect(make("mse", { maskValue: 0 })).toThrow("loss must be a loss itself");
  expect(make(meanSquaredError, {})).toThrow("MaskedLoss: maskValue must be a finite number, but is undefined.");
  expect(make(meanSquaredError, { maskValue: 0.1 })).toThrow(
    "MaskedLoss: maskValue must be a number that float32 has exactly, such as -1, 0 or 0.5, but is 0.1.",
  );
  expect(make(meanSquaredError, { mask: 0 })).toThrow('MaskedLoss has no option "mask"');
  const several = new WeightedLosses({ a: [1] }, { a: { loss: meanSquaredError } });
  expect(make(several, { maskValue: 0 })).toThrow(
    "MaskedLoss takes the loss of one output, but WeightedLosses(a: meanSquaredError) is that of several.",
  );
  const ofAll: Loss = { ...meanSquaredError, name: "ofAll", targetShape: () => [1] };
  const network = new Sequential([new Dense(2, 2, { activation: identity })], { inputShape: [3, 2] });
  const options = {
    loss: new MaskedLoss(ofAll, { maskValue: 0 }),
    optimizer: new SGD({ learningRate: 1 }),
    batchSize: 1,
  };
  expect(() => network.trainer(options)).toThrow(
    "MaskedLoss leaves out rows of targets, but ofAll takes targets of [1] for outputs of [3, 2], which isn't one of [1] for each row.",
  );
});

test("it is called by its loss and its mask", () => {
  expect(new MaskedLoss(huber({ delta: 2 }), { maskValue: -0.5 })).toMatchObject({
    name: "MaskedLoss(huber(delta 2), mask -0.5)",
    titles: {
      fr: expect.stringMatching(/, sans les cibles de −0,5$/),
      en: expect.stringMatching(/, without targets of −0.5$/),
    },
  });
  expect(new MaskedLoss(new GaussianNegativeLogLikelihood(), { maskValue: 0 }).predictions).toBe(
    new GaussianNegativeLogLikelihood().predictions,
  );
});

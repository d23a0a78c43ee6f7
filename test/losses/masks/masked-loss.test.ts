import { defaultBackend, lossOf, Sequential, seededRandom } from "@nn/core";
import { type Backend, reference } from "@nn/core/backend";
import { type DType, type Loss, type LossFrame, lossFrame } from "@nn/core/component";
import { checkGradients } from "@nn/core/gradients";
import { Dense, identity } from "@nn/layers";
import {
  binaryCrossEntropy,
  GaussianNegativeLogLikelihood,
  huber,
  MaskedLoss,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalCrossEntropyFromLogits,
  WeightedLosses,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";
import { lossClasses, losses } from "../../contracts/components.js";

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

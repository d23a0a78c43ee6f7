import { lossOf, Sequential, seededRandom } from "@nn/core";
import { defineLoss, type Loss, lossFrame, type Metric, uniform } from "@nn/core/component";
import { explain, toText } from "@nn/explain";
import { Activate, Conv2D, identity, LSTM, softmax } from "@nn/layers";
import {
  accuracy,
  ConfusionMatrix,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  F1Score,
  sparseCategoricalAccuracy,
  sparseCategoricalCrossEntropy,
  sparseCategoricalCrossEntropyFromLogits,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { lossContract } from "@nn/testing";
import { describe, expect, test } from "vitest";
import * as naive from "../fixtures/figures.js";

/*
 * Outputs [steps, classes]: each step is a row of its own, and an example has the mean of its steps, as in Keras; PyTorch's
 * losses have the same numbers for the steps of all examples one behind the other.
 */

const [STEPS, CLASSES] = [4, 3];
const random = seededRandom("sequences");
const sequencesOf = (count: number): number[][][] =>
  Array.from({ length: count }, () =>
    Array.from({ length: STEPS }, () => Array.from({ length: CLASSES }, () => uniform(random, -2, 2))),
  );
const logits = sequencesOf(3);
const labels = logits.map((steps, i) => steps.map((_, step) => (i + step * step) % CLASSES));
const oneHot = labels.map((steps) => steps.map((label) => [0, 1, 2].map((i) => (i === label ? 1 : 0))));
const probabilities = logits.map((steps) => steps.map(naive.softmax));
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

/** Computed in another way: step by step, with the textbook's formulas. */
const expected = labels.map((steps, i) =>
  mean(steps.map((label, step) => -Math.log(probabilities[i]![step]![label]!))),
);
const expectedSlopes = {
  logits: oneHot.map((steps, i) =>
    steps.map((row, step) => row.map((t, k) => (probabilities[i]![step]![k]! - t) / (3 * STEPS))),
  ),
  probabilities: oneHot.map((steps, i) =>
    steps.map((row, step) => row.map((t, k) => -t / probabilities[i]![step]![k]! / (3 * STEPS))),
  ),
};

function measured(figure: Metric, predictions: unknown, targets: unknown, outputShape = [STEPS, CLASSES]) {
  const [prediction, target] = [predictions, targets].map((nested) => (nested as number[][]).flat(9));
  const batch = prediction!.length / outputShape.reduce((product, n) => product * n, 1);
  const frame = lossFrame(figure, { outputShape, batch });
  frame.prediction.set(prediction!);
  frame.target.set(target!);
  figure.value(frame);
  (figure as Partial<Loss>).gradient?.(frame);
  return frame;
}

const closeTo = (numbers: ArrayLike<number>, right: readonly number[]): void => {
  expect(numbers).toHaveLength(right.length);
  for (const [i, value] of right.entries()) expect(numbers[i]).toBeCloseTo(value, 13);
};

test.each([
  ["logits", categoricalCrossEntropyFromLogits, logits, oneHot],
  ["logits", sparseCategoricalCrossEntropyFromLogits, logits, labels],
  ["probabilities", categoricalCrossEntropy, probabilities, oneHot],
  ["probabilities", sparseCategoricalCrossEntropy, probabilities, labels],
] as const)("a loss of %s takes the mean over the steps (%#)", (kind, loss, predictions, targets) => {
  const { values, dprediction } = measured(loss, predictions, targets);
  closeTo(values, expected);
  closeTo(dprediction, expectedSlopes[kind].flat(2));
  expect(lossOf(loss, { predictions, targets })).toBeCloseTo(mean(expected), 13);
  expect(loss.targetShape?.([STEPS, CLASSES]) ?? [STEPS, CLASSES]).toEqual(
    targets === labels ? [STEPS] : [STEPS, CLASSES],
  );
});

test("any number of axes may come before the last one, and one row has the bits that it had", () => {
  const image = [2, 2, CLASSES];
  const whole = measured(sparseCategoricalCrossEntropyFromLogits, logits, labels, image);
  const steps = measured(sparseCategoricalCrossEntropyFromLogits, logits, labels);
  expect(whole.targetShape).toEqual([2, 2]);
  expect([...whole.values, ...whole.dprediction]).toEqual([...steps.values, ...steps.dprediction]);
  const rows = measured(sparseCategoricalCrossEntropyFromLogits, logits, labels, [CLASSES]);
  const single = measured(sparseCategoricalCrossEntropyFromLogits, logits, labels, [1, CLASSES]);
  expect([...single.values, ...single.dprediction]).toEqual([...rows.values, ...rows.dprediction]);
});

describe("metrics", () => {
  const guesses = probabilities.map((steps) => steps.map((row) => row.indexOf(Math.max(...row))));
  const right = labels.map((steps, i) => mean(steps.map((label, step) => (label === guesses[i]![step] ? 1 : 0))));

  test("accuracy is the share of an example's steps", () => {
    closeTo(measured(accuracy, probabilities, oneHot).values, right);
    closeTo(measured(sparseCategoricalAccuracy, logits, labels).values, right);
  });

  test("a confusion matrix and an F1 score count steps, each with its example's weight", () => {
    const network = new Sequential([new Activate(identity)], { inputShape: [STEPS, CLASSES] });
    const metrics = {
      confusion: new ConfusionMatrix({ classNumbers: true }),
      f1: new F1Score({ classNumbers: true, average: "micro" }),
    };
    const options = { loss: sparseCategoricalCrossEntropyFromLogits, metrics };
    const weights = [1, 3, 2];
    const counts = [0, 1, 2].map((target) =>
      [0, 1, 2].map((answer) =>
        labels.reduce(
          (sum, steps, i) =>
            sum + weights[i]! * steps.filter((label, step) => label === target && guesses[i]![step] === answer).length,
          0,
        ),
      ),
    );
    const given = network.evaluate({ inputs: logits, targets: labels, weights }, options);
    expect(given.confusion).toEqual(counts);
    expect(given.f1).toBeCloseTo(right.reduce((sum, share, i) => sum + share * weights[i]!, 0) / 6, 13);
    const rows = { confusion: new ConfusionMatrix() };
    const dense = { loss: categoricalCrossEntropyFromLogits, metrics: rows };
    expect(network.evaluate({ inputs: logits, targets: oneHot, weights }, dense).confusion).toEqual(counts);
  });
});

test("a weight counts an example's mean over its steps", () => {
  const weights = [1, 3, 2];
  const network = new Sequential([new Activate(softmax)], { inputShape: [STEPS, CLASSES] });
  const { loss } = network.evaluate(
    { inputs: logits, targets: labels, weights },
    { loss: sparseCategoricalCrossEntropy },
  );
  expect(loss).toBeCloseTo(expected.reduce((sum, value, i) => sum + weights[i]! * value, 0) / 6, 13);
});

test("softmax of [steps, classes] is that of each step, and of an image that of each place", () => {
  for (const inputShape of [
    [STEPS, CLASSES],
    [2, 2, CLASSES],
  ]) {
    const network = new Sequential([new Activate(softmax)], { inputShape });
    const inputs =
      inputShape.length === 2
        ? logits
        : logits.map(([a, b, c, d]) => [
            [a!, b!],
            [c!, d!],
          ]);
    closeTo((network.predict(inputs as never) as number[][][]).flat(9), probabilities.flat(2));
  }
  const filters = new Conv2D(1, 2, { kernelSize: 1, activation: softmax });
  const network = new Sequential([filters], { inputShape: [1, 2, 1], seed: 1 });
  expect(
    network.evaluate({ inputs: [[[[1], [2]]]], targets: [[[0, 1]]] }, { loss: sparseCategoricalCrossEntropy }),
  ).toEqual({
    loss: expect.any(Number),
  });
});

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

test("an explanation has the mean of the steps, and each step's own slopes", () => {
  const layers = [new LSTM(1, 2, { returnSequences: true }), new Activate(softmax)];
  const network = new Sequential(layers, { inputShape: [2, 1], seed: 3 });
  for (const [loss, target] of [
    [sparseCategoricalCrossEntropy, [1, 0]],
    [
      categoricalCrossEntropy,
      [
        [0, 1],
        [1, 0],
      ],
    ],
  ] as const) {
    const asked = { input: [[1], [-1]], target: target as never, loss, parameter: "w1" };
    const explanation = explain(network, asked);
    expect(explanation.check.verdict).toBe("right");
    const [, ...formulas] = explanation.forward.map(({ symbol, formula }) => [symbol, formula]).reverse();
    expect(explanation.forward.at(-1)!.formula).toBe(
      "(-(t1 * log(o1) + t2 * log(o2)) + (-(t3 * log(o3) + t4 * log(o4)))) / 2",
    );
    expect(formulas[0]).toEqual(["o4", "exp(h4) / (exp(h3) + exp(h4))"]);
    expect(explanation.given.filter(({ symbol }) => symbol.startsWith("t")).map(({ value }) => value)).toEqual([
      ...[0, 1, 1, 0],
    ]);
    expect(toText(explanation)).toContain("L = (−(t1 · ln(o1) + t2 · ln(o2)) + (−(t3 · ln(o3) + t4 · ln(o4)))) / 2");
  }
});

describe("a loss that is defined elsewhere by the formula of a row", () => {
  const { formula } = sparseCategoricalCrossEntropy;
  const own = defineLoss({
    name: "own",
    formula: { ...formula!, oneHot: true, lastAxis: true },
    value: ["chosen = sum(index == t ? p : 0)", "value = -log(min(max(chosen, 1e-12), 1 - 1e-12))"],
    gradient: ["q = min(max(p, 1e-12), 1 - 1e-12)", "gradient = index == t ? -1 / q / batch : 0"],
    refuses: ["t > size - 1"],
  });
  const example = (random: () => number, size: number) => ({
    prediction: Array.from({ length: size }, () => uniform(random, 0.1, 0.9)),
    target: Array.from({ length: 1 }, () => Math.floor(size * random())),
  });

  test.each(lossContract(own, { example, sizes: [2, 3] }))("$name", ({ run }) => run());

  test("learns from sequences what ours does, to the bit", async () => {
    const fitted = async (loss: Loss): Promise<unknown> => {
      const layers = [new LSTM(3, 3, { returnSequences: true }), new Activate(softmax)];
      const network = new Sequential(layers, { inputShape: [STEPS, CLASSES], seed: 3 });
      const options = { loss, optimizer: new SGD({ learningRate: 0.5 }), epochs: 20, batchSize: 2 };
      const { reports } = await network.fit({ inputs: logits, targets: labels }, options);
      return [network.getParameters(), reports];
    };
    expect(await fitted(own)).toEqual(await fitted(sparseCategoricalCrossEntropy));
  });

  test("refuses, by its name, what it has no meaning for", () => {
    const predictions = { predictions: logits[0]!, targets: [3, 0, 1, 2] };
    expect(() => lossOf(own, predictions)).toThrow("own refuses t > size - 1.");
  });
});

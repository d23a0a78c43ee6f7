import { lossOf, Sequential } from "@nn/core";
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
import { describe, expect, test } from "vitest";
import { CLASSES, labels, logits, mean, measured, oneHot, probabilities, STEPS } from "./sequences.js";

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

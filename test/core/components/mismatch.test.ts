import { DataError, OptionError, Sequential } from "@nn/core";
import type { Activation, Layer, Loss, Metric } from "@nn/core/component";
import { Activate, Dense, identity, relu, sigmoid, softmax, tanh } from "@nn/layers";
import {
  accuracy,
  binaryAccuracy,
  binaryAccuracyFromLogits,
  binaryCrossEntropy,
  binaryCrossEntropyFromLogits,
  binaryFocalCrossEntropy,
  categoricalCrossEntropy,
  categoricalCrossEntropyFromLogits,
  contrastive,
  hinge,
  kullbackLeiblerDivergence,
  meanAbsoluteError,
  meanSquaredError,
  poisson,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const data = {
  inputs: [[-2], [1], [3]],
  targets: [
    [1, 0],
    [0, 1],
    [1, 0],
  ],
};

const endingIn = (activation: Activation): Sequential => new Sequential([new Dense(1, 2, { activation })]);

/** Each of the ways that a figure comes into a training or an evaluation. */
const doors: Record<string, (network: Sequential, loss: Loss, metric?: Metric) => unknown> = {
  fit: (network, loss, metric) =>
    network.fit(data, { ...training(loss), epochs: 1, ...(metric && { metrics: { metric } }) }),
  trainer: (network, loss) => network.trainer(training(loss)),
  evaluate: (network, loss, metric) => network.evaluate(data, { loss, ...(metric && { metrics: { metric } }) }),
};

const training = (loss: Loss) => ({ loss, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 3 });

const activations = { identity, relu, sigmoid, softmax, tanh };

/** The activations that a network may end in for each figure. */
const losses: readonly [Loss, readonly (keyof typeof activations)[]][] = [
  [meanSquaredError, ["identity", "relu", "sigmoid", "softmax", "tanh"]],
  [binaryCrossEntropy, ["sigmoid"]],
  [binaryFocalCrossEntropy(), ["sigmoid"]],
  [binaryCrossEntropyFromLogits, ["identity"]],
  [categoricalCrossEntropy, ["softmax"]],
  [categoricalCrossEntropyFromLogits, ["identity"]],
  [kullbackLeiblerDivergence, ["softmax"]],
  [poisson, ["relu", "sigmoid", "softmax"]],
  [contrastive(), ["relu", "sigmoid", "softmax"]],
];
const metrics: readonly [Metric, readonly (keyof typeof activations)[]][] = [
  [accuracy, ["identity", "relu", "sigmoid", "softmax", "tanh"]],
  [meanAbsoluteError, ["identity", "relu", "sigmoid", "softmax", "tanh"]],
  [binaryAccuracy, ["sigmoid"]],
  [binaryAccuracyFromLogits, ["identity"]],
];

describe("a figure takes the outputs that it is made for, and refuses others", () => {
  for (const [ending, activation] of Object.entries(activations)) {
    test(`at the end of a network with ${ending}`, () => {
      for (const [loss, right] of losses) {
        for (const [door, open] of Object.entries(doors)) {
          const attempt = () => open(endingIn(activation), loss);
          if (right.includes(ending as never)) expect(attempt, `${loss.name} in ${door}`).not.toThrow();
          else expect(attempt, `${loss.name} in ${door}`).toThrow(OptionError);
        }
      }
      for (const [metric, right] of metrics) {
        for (const door of ["fit", "evaluate"]) {
          const attempt = () => doors[door]!(endingIn(activation), meanSquaredError, metric);
          if (right.includes(ending as never)) expect(attempt, `${metric.name} in ${door}`).not.toThrow();
          else expect(attempt, `${metric.name} in ${door}`).toThrow(OptionError);
        }
      }
    });
  }
});

test("a loss of both signs refuses outputs that can't reach -1", () => {
  const evaluate = (activation: Activation) => () =>
    endingIn(activation).evaluate({ inputs: [[1]], targets: [[-1, 1]] }, { loss: hinge });
  for (const activation of [identity, tanh]) expect(evaluate(activation)).not.toThrow();
  for (const activation of [relu, softmax]) expect(evaluate(activation)).toThrow(OptionError);
  expect(evaluate(sigmoid)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: hinge takes numbers of both signs, for targets of -1 and 1, but layer 0, Dense(1 → 2, sigmoid), the last one, gives numbers from 0 to 1. End the network in identity or tanh. If it is meant: { allowMismatch: true }.]`,
  );
});

describe("the refusal says what to change", () => {
  const refusal = (activation: Activation, loss: Loss, metric?: Metric) => () =>
    doors.evaluate!(endingIn(activation), loss, metric);

  test("softmax or sigmoid before a loss from logits", () => {
    expect(refusal(softmax, categoricalCrossEntropyFromLogits)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: categoricalCrossEntropyFromLogits takes logits, which can be any numbers, but layer 0, Dense(1 → 2, softmax), the last one, gives numbers from 0 to 1 that sum to 1. End the network in identity, or use categoricalCrossEntropy on probabilities. If it is meant: { allowMismatch: true }.]`,
    );
    expect(refusal(sigmoid, binaryCrossEntropyFromLogits)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: binaryCrossEntropyFromLogits takes logits, which can be any numbers, but layer 0, Dense(1 → 2, sigmoid), the last one, gives numbers from 0 to 1. End the network in identity, or use binaryCrossEntropy on probabilities. If it is meant: { allowMismatch: true }.]`,
    );
    expect(refusal(relu, binaryCrossEntropyFromLogits)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: binaryCrossEntropyFromLogits takes logits, which can be any numbers, but layer 0, Dense(1 → 2, relu), the last one, gives numbers of at least 0. End the network in identity, or use binaryCrossEntropy on probabilities. If it is meant: { allowMismatch: true }.]`,
    );
  });

  test("outputs that don't sum to 1 under a loss about classes", () => {
    expect(refusal(sigmoid, categoricalCrossEntropy)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: categoricalCrossEntropy takes probabilities that sum to 1, but layer 0, Dense(1 → 2, sigmoid), the last one, gives numbers from 0 to 1. End the network in softmax, or use categoricalCrossEntropyFromLogits on the weighted sums. For classes that don't exclude each other there is binaryCrossEntropy. If it is meant: { allowMismatch: true }.]`,
    );
  });

  test("outputs of a softmax under a figure about each by itself", () => {
    expect(refusal(softmax, binaryCrossEntropy)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: binaryCrossEntropy takes probabilities, each by itself, but layer 0, Dense(1 → 2, softmax), the last one, gives numbers from 0 to 1 that sum to 1. End the network in sigmoid, or use binaryCrossEntropyFromLogits on the weighted sums. One class of several: categoricalCrossEntropy. If it is meant: { allowMismatch: true }.]`,
    );
    expect(refusal(softmax, meanSquaredError, binaryAccuracy)).toThrow(/One class of several: accuracy\./);
    const one = new Sequential([new Dense(1, 1, { activation: softmax })]);
    const evaluate = (allowMismatch: boolean) =>
      one.evaluate({ inputs: [1], targets: [0] }, { loss: binaryCrossEntropy, allowMismatch }).loss;
    expect(() => evaluate(false)).toThrow(OptionError);
    expect(evaluate(true)).toBeGreaterThan(27);
  });

  test("outputs that are no probabilities", () => {
    expect(refusal(identity, binaryCrossEntropy)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: binaryCrossEntropy takes probabilities, each by itself, but layer 0, Dense(1 → 2, identity), the last one, gives any numbers. End the network in sigmoid, or use binaryCrossEntropyFromLogits on the weighted sums. One class of several: categoricalCrossEntropy. If it is meant: { allowMismatch: true }.]`,
    );
    expect(refusal(tanh, binaryCrossEntropy)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: binaryCrossEntropy takes probabilities, each by itself, but layer 0, Dense(1 → 2, tanh), the last one, gives numbers from -1 to 1. End the network in sigmoid, or use binaryCrossEntropyFromLogits on the weighted sums. One class of several: categoricalCrossEntropy. If it is meant: { allowMismatch: true }.]`,
    );
    expect(refusal(identity, meanSquaredError, binaryAccuracy)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: binaryAccuracy takes probabilities, each by itself, but layer 0, Dense(1 → 2, identity), the last one, gives any numbers. End the network in sigmoid, or use binaryAccuracyFromLogits on the weighted sums. One class of several: accuracy. If it is meant: { allowMismatch: true }.]`,
    );
  });
});

test("a softmax of one output is refused under any figure", () => {
  const one = new Sequential([new Dense(1, 1, { activation: softmax })]);
  const numbers = { inputs: [1, 2, 3], targets: [0, 1, 0] };
  for (const loss of [meanSquaredError, categoricalCrossEntropy]) {
    expect(() => one.evaluate(numbers, { loss })).toThrow(OptionError);
    expect(() => one.trainer(training(loss))).toThrow(OptionError);
    expect(() => one.trainer({ ...training(loss), allowMismatch: true })).not.toThrow();
  }
  expect(() => one.fit(numbers, { ...training(meanSquaredError), epochs: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Layer 0, Dense(1 → 1, softmax), has one unit, and gives 1 whatever comes in, as its numbers always add up to that. For one output, end the network in sigmoid; or give it a unit for each class. If it is meant: { allowMismatch: true }.]`,
  );
});

describe("labels of two classes that the last layer can't give are refused", () => {
  const fitted = (activation: Activation, labels: number[], allowMismatch = false) => {
    const network = new Sequential([new Dense(1, 1, { activation })], { seed: 1 });
    const options = { ...training(meanSquaredError), epochs: 1, allowMismatch, onWarning: () => {} };
    return network.fit({ inputs: labels.map((_, i) => i), targets: labels }, options);
  };

  test("with what to encode them as", async () => {
    await expect(fitted(sigmoid, [-1, 1, 1])).rejects.toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets are all -1 or 1, but layer 0, Dense(1 → 1, sigmoid), the last one, gives numbers from 0 to 1, and never -1. Encode them as 0 and 1, or end the network in tanh. If it is meant: { allowMismatch: true }.]`,
    );
    await expect(fitted(relu, [-5, 5, 5])).rejects.toThrowErrorMatchingInlineSnapshot(
      `[DataError: The targets are all -5 or 5, but layer 0, Dense(1 → 1, relu), the last one, gives numbers of at least 0, and never -5. End the network in identity. If it is meant: { allowMismatch: true }.]`,
    );
    await expect(fitted(sigmoid, [1, 2, 1])).rejects.toThrow(DataError);
  });

  test("unless it is meant, or there are others", async () => {
    expect((await fitted(sigmoid, [-1, 1, 1], true)).warnings[0]!.kind).toBe("unreachable targets");
    expect((await fitted(sigmoid, [-1, 0.5, 1])).warnings[0]!.kind).toBe("unreachable targets");
    expect((await fitted(sigmoid, [-1, 1])).warnings[0]!.kind).toBe("unreachable targets");
    for (const activation of [tanh, identity]) {
      const { warnings } = await fitted(activation, [-1, 1, 1]);
      expect(warnings.map(({ kind }) => kind)).not.toContain("unreachable targets");
    }
  });
});

test("allowMismatch does it all the same", async () => {
  const network = endingIn(softmax);
  const loss = categoricalCrossEntropyFromLogits;
  const history = await network.fit(data, { ...training(loss), epochs: 1, allowMismatch: true });
  expect(history.stopped).toBe("finished");
  expect(network.trainer({ ...training(loss), allowMismatch: true }).step(data.inputs, data.targets)).toBeGreaterThan(
    0,
  );
  const options = { loss, metrics: { accuracy: binaryAccuracyFromLogits }, allowMismatch: true };
  expect(network.evaluate(data, options).accuracy).toBe(0.5);
  expect(() => network.evaluate(data, { loss, allowMismatch: 1 as never })).toThrow(
    /allowMismatch must be true or false/,
  );
});

describe("what is compared are the numbers that components state", () => {
  const scaled = (outputRange?: Layer["outputRange"]): Layer => {
    const inner = new Activate(identity);
    return {
      name: "Scaled",
      keepsShape: true,
      ...(outputRange !== undefined && { outputRange }),
      outputShape: (shape) => shape,
      parameters: () => ({}),
      saved: () => ({}),
      forward: (frame) => inner.forward(frame as never),
      backward: (frame) => inner.backward(frame as never),
    };
  };
  const network = (outputRange?: Layer["outputRange"]) =>
    new Sequential([new Dense(1, 2, { activation: sigmoid }), scaled(outputRange)]);

  test("of a last layer from outside, whatever comes before it", () => {
    expect(() => network().evaluate(data, { loss: binaryCrossEntropyFromLogits })).not.toThrow();
    expect(() => network().evaluate(data, { loss: categoricalCrossEntropy })).not.toThrow();
    const within = network({ least: 0.25, most: 0.75 });
    expect(() => within.evaluate(data, { loss: binaryCrossEntropy })).not.toThrow();
    expect(() => within.evaluate(data, { loss: categoricalCrossEntropy })).toThrow(/numbers from 0.25 to 0.75\./);
    expect(() => network({ least: -Infinity, most: 1 }).evaluate(data, { loss: binaryCrossEntropy })).toThrow(
      /layer 1, Scaled, the last one, gives numbers of at most 1\./,
    );
    expect(() => network({ least: 0, most: 1, sum: 2 }).evaluate(data, { loss: categoricalCrossEntropy })).toThrow(
      /gives numbers from 0 to 1 that sum to 2\./,
    );
  });

  test("of a loss from outside", () => {
    const angles: Loss = {
      ...meanSquaredError,
      name: "angles",
      predictions: { what: "angles", range: { least: -1, most: 1 }, remedy: "End the network in tanh." },
    };
    expect(() => endingIn(tanh).evaluate(data, { loss: angles })).not.toThrow();
    expect(() => endingIn(identity).evaluate(data, { loss: angles })).toThrow(
      "angles takes angles, but layer 0, Dense(1 → 2, identity), the last one, gives any numbers. End the network in tanh.",
    );
  });

  test("and a range that isn't one is refused where the network is built", () => {
    for (const range of [{ least: 1, most: 0 }, { least: "0", most: Number.NaN }, null, {}, "any", []]) {
      expect(() => network(range as never), JSON.stringify(range)).toThrow(OptionError);
    }
    expect(() => network({ least: 1, most: 0 })).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: layer 1, Scaled, has an outputRange, which must be { least, most } with least no larger than most, but is { least: 1, most: 0 }.]`,
    );
  });
});

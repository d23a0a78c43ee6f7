import { Sequential } from "@nn/core";
import type { Activation, Layer } from "@nn/core/component";
import { Add, Concatenate, Dense, Dropout, Flatten, identity, Reshape, softmax } from "@nn/layers";
import {
  binaryAccuracy,
  categoricalCrossEntropy,
  huber,
  meanSquaredError,
  metricOf,
  sparseCategoricalCrossEntropyFromLogits,
  WeightedLosses,
} from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

describe("a loss is compared with the layer that gives its output", () => {
  const shapes = { rating: [2], genre: [3] } as const;
  const fromLogits = new WeightedLosses(shapes, {
    rating: { loss: meanSquaredError },
    genre: { loss: sparseCategoricalCrossEntropyFromLogits },
  });
  const ofProbabilities = new WeightedLosses(shapes, {
    rating: { loss: meanSquaredError },
    genre: { loss: categoricalCrossEntropy },
  });
  const rating = [new Dense<number, number>(2, 2, { activation: identity })];
  const genre = (activation: Activation) => new Dense<number, number>(2, 3, { activation });
  const genre5 = (activation: Activation): Layer => new Dense<number, number>(2, 5, { activation });
  const refusal = (layers: readonly Layer[], losses: WeightedLosses, options = {}): string | undefined => {
    const network = new Sequential(layers, { inputShape: [2] });
    try {
      network.trainer({ loss: losses, optimizer: new SGD({ learningRate: 0.1 }), batchSize: 1, ...options });
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each<[string, readonly Layer[], string]>([
    ["behind a Concatenate", [new Concatenate(rating, [genre(softmax)])], "layer 0.branch1.0"],
    [
      "behind layers that pass numbers on",
      [new Concatenate(rating, [genre(softmax), new Reshape([3, 1]), new Flatten()]), new Dropout(0.5)],
      "layer 0.branch1.0",
    ],
    [
      "before a Concatenate that passes it on",
      [genre(softmax), new Concatenate([new Dense<number, number>(3, 2)], [new Dropout(0.1)])],
      "layer 0",
    ],
  ])("%s", (_, layers, place) => {
    const message = refusal(layers, fromLogits);
    expect(message).toContain(
      `of "genre" takes logits, which can be any numbers, but ${place}, Dense(2 → 3, softmax), the last one, gives `,
    );
    expect(message).toContain("{ allowMismatch: true }");
    expect(refusal(layers, fromLogits, { allowMismatch: true })).toBeUndefined();
  });

  test("what goes together, or isn't known, passes", () => {
    expect(refusal([new Concatenate(rating, [genre(softmax)])], ofProbabilities)).toBeUndefined();
    expect(refusal([new Concatenate(rating, [genre(identity)])], fromLogits)).toBeUndefined();
    expect(refusal([new Dense(2, 5, { activation: identity })], fromLogits)).toBeUndefined();
    expect(refusal([new Add([genre5(softmax)], [genre5(softmax)])], fromLogits)).toBeUndefined();
    expect(refusal([new Concatenate(rating, [genre(identity)])], ofProbabilities)).toContain('of "genre" takes ');
  });

  test("a part of a row that adds up to 1 doesn't, and a row of one number is constant", () => {
    expect(refusal([genre5(softmax)], ofProbabilities)).toContain('categoricalCrossEntropy of "genre" takes ');
    const one = new WeightedLosses({ rating: [2], sure: [1] }, { rating: { loss: huber() }, sure: { loss: huber() } });
    const layers = [new Concatenate(rating, [new Dense(2, 1, { activation: softmax })])];
    expect(refusal(layers, one)).toContain("Layer 0.branch1.0, Dense(2 → 1, softmax), has one unit");
  });

  test("a metric of one output as well", () => {
    const network = new Sequential([new Concatenate(rating, [genre(identity)])], { inputShape: [2] });
    const metrics = { right: metricOf(fromLogits, "rating", binaryAccuracy) };
    const data = { inputs: [[1, 2]], targets: [[0, 1, 2]] };
    expect(() => network.evaluate(data, { loss: fromLogits, metrics })).toThrow('binaryAccuracy of "rating" takes ');
  });
});

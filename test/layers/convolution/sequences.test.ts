import { OptionError, Sequential, ShapeError } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";
import { AveragePooling1D, Conv1D, GlobalMaxPooling1D, MaxPooling1D, Reshape } from "@nn/layers";
import { expect, test } from "vitest";

const stack = (layer: Layer, inputShape: Shape) => () => new Sequential([layer] as readonly Layer[], { inputShape });

test("sequences are as long as a window, unless it may go over the ends", () => {
  expect(stack(new MaxPooling1D(5), [3, 2])).toThrow(ShapeError);
  expect(stack(new MaxPooling1D(5), [3, 2])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, MaxPooling1D(5): the sequences must be at least as long as the window, 5, but have 3 steps. Take a smaller window, or padding: "same".]`,
  );
  expect(stack(new AveragePooling1D(5, { padding: "same" }), [3, 2])().stack.outputShape).toEqual([1, 2]);
  expect(stack(new GlobalMaxPooling1D(), [3, 2, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, GlobalMaxPooling1D, takes [steps, features], but the network's inputShape gives [3, 2, 1]. Write { inputShape: [steps, features] }.]`,
  );
  expect(() => new MaxPooling1D(2).outputShape([3] as never)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: the sequences must be [steps, features], but are [3].]`,
  );
});

test.each([0, 1.5, "2", [2], undefined])("%j is no size of a window of steps", (size) => {
  expect(() => new MaxPooling1D(size as number)).toThrow(OptionError);
  expect(() => new AveragePooling1D(2, { strides: (size ?? null) as number })).toThrow(OptionError);
});

test("the padding of a pooling is one of two words", () => {
  expect(() => new MaxPooling1D(2, { padding: "causal" as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: MaxPooling1D: padding must be "valid" or "same", but is "causal".]`,
  );
});

/** Each output by its definition: what the kernel sees of the steps, from `start` on. */
test.each([
  { padding: "valid", strides: 2, start: 0, places: 2 },
  { padding: "same", strides: 1, start: -1, places: 6 },
  { padding: "causal", strides: 1, start: -2, places: 6 },
  { padding: "causal", strides: 2, start: -2, places: 3 },
] as const)("a convolution of sequences, $padding, strides $strides", ({ padding, strides, start, places }) => {
  const network = new Sequential([new Conv1D(2, 2, { kernelSize: 3, padding, strides })], {
    inputShape: [6, 2],
    seed: 1,
  });
  const { "0.weight": w, "0.bias": b } = network.getParameters() as Record<string, number[]>;
  const x = Array.from({ length: 6 }, (_, t) => [Math.sin(t), Math.cos(2 * t)]);
  const predicted = network.predict(x as never) as unknown as number[][];
  expect(predicted).toHaveLength(places);
  for (const [p, row] of predicted.entries()) {
    for (const f of [0, 1]) {
      let sum = b![f]!;
      for (let i = 0; i < 3; i++) {
        for (const c of [0, 1]) sum += (x[p * strides + start + i]?.[c] ?? 0) * w![(i * 2 + c) * 2 + f]!;
      }
      expect(row[f]).toBeCloseTo(sum, 14);
    }
  }
});

test("the padding of a convolution of sequences is one of three words", () => {
  expect(() => new Conv1D(1, 1, { kernelSize: 2, padding: "full" as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv1D: padding must be "valid", "same" or "causal", but is "full".]`,
  );
  expect(() => new Conv1D(1, 1, { kernelSize: [2] as never })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv1D: kernelSize must be a whole number of at least 1, but is an array of 1.]`,
  );
});

test.each([[[2, -1, -1]], [[0, 2]], [[1.5]], ["2"], [[-2]], [12], [undefined], [[2, "3"]]])(
  "%j is no shape",
  (shape) => {
    expect(() => new Reshape(shape as never)).toThrow(OptionError);
    expect(() => new Reshape(shape as never)).toThrow("Reshape");
  },
);

test("an input has as many numbers as its new shape", () => {
  expect(stack(new Reshape([2, 3]), [2, 4])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Reshape([2, 3]): an input must have 6 numbers, but [2, 4] has 8.]`,
  );
  expect(stack(new Reshape([-1, 3]), [2, 4])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Reshape([-1, 3]): an input must have a multiple of 3 numbers, but [2, 4] has 8.]`,
  );
  expect(stack(new Reshape([-1, 3]), [2, 6])().stack.outputShape).toEqual([4, 3]);
});

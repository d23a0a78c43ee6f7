import { OptionError, Sequential, ShapeError } from "@nn/core";
import { type Layer, resolveStack, type Shape } from "@nn/core/component";
import { Conv2D, type Conv2DOptions, Dense, Flatten, MaxPooling2D } from "@nn/layers";
import { expect, test } from "vitest";

const stack = (layers: readonly Layer[], inputShape?: Shape) => () =>
  new Sequential<readonly Layer[]>(layers, inputShape && { inputShape });
const conv = (options: unknown) => () => new Conv2D(1, 2, options as Conv2DOptions);

test("images have the shape that they are convolved in", () => {
  const layers = [new Conv2D(3, 8, { kernelSize: 3 })];
  expect(stack(layers, [28, 28])).toThrow(ShapeError);
  expect(stack(layers, [28, 28])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Conv2D(3 → 8, 3 × 3), takes [height, width, 3], but the network's inputShape gives [28, 28]. Write { inputShape: [height, width, 3] }.]`,
  );
  expect(stack(layers, [28, 28, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Conv2D(3 → 8, 3 × 3), takes [height, width, 3], but the network's inputShape gives [28, 28, 1]. Make the two equal.]`,
  );
  expect(stack(layers, [3, 28, 28])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Conv2D(3 → 8, 3 × 3), takes [height, width, 3], but the network's inputShape gives [3, 28, 28]. Make the two equal.]`,
  );
  expect(stack([new Conv2D(1, 8, { kernelSize: 3 })], [28, 28])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Conv2D(1 → 8, 3 × 3), takes [height, width, 1], but the network's inputShape gives [28, 28]. Write { inputShape: [28, 28, 1] }.]`,
  );
  expect(stack([new Conv2D(1, 8, { kernelSize: 3 })])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Conv2D(1 → 8, 3 × 3), doesn't know the shape of its input. Give it to the network: new Sequential(layers, { inputShape: [height, width, 1] }).]`,
  );
  expect(stack([new MaxPooling2D(2)])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, MaxPooling2D(2 × 2), doesn't know the shape of its input. Give it to the network: new Sequential(layers, { inputShape: [height, width, channels] }).]`,
  );
  // By itself, without a network that looks first.
  expect(() => new Conv2D(3, 8, { kernelSize: 3 }).outputShape([28, 28] as never)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: the images must be [height, width, 3], but are [28, 28].]`,
  );
  expect(stack([new MaxPooling2D(2)], [784])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, MaxPooling2D(2 × 2), takes [height, width, channels], but the network's inputShape gives [784]. Write { inputShape: [height, width, channels] }.]`,
  );
  expect(stack([new Dense(2, 4), new Conv2D(1, 8, { kernelSize: 3 })])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Conv2D(1 → 8, 3 × 3), takes [height, width, 1], but layer 0, Dense(2 → 4, sigmoid), gives [4]. Write { inputShape: [height, width, 2] }, and let layer 0, Dense(2 → 4, sigmoid), give 1.]`,
  );
});

test("a window is no larger than the image, unless it may go over the edge", () => {
  expect(stack([new Conv2D(1, 2, { kernelSize: 5 })], [5, 4, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, Conv2D(1 → 2, 5 × 5): the images must be at least as large as the kernel, 5 × 5, but are [5, 4, 1]. Take a smaller kernel, or padding: "same".]`,
  );
  expect(stack([new MaxPooling2D([3, 1])], [2, 9, 4])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 0, MaxPooling2D(3 × 1): the images must be at least as large as the window, 3 × 1, but are [2, 9, 4]. Take a smaller window, or padding: "same".]`,
  );
  expect(resolveStack([new Conv2D(1, 2, { kernelSize: 5, padding: "same" })], [5, 4, 1]).outputShape).toEqual([
    5, 4, 2,
  ]);
});

test("what follows has to take what comes", () => {
  const layers = [new Conv2D(1, 2, { kernelSize: 3 }), new Dense(8, 1)];
  expect(stack(layers, [4, 4, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: layer 1, Dense(8 → 1, sigmoid), takes 8 inputs, but layer 0, Conv2D(1 → 2, 3 × 3), gives 2×2×2. Put a Flatten before it, which gives 8 numbers.]`,
  );
  expect(resolveStack([layers[0]!, new Flatten(), layers[1]!], [4, 4, 1]).outputShape).toEqual([1]);
});

test("settings are what they are said to be", () => {
  for (const wrong of [
    undefined,
    3,
    {},
    { kernelSize: 0 },
    { kernelSize: [3] },
    { kernelSize: "3" },
    { kernelSize: [3, 1.5] },
    { kernelSize: 3, stride: 2 },
    { kernelSize: 3, strides: [0, 1] },
    { kernelSize: 3, padding: "full" },
    { kernelSize: 3, activation: "relu" },
    { kernelSize: 3, useBias: 1 },
  ]) {
    expect(conv(wrong)).toThrow(OptionError);
  }
  expect(conv(3)).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D takes its options as one object, { kernelSize, strides, padding, dilation, groups, activation, weightInitializer, biasInitializer, useBias }, but got 3.]`,
  );
  expect(conv({})).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D: kernelSize must be a whole number, or two of them as in [3, 3], down and across, but is undefined.]`,
  );
  expect(conv({ kernelSize: [3] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D: kernelSize must be a whole number, or two of them as in [3, 3], down and across, but is an array of 1.]`,
  );
  expect(conv({ kernelSize: 3, stride: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D has no option "stride". Did you mean "strides"?]`,
  );
  expect(conv({ kernelSize: 3, padding: "full" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D: padding must be "valid" or "same", but is "full".]`,
  );
  expect(() => new Conv2D(0, 2, { kernelSize: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D: the number of channels must be a whole number of at least 1, but is 0.]`,
  );
  expect(() => new MaxPooling2D(2, { padding: "none" as "same" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: MaxPooling2D: padding must be "valid" or "same", but is "none".]`,
  );
  expect(() => new MaxPooling2D([2, -1])).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: MaxPooling2D: poolSize[1] must be a whole number of at least 1, but is -1.]`,
  );
});

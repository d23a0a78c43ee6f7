import { fromTensorFlowJs } from "@nn/formats";
import { expect, test } from "vitest";
import { file, input, layer } from "./made.js";

const CONVOLUTION = { filters: 4, kernel_size: 2, groups: 2, ...input(3, 3, 2) };
/** The pixels of two channels, 1 to 9 and ten times that. */
const IMAGE = Float64Array.from({ length: 18 }, (_, i) => (Math.floor(i / 2) + 1) * (i % 2 === 0 ? 1 : 10));
const SPECS = [
  { name: "a/kernel", shape: [2, 2, 1, 4], dtype: "float32" },
  { name: "a/bias", shape: [4], dtype: "float32" },
];
/** A row for each tap: two filters of the first channel, and two of the second one. */
const KERNEL = [
  [1, 1, 1, 0],
  [0, 10, 1, 0],
  [0, 100, 1, 0],
  [0, 1000, 1, 1],
];
const BIAS = [0.5, 0, 0, -90];

test.each([
  // The corners, 1, 3, 7 and 9, and ten times that.
  { dilation_rate: [2, 2], expected: [1.5, 1 + 30 + 700 + 9000, 10 + 30 + 70 + 90, 0] },
  { dilation_rate: 2, expected: [1.5, 9731, 200, 0] },
  // The first and the last row, two pixels of each at a time.
  { dilation_rate: [2, 1], expected: [1.5, 8721, 180, -10, 2.5, 9832, 220, 0] },
])("a kernel in two groups with a dilation of $dilation_rate", ({ dilation_rate, expected }) => {
  const weights = [...KERNEL.flat(), ...BIAS];
  const network = fromTensorFlowJs(file([layer("Conv2D", { ...CONVOLUTION, dilation_rate })], SPECS, weights));
  expect(Array.from(network.predict(IMAGE))).toEqual(expected);
});

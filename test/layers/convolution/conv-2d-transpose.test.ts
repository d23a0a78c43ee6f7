import { Sequential } from "@nn/core";
import { Conv2DTranspose } from "@nn/layers";
import { expect, test } from "vitest";

/** Each pixel's kernel is laid over the output, which is cut off where it must be smaller. */
function scattered(
  image: readonly number[],
  weight: readonly number[],
  bias: readonly number[],
  sizes: readonly [height: number, width: number, channels: number, filters: number],
  kernel: readonly [number, number],
  strides: readonly [number, number],
  output: readonly [height: number, width: number],
): number[] {
  const [height, width, channels, filters] = sizes;
  const reach = [0, 1].map((axis) => (sizes[axis]! - 1) * strides[axis]! + kernel[axis]!);
  const before = [0, 1].map((axis) => Math.max(0, Math.floor((reach[axis]! - output[axis]!) / 2)));
  const out = Array.from({ length: output[0] * output[1] * filters }, (_, i) => bias[i % filters]!);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < kernel[0]; i++) {
        for (let j = 0; j < kernel[1]; j++) {
          const [v, u] = [y * strides[0] + i - before[0]!, x * strides[1] + j - before[1]!];
          if (v < 0 || v >= output[0] || u < 0 || u >= output[1]) continue;
          for (let f = 0; f < filters; f++) {
            for (let c = 0; c < channels; c++) {
              const w = weight[((i * kernel[1] + j) * filters + f) * channels + c]!;
              out[(v * output[1] + u) * filters + f]! += image[(y * width + x) * channels + c]! * w;
            }
          }
        }
      }
    }
  }
  return out;
}

test.each([
  { sizes: [2, 3, 2, 3], kernel: [3, 2], strides: [1, 1], padding: "valid", output: [4, 4] },
  { sizes: [2, 3, 1, 2], kernel: [3, 4], strides: [2, 3], padding: "valid", output: [5, 10] },
  { sizes: [3, 2, 2, 1], kernel: [1, 2], strides: [3, 2], padding: "valid", output: [9, 4] },
  { sizes: [3, 3, 2, 2], kernel: [3, 4], strides: [2, 1], padding: "same", output: [6, 3] },
  { sizes: [2, 2, 1, 1], kernel: [1, 5], strides: [2, 2], padding: "same", output: [4, 4] },
] as const)("each pixel lays its kernel over the output: $sizes, $kernel, $strides, $padding", (row) => {
  const { sizes, kernel, strides, padding, output } = row;
  const [height, width, channels, filters] = sizes;
  const layer = new Conv2DTranspose<number, number>(channels, filters, { kernelSize: kernel, strides, padding });
  const network = new Sequential([layer], { inputShape: [height, width, channels], seed: 1 });
  expect(network.stack.outputShape).toEqual([...output, filters]);
  const { "0.weight": weight } = network.getParameters();
  const bias = Array.from({ length: filters }, (_, f) => f + 0.5);
  network.setParameters({ "0.weight": weight!, "0.bias": bias });
  const image = Array.from({ length: height * width * channels }, (_, i) => Math.sin(i + 1));
  const expected = scattered(image, weight!, bias, sizes, kernel, strides, output);
  const got = network.predict(Float64Array.from(image));
  expect(got.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 13);
});

test("images of another depth are refused", () => {
  const layer = new Conv2DTranspose<number, number>(3, 2, { kernelSize: 2 });
  expect(() => layer.outputShape([4, 4, 2])).toThrow("the images must be [height, width, 3], but are [4, 4, 2].");
});

import { OptionError, Sequential, ShapeError, seededRandom } from "@nn/core";
import { Conv1D, Conv2D, type Conv2DOptions, Conv2DTranspose, DepthwiseConv2D } from "@nn/layers";
import { expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";

const CASES = [
  { padding: "valid", strides: [1, 1], dilation: [2, 3], groups: 1 },
  { padding: "valid", strides: [2, 1], dilation: [1, 2], groups: 3 },
  { padding: "same", strides: [1, 1], dilation: [3, 2], groups: 3 },
  { padding: "same", strides: [2, 3], dilation: [2, 2], groups: 1 },
  { padding: "same", strides: [3, 2], dilation: [2, 4], groups: 3 },
] as const;
const [HEIGHT, WIDTH, CHANNELS, FILTERS] = [8, 9, 3, 6];
const [KERNEL_HEIGHT, KERNEL_WIDTH] = [3, 2];

/** How many places an axis has, and where its first window begins. */
function axis(padding: string, length: number, taps: number, stride: number, dilation: number): [number, number] {
  const reach = dilation * (taps - 1) + 1;
  if (padding === "valid") return [Math.floor((length - reach) / stride) + 1, 0];
  const places = Math.ceil(length / stride);
  return [places, -Math.floor(Math.max(0, (places - 1) * stride + reach - length) / 2)];
}

for (const backend of backends) {
  test.each(CASES)(`on ${backend.name}, each filter sums up what it sees of its group: $padding, %o`, (row) => {
    const { padding, strides, dilation, groups } = row;
    const options: Conv2DOptions = { kernelSize: [KERNEL_HEIGHT, KERNEL_WIDTH], padding, strides, dilation, groups };
    const network = new Sequential([new Conv2D(CHANNELS, FILTERS, options)], {
      ...{ inputShape: [HEIGHT, WIDTH, CHANNELS], backend, seed: 1 },
    });
    const bias = Array.from({ length: FILTERS }, (_, f) => f / 10);
    const { "0.weight": weight } = network.getParameters();
    network.setParameters({ "0.weight": weight!, "0.bias": bias });
    const random = seededRandom("gaps");
    const image = Float64Array.from({ length: HEIGHT * WIDTH * CHANNELS }, () => random() - 0.5);
    const [rows, top] = axis(padding, HEIGHT, KERNEL_HEIGHT, strides[0], dilation[0]);
    const [columns, left] = axis(padding, WIDTH, KERNEL_WIDTH, strides[1], dilation[1]);
    const [depth, width] = [CHANNELS / groups, FILTERS / groups];
    const expected: number[] = [];
    for (let place = 0; place < rows * columns; place++) {
      for (let f = 0; f < FILTERS; f++) {
        let sum = bias[f]!;
        for (let i = 0; i < KERNEL_HEIGHT; i++) {
          for (let j = 0; j < KERNEL_WIDTH; j++) {
            const y = top + Math.floor(place / columns) * strides[0] + i * dilation[0];
            const x = left + (place % columns) * strides[1] + j * dilation[1];
            if (y < 0 || x < 0 || y >= HEIGHT || x >= WIDTH) continue;
            for (let c = 0; c < depth; c++) {
              const seen = image[(y * WIDTH + x) * CHANNELS + Math.floor(f / width) * depth + c]!;
              sum += seen * weight![((i * KERNEL_WIDTH + j) * depth + c) * FILTERS + f]!;
            }
          }
        }
        expected.push(sum);
      }
    }
    const got = network.predict(image);
    expect(got.length).toBe(expected.length);
    for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 14);
  });
}

test("a causal kernel with gaps sees its own step and those so far before", () => {
  const network = new Sequential([new Conv1D(1, 1, { kernelSize: 3, dilation: 2, padding: "causal" })], {
    inputShape: [6, 1],
  });
  network.setParameters({ "0.weight": [100, 10, 1], "0.bias": [0] });
  expect(network.predict([[1], [2], [3], [4], [5], [6]])).toEqual([[1], [2], [13], [24], [135], [246]]);
});

// fan_in and fan_out of torch.nn.init and of keras.initializers, of kernels of these shapes.
test("weights are drawn for the fans that their shape says", () => {
  const { weight } = new Conv2D(4, 8, { kernelSize: 3, groups: 2 }).parameters();
  expect(weight).toMatchObject({ shape: [3, 3, 2, 8], fanIn: 18, fanOut: 72 });
  const { weight: ofSteps } = new Conv1D(4, 8, { kernelSize: 3, groups: 4 }).parameters();
  expect(ofSteps).toMatchObject({ shape: [3, 1, 8], fanIn: 3, fanOut: 24 });
  const { weight: ofEach } = new DepthwiseConv2D(4, { kernelSize: 3, multiplier: 2 }).parameters();
  expect(ofEach).toMatchObject({ shape: [3, 3, 1, 8], fanIn: 9, fanOut: 72 });
  const { weight: transposed } = new Conv2DTranspose(2, 5, { kernelSize: 3 }).parameters();
  expect(transposed).toMatchObject({ shape: [3, 3, 5, 2], fanIn: 45, fanOut: 18 });
});

test("groups divide channels and filters, and gaps leave room on the image", () => {
  expect(() => new Conv2D(4, 6, { kernelSize: 3, groups: 4 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv2D: groups must divide both the channels and the filters, but 4 doesn't divide the 6 filters. Take 2, or a number that divides it.]`,
  );
  expect(() => new Conv1D(3, 4, { kernelSize: 3, groups: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: Conv1D: groups must divide both the features and the filters, but 2 doesn't divide the 3 features. Take 1.]`,
  );
  expect(() => new Conv1D(9, 6, { kernelSize: 3, groups: 2 })).toThrow("divide the 9 features. Take 3, or a number");
  expect(() => new Conv2D(9, 6, { kernelSize: 3, groups: 4 })).toThrow(
    "divide the 9 channels or the 6 filters. Take 3,",
  );
  for (const wrong of [0, 1.5, "2", [1, 2, 3]]) {
    expect(() => new Conv2D(4, 4, { kernelSize: 3, dilation: wrong as number })).toThrow(OptionError);
    expect(() => new Conv1D(4, 4, { kernelSize: 3, groups: wrong as number })).toThrow(OptionError);
  }
  const wide = new Conv2D<number, number>(1, 1, { kernelSize: 3, dilation: 2 });
  expect(() => wide.outputShape([4, 5, 1])).toThrow(ShapeError);
  expect(() => wide.outputShape([4, 5, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: the images must be at least as large as the 5 × 5 that a kernel of 3 × 3 with a dilation of 2 × 2 reaches over, but are [4, 5, 1]. Take a smaller kernel, a smaller dilation, or padding: "same".]`,
  );
  const long = new Conv1D<number, number>(1, 1, { kernelSize: 3, dilation: 2 });
  expect(() => long.outputShape([4, 1])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: the sequences must be at least as long as the 5 that a kernel of 3 with a dilation of 2 reaches over, but have 4 steps. Take a smaller kernel, a smaller dilation, or padding: "same".]`,
  );
});

test("each channel has one filter unless another number is given", () => {
  expect(new DepthwiseConv2D(3, { kernelSize: 2 }).multiplier).toBe(1);
  expect(new DepthwiseConv2D(3, { kernelSize: 2, multiplier: 4 }).filters).toBe(12);
  for (const wrong of [null, 0, 1.5, "2"]) {
    expect(() => new DepthwiseConv2D(3, { kernelSize: 2, multiplier: wrong as number })).toThrow(
      "DepthwiseConv2D: multiplier must be a whole number of at least 1, but is",
    );
  }
  for (const wrong of [0, 3n, Symbol(), [3], new Array(2 ** 32 - 1)]) {
    expect(() => new DepthwiseConv2D(wrong as number, { kernelSize: 2 })).toThrow(
      "DepthwiseConv2D: the number of channels must be a whole number of at least 1, but is",
    );
  }
});

import { Sequential, seededRandom } from "@nn/core";
import type { Layer, Shape } from "@nn/core/component";
import { Conv2D, Flatten, MaxPooling2D } from "@nn/layers";
import { expect, test } from "vitest";
import { backends } from "../../contracts/backends.js";

type Image = number[][][];

const SIZES = [
  { inputShape: [5, 4, 1], kernelSize: [3, 3], strides: [1, 1] },
  { inputShape: [6, 7, 3], kernelSize: [2, 3], strides: [2, 3] },
  { inputShape: [4, 4, 2], kernelSize: [4, 1], strides: [1, 2] },
  { inputShape: [3, 3, 2], kernelSize: [1, 1], strides: [3, 3] },
] as const;
const FILTERS = 5;

/** An image in a frame of another number, as wide as Keras makes it for padding "same": the odd one is behind. */
function framed(image: Image, [kh, kw]: readonly number[], [sy, sx]: readonly number[], fill: number): Image {
  const around = (length: number, kernel: number, stride: number): readonly [number, number] => {
    const total = Math.max((Math.ceil(length / stride) - 1) * stride + kernel - length, 0);
    return [total >> 1, total - (total >> 1)];
  };
  const [height, width, channels] = [image.length, image[0]!.length, image[0]![0]!.length];
  const [top, bottom] = around(height, kh!, sy!);
  const [left, right] = around(width, kw!, sx!);
  const pixel = (y: number, x: number): number[] => image[y - top]?.[x - left] ?? Array(channels).fill(fill);
  return Array.from({ length: top + height + bottom }, (_, y) =>
    Array.from({ length: left + width + right }, (_, x) => pixel(y, x)),
  );
}

/** What a function says of each window of an image. */
function windows(
  image: Image,
  [kh, kw]: readonly number[],
  [sy, sx]: readonly number[],
  say: (window: Image) => number[],
): Image {
  const result: Image = [];
  for (let y = 0; y + kh! <= image.length; y += sy!) {
    const row: number[][] = [];
    for (let x = 0; x + kw! <= image[0]!.length; x += sx!) {
      row.push(say(image.slice(y, y + kh!).map((pixels) => pixels.slice(x, x + kw!))));
    }
    result.push(row);
  }
  return result;
}

function drawnImages([height, width, channels]: readonly [number, number, number]): Image[] {
  const random = seededRandom("images");
  const row = (): number[][] =>
    Array.from({ length: width }, () => Array.from({ length: channels }, () => random() - 0.5));
  return Array.from({ length: 5 }, () => Array.from({ length: height }, row));
}

function networkOf(layer: Layer, inputShape: Shape, backend: (typeof backends)[number]): Sequential {
  return new Sequential<readonly Layer[]>([layer], { inputShape, backend, seed: "known" });
}

const expectClose = (got: unknown, expected: readonly Image[]): void => {
  const [left, right] = [(got as Image[]).flat(3), expected.flat(3)];
  expect(left.length).toBe(right.length);
  for (const [i, value] of right.entries()) expect(Math.abs(left[i]! - value)).toBeLessThan(1e-14);
};

for (const backend of backends) {
  for (const padding of ["valid", "same"] as const) {
    test.each(SIZES)(
      `on ${backend.name}, ${padding}, a convolution of $inputShape by $kernelSize, strides $strides, is the sum over each window`,
      ({ inputShape, kernelSize, strides }) => {
        const [, , channels] = inputShape;
        const network = networkOf(new Conv2D(channels, FILTERS, { kernelSize, strides, padding }), inputShape, backend);
        const { "0.weight": weight, "0.bias": bias } = network.getParameters() as Record<string, number[]>;
        const biases = bias!.map((_, f) => f / 10);
        network.setParameters({ "0.weight": weight!, "0.bias": biases });
        const images = drawnImages(inputShape);
        const expected = images.map((image) =>
          windows(padding === "same" ? framed(image, kernelSize, strides, 0) : image, kernelSize, strides, (window) => {
            const seen = window.flat(2);
            return biases.map((b, f) => seen.reduce((sum, value, i) => sum + value * weight![i * FILTERS + f]!, b));
          }),
        );
        expectClose(network.predict(images), expected);
      },
    );

    test.each(SIZES)(
      `on ${backend.name}, ${padding}, pooling of $inputShape by $kernelSize, strides $strides, is the largest of each window`,
      ({ inputShape, kernelSize, strides }) => {
        const network = networkOf(new MaxPooling2D(kernelSize, { strides, padding }), inputShape, backend);
        const images = drawnImages(inputShape);
        const expected = images.map((image) =>
          windows(
            padding === "same" ? framed(image, kernelSize, strides, -Infinity) : image,
            kernelSize,
            strides,
            (window) => window[0]![0]!.map((_, c) => Math.max(...window.flat().map((pixel) => pixel[c]!))),
          ),
        );
        expectClose(network.predict(images), expected);
      },
    );
  }

  test(`on ${backend.name}, flattening leaves the numbers in their order`, () => {
    const network = networkOf(new Flatten(), [2, 2, 2], backend);
    expect(
      network.predict([
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
        ],
      ]),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
}

import { listOf, type RunOperator, zerosOf } from "./tensor.js";

/** A transposed convolution of images [examples, channels, height, width]: each pixel lays its kernel over the output. */
const transposed: RunOperator = ([image, weight, bias], node) => {
  const [examples, channels, height, width] = image!.shape as readonly [number, number, number, number];
  const [, filters, rows, columns] = weight!.shape as readonly [number, number, number, number];
  const [down, across] = listOf(node, "strides", [1, 1]) as readonly [number, number];
  const [top, left, bottom, right] = listOf(node, "pads", [0, 0, 0, 0]) as readonly [number, number, number, number];
  const [below, beside] = listOf(node, "output_padding", [0, 0]) as readonly [number, number];
  const outHeight = (height - 1) * down + rows + below - top - bottom;
  const outWidth = (width - 1) * across + columns + beside - left - right;
  const y = zerosOf([examples, filters, outHeight, outWidth]);
  const size = outHeight * outWidth;
  for (let i = 0; i < y.values.length; i++) y.values[i] = bias?.values[Math.floor(i / size) % filters] ?? 0;
  for (const [i, value] of image!.values.entries()) {
    const [pixel, map] = [i % (height * width), Math.floor(i / (height * width))];
    const [example, c] = [Math.floor(map / channels), map % channels];
    for (let f = 0; f < filters; f++) {
      for (let tap = 0; tap < rows * columns; tap++) {
        const v = Math.floor(pixel / width) * down + Math.floor(tap / columns) - top;
        const u = (pixel % width) * across + (tap % columns) - left;
        if (v < 0 || v >= outHeight || u < 0 || u >= outWidth) continue;
        const w = weight!.values[(c * filters + f) * rows * columns + tap]!;
        y.values[(example * filters + f) * size + v * outWidth + u]! += value * w;
      }
    }
  }
  return [y];
};

export const TRANSPOSED: Readonly<Record<string, RunOperator>> = { ConvTranspose: transposed };

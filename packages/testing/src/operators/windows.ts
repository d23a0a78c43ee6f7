import type { Arranged, StandardOperator } from "@nn/core/component";
import { listOf, type RunOperator, zerosOf } from "./tensor.js";

/** Goes through what a window sees of images [examples, channels, height, width], place by place. */
function overPlaces(
  image: Arranged,
  [kernelHeight, kernelWidth]: readonly number[],
  node: StandardOperator,
  visit: (example: number, place: number, seen: readonly (readonly [tap: number, pixel: number])[]) => void,
): readonly [height: number, width: number] {
  const [examples, , height, width] = image.shape as readonly [number, number, number, number];
  const [down, across] = listOf(node, "strides", [1, 1]) as readonly [number, number];
  const [top, left, bottom, right] = listOf(node, "pads", [0, 0, 0, 0]) as readonly [number, number, number, number];
  const [apartDown, apartAcross] = listOf(node, "dilations", [1, 1]) as readonly [number, number];
  const places = (padded: number, taps: number, apart: number, stride: number): number =>
    Math.floor((padded - (taps - 1) * apart - 1) / stride) + 1;
  const outHeight = places(top + height + bottom, kernelHeight!, apartDown, down);
  const outWidth = places(left + width + right, kernelWidth!, apartAcross, across);
  for (let place = 0; place < outHeight * outWidth; place++) {
    const seen: [number, number][] = [];
    for (let tap = 0; tap < kernelHeight! * kernelWidth!; tap++) {
      const y = Math.floor(place / outWidth) * down - top + Math.floor(tap / kernelWidth!) * apartDown;
      const x = (place % outWidth) * across - left + (tap % kernelWidth!) * apartAcross;
      if (y >= 0 && y < height && x >= 0 && x < width) seen.push([tap, y * width + x]);
    }
    for (let example = 0; example < examples; example++) visit(example, place, seen);
  }
  return [outHeight, outWidth];
}

const convolution: RunOperator = ([image, weight, bias], node) => {
  const [examples, channels, height, width] = image!.shape as readonly [number, number, number, number];
  const [filters, depth, ...kernel] = weight!.shape as readonly [number, number, number, number];
  const taps = kernel[0] * kernel[1];
  const sums = Array.from({ length: examples * filters }, (): number[] => []);
  const size = overPlaces(image!, kernel, node, (example, place, seen) => {
    for (let f = 0; f < filters; f++) {
      let sum = bias?.values[f] ?? 0;
      const first = Math.floor((f * (channels / depth)) / filters) * depth;
      for (const [tap, pixel] of seen) {
        for (let c = 0; c < depth; c++) {
          const of = (example * channels + first + c) * height * width + pixel;
          sum += image!.values[of]! * weight!.values[(f * depth + c) * taps + tap]!;
        }
      }
      sums[example * filters + f]![place] = sum;
    }
  });
  return [{ values: Float64Array.from(sums.flat()), shape: [examples, filters, ...size] }];
};

/** @param pool - What comes of the numbers that a window sees, and of how many it has room for. */
const pooling =
  (pool: (seen: readonly number[], node: StandardOperator, taps: number) => number): RunOperator =>
  ([image], node) => {
    const [examples, channels, height, width] = image!.shape as readonly [number, number, number, number];
    const kernel = listOf(node, "kernel_shape", []);
    const maps = Array.from({ length: examples * channels }, (): number[] => []);
    const size = overPlaces(image!, kernel, node, (example, place, seen) => {
      for (let c = 0; c < channels; c++) {
        const map = example * channels + c;
        const numbers = seen.map(([, pixel]) => image!.values[map * height * width + pixel]!);
        maps[map]![place] = pool(numbers, node, kernel[0]! * kernel[1]!);
      }
    });
    return [{ values: Float64Array.from(maps.flat()), shape: [examples, channels, ...size] }];
  };

/** The same of sequences [examples, channels, steps], as of images of one row. */
const alsoOfSequences =
  (run: RunOperator): RunOperator =>
  ([image, weight, bias], node) => {
    if (image?.shape.length !== 3) return run([image, weight, bias], node);
    const inRow = ({ values, shape }: Arranged): Arranged => ({ values, shape: [...shape.slice(0, 2), 1, shape[2]!] });
    const [before, behind] = listOf(node, "pads", [0, 0]) as readonly [number, number];
    const integers = {
      ...node.integers,
      kernel_shape: [1, ...listOf(node, "kernel_shape", [])],
      strides: [1, ...listOf(node, "strides", [1])],
      dilations: [1, ...listOf(node, "dilations", [1])],
      pads: [0, before, 0, behind],
    };
    const [y] = run([inRow(image), weight && inRow(weight), bias], { ...node, integers });
    return [{ values: y!.values, shape: [...y!.shape.slice(0, 2), y!.shape[3]!] }];
  };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const normalized: RunOperator = ([x, gamma, beta, mean, variance], { floats }) => {
  const y = zerosOf(x!.shape);
  const features = x!.shape[1]!;
  const places = x!.values.length / (x!.shape[0]! * features);
  for (let i = 0; i < y.values.length; i++) {
    const of = Math.floor(i / places) % features;
    const deviation = Math.sqrt(variance!.values[of]! + (floats?.epsilon ?? 1e-5));
    y.values[i] = (gamma!.values[of]! * (x!.values[i]! - mean!.values[of]!)) / deviation + beta!.values[of]!;
  }
  return [y];
};

/** Those on images, and on features behind the examples. */
export const WINDOWS: Readonly<Record<string, RunOperator>> = {
  Conv: alsoOfSequences(convolution),
  MaxPool: alsoOfSequences(pooling((seen) => Math.max(...seen))),
  AveragePool: alsoOfSequences(
    pooling((seen, node, taps) => sum(seen) / (listOf(node, "count_include_pad", [0])[0] ? taps : seen.length)),
  ),
  GlobalAveragePool: ([image], node) => {
    const integers = { kernel_shape: image!.shape.slice(2) };
    return pooling((seen) => sum(seen) / seen.length)([image], { ...node, integers });
  },
  BatchNormalization: normalized,
};

import { type Layer, sizeOf } from "@nn/core/component";
import {
  AveragePooling1D,
  AveragePooling2D,
  BatchNormalization,
  Embedding,
  MaxPooling1D,
  MaxPooling2D,
  type Pair,
} from "@nn/layers";
import { type Constant, turned } from "../constant.js";
import { convolutionOf, denseOf, dimensionsOf, type Flow, isStraight, orderOf, type ReadWindow } from "../flow.js";
import type { NodePlace } from "../place.js";
import { biasOf } from "./bias.js";
import { behind, type ReadLayer } from "./read-layer.js";
import { RECURRENT } from "./recurrent.js";
import { STRAIGHT } from "./straight.js";
import { transposedConvolution } from "./transposed.js";

/** A matrix product with its bias: rows lie as the numbers of an example do in the file, or along its last dimension. */
export function dense(node: NodePlace, x: Flow, weight: Constant, bias: Constant | undefined): Flow {
  const [inputs, units] = weight.shape;
  const last = dimensionsOf(x);
  node.expect(weight.shape.length === 2, "its weights are no matrix.");
  const isOne = last.length === 2 && last[0] === -1;
  const isStraightList = x.order === undefined && x.axes.every((axis, i) => axis === i);
  node.expect(
    isOne || (node.operator !== "Gemm" && last.length > 2 && isStraightList),
    "it takes lists of numbers, one an example or along the last dimension; flatten what comes before.",
  );
  node.expect(last.at(-1) === inputs, `its weights are for ${inputs} numbers, but ${last.at(-1)} come.`);
  node.expect(inputs! > 0 && units! > 0, "its weights are empty.");
  const straight = new Float64Array(weight.values.length);
  for (const [row, own] of (isOne ? orderOf(x) : Array.from({ length: inputs! }, (_, i) => i)).entries()) {
    straight.set(weight.values.subarray(row * units!, (row + 1) * units!), own * units!);
  }
  const numbers = { weight: straight, ...(bias && { bias: biasOf(node, bias, units!) }) };
  const shape = [...x.chain.shape.slice(0, -1), units!];
  return behind(x, { shape, make: denseOf(inputs!, units!, bias !== undefined), open: "row", numbers }, [
    0,
    ...shape.map((_, axis) => axis + 1),
  ]);
}

/** What a window is, where it is one that there is here. */
function windowOf(node: NodePlace, x: Flow, kernel: readonly number[]): ReadWindow {
  const { shape } = x.chain;
  const sides = shape.slice(0, -1);
  const known =
    !x.isFlat &&
    (sides.length === 2 || sides.length === 1) &&
    x.axes.join() === [0, shape.length, ...sides.map((_, axis) => axis + 1)].join();
  node.expect(
    known,
    "it takes images or sequences whose channels come first, [examples, channels, height, width] or [examples, features, steps].",
  );
  const isFull = kernel.length === sides.length && kernel.every((n) => n > 0);
  node.expect(isFull, `its window must have ${sides.length === 2 ? "a height and a width" : "a length"}.`);
  const strides = node.integers("strides") ?? sides.map(() => 1);
  node.expect(
    strides.length === sides.length && strides.every((n) => n > 0),
    "its strides must be a number above 0 for each of its axes.",
  );
  const dilation = node.integers("dilations") ?? sides.map(() => 1);
  node.expect(
    dilation.length === sides.length && dilation.every((n) => n > 0),
    "its dilations must be a number above 0 for each of its axes.",
  );
  const reach = reachOf(kernel, dilation);
  node.expect(node.integer("ceil_mode", 0) === 0, "ceil_mode isn't known.");
  const auto = node.text("auto_pad", "NOTSET");
  node.expect(/^(NOTSET|VALID|SAME_UPPER)$/.test(auto), `auto_pad ${auto.slice(0, 20)} isn't known.`);
  const none = [...sides, ...sides].map(() => 0);
  const pads = auto === "NOTSET" ? (node.integers("pads") ?? none) : none;
  const around = sides.map((size, axis) =>
    Math.max(0, (Math.ceil(size / strides[axis]!) - 1) * strides[axis]! + reach[axis]! - size),
  );
  const before = around.map((all) => Math.floor(all / 2));
  const same = [...before, ...around.map((all, axis) => all - before[axis]!)];
  const isSame = auto === "SAME_UPPER" || pads.join() === same.join();
  const isValid = auto !== "SAME_UPPER" && pads.every((n) => n === 0);
  // All at the beginning of a sequence, where not as many would be "same".
  const isCausal = sides.length === 1 && !isSame && pads.join() === `${reach[0]! - 1},0`;
  node.expect(
    isValid || isSame || isCausal,
    `pads of [${pads.slice(0, 8).join(", ")}] are neither none nor those of "same".`,
  );
  const fits = !isValid || reach.every((size, axis) => size <= sides[axis]!);
  node.expect(fits, `its window is larger than the ${sides.length === 2 ? "image" : "sequence"}.`);
  return { kernelSize: kernel, strides, padding: isValid ? "valid" : isCausal ? "causal" : "same", dilation };
}

/** How far a window sees along each axis, from its first tap to its last one. */
function reachOf(kernel: readonly number[], dilation: readonly number[]): number[] {
  return kernel.map((taps, axis) => (taps - 1) * dilation[axis]! + 1);
}

function after(size: number, reach: number, stride: number, isValid: boolean): number {
  return isValid ? Math.floor((size - reach) / stride) + 1 : Math.ceil(size / stride);
}

function placesOf(x: Flow, { kernelSize, strides, padding, dilation }: ReadWindow): number[] {
  return reachOf(kernelSize, dilation).map((reach, axis) =>
    after(x.chain.shape[axis]!, reach, strides[axis]!, padding === "valid"),
  );
}

const convolution: ReadLayer = (node: NodePlace, x, [weight, bias]) => {
  const axes = (weight?.shape.length ?? 0) - 2;
  node.expect(weight !== undefined && (axes === 2 || axes === 1), "its weights must be numbers of 4 dimensions, or 3.");
  const groups = node.integer("group", 1);
  const [filters, depth, ...kernel] = weight.shape as [number, number, ...number[]];
  const window = windowOf(node, x, kernel);
  const channels = depth * groups;
  node.expect(
    channels === x.chain.shape.at(-1) && filters > 0,
    `its weights are for ${channels} channels, but ${x.chain.shape.at(-1)} come.`,
  );
  node.expect(groups > 0 && filters % groups === 0, `its ${filters} filters can't be divided into ${groups} groups.`);
  const numbers = {
    weight: turned(weight, [...kernel.map((_, axis) => axis + 2), 1, 0]).values,
    ...(bias && { bias: biasOf(node, bias, filters) }),
  };
  const make = convolutionOf(channels, filters, { ...window, groups }, bias !== undefined);
  return [behind(x, { shape: [...placesOf(x, window), filters], make, open: "places", numbers })];
};

/** A pooling of images, and one of sequences. */
interface Poolings {
  readonly images: (size: Pair, options: object) => Layer;
  readonly sequences: (size: number, options: object) => Layer;
}

const pooling =
  ({ images, sequences }: Poolings): ReadLayer =>
  (node: NodePlace, x) => {
    const window = windowOf(node, x, node.integers("kernel_shape") ?? []);
    const { kernelSize, strides, padding, dilation } = window;
    const isDense = dilation.every((n) => n === 1);
    node.expect(isDense, "dilations other than 1 aren't known to a pooling.");
    node.expect(padding !== "causal", "a pooling that pads the beginning alone isn't known.");
    node.expect(
      node.integer("count_include_pad", 0) === 0 || padding === "valid",
      "zeros outside the image aren't known to a mean.",
    );
    const make = (): Layer =>
      kernelSize.length === 1
        ? sequences(kernelSize[0]!, { strides: strides[0], padding })
        : images(kernelSize as unknown as Pair, { strides, padding });
    return [behind(x, { shape: [...placesOf(x, window), x.chain.shape.at(-1)!], make, numbers: {} })];
  };

const normalization: ReadLayer = (node: NodePlace, x, given) => {
  const features = x.chain.shape.at(-1)!;
  const isBehind = x.order === undefined && x.axes[0] === 0 && x.axes[1] === x.chain.shape.length;
  node.expect(isBehind, "it takes features behind the examples, [examples, features, …].");
  node.expect(node.integer("training_mode", 0) === 0, "it is made for training.");
  const [gamma, beta, movingMean, movingVariance] = given.map((one) => {
    node.expect(one?.values.length === features, `each of its inputs must be ${features} numbers.`);
    return one.values;
  }) as unknown as [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>, ArrayLike<number>];
  node.expect(movingVariance !== undefined, "its moving averages are missing.");
  const epsilon = Number(node.float("epsilon", 1e-5).toPrecision(7));
  node.expect(epsilon > 0, "its epsilon must be above 0.");
  const make = () => new BatchNormalization({ epsilon });
  return [behind(x, { shape: x.chain.shape, make, numbers: { gamma, beta, movingMean, movingVariance } })];
};

/** What a number that only fills up becomes: the last row, of zeros. */
const PADDING = /^\(\(z == (\d+)\) \? (\d+) : z\)$/;

/** Rows of a table, by whole numbers. */
export function embedding(node: NodePlace, table: Constant, x: Flow): Flow {
  node.expect(table.shape.length === 2 && sizeOf(table.shape) > 0, "its table must have rows of numbers.");
  node.expect(
    node.integer("axis", 0) === 0 && isStraight(x) && !x.isFlat,
    "it must take rows, by numbers that lie as they come.",
  );
  node.expect(x.chain.make === undefined, "what it takes must be the input.");
  const [rows, size] = table.shape as [number, number];
  const [, padding, last] = PADDING.exec(x.formula ?? "") ?? [];
  const isPadded = padding !== undefined && Number(padding) < rows - 1 && Number(last) === rows - 1;
  const isPlain = x.formula === undefined || (isPadded && table.values.subarray(-size).every((value) => value === 0));
  node.expect(isPlain, "the numbers that it takes rows by must be those of the input.");
  const count = isPadded ? rows - 1 : rows;
  const shape = [...x.chain.shape, size];
  const axes = [0, ...shape.map((_, axis) => axis + 1)];
  const make = () => new Embedding(count, size, isPadded ? { paddingIndex: Number(padding) } : {});
  return behind(x, { shape, make, numbers: { table: table.values.subarray(0, count * size) } }, axes);
}

/** The operators that are a layer. */
export const LAYERS: Readonly<Record<string, ReadLayer>> = {
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  MaxPool: pooling({
    images: (size, options) => new MaxPooling2D(size, options),
    sequences: (size, options) => new MaxPooling1D(size, options),
  }),
  AveragePool: pooling({
    images: (size, options) => new AveragePooling2D(size, options),
    sequences: (size, options) => new AveragePooling1D(size, options),
  }),
  BatchNormalization: normalization,
  ...STRAIGHT,
  ...RECURRENT,
};

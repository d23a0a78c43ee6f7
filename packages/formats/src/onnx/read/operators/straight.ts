import type { Layer } from "@nn/core/component";
import {
  Cropping1D,
  Cropping2D,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  LayerNormalization,
  PReLU,
  Reverse,
  Slice,
  ZeroPadding1D,
  ZeroPadding2D,
} from "@nn/layers";
import type { Constant } from "../constant.js";
import type { Flow } from "../flow.js";
import type { NodePlace } from "../place.js";
import { behind, type ReadLayer } from "./read-layer.js";

/** What lies in the file as it does here: examples, and behind them the dimensions of one. */
function shapeIn(node: NodePlace, x: Flow): readonly number[] {
  const isStraight = x.order === undefined && !x.isFlat && x.axes.every((axis, i) => axis === i);
  node.expect(isStraight, "it takes features along the last dimension; flatten what comes before.");
  return x.chain.shape;
}

const normalization: ReadLayer = (node: NodePlace, x, [gamma, beta]) => {
  const shape = shapeIn(node, x);
  const axis = node.integer("axis", -1);
  node.expect(axis === -1 || axis === shape.length, "it must be along the last dimension alone.");
  const features = shape.at(-1)!;
  const areAll = gamma?.values.length === features && (beta === undefined || beta.values.length === features);
  node.expect(areAll, `its scale and its bias must be ${features} numbers each.`);
  const epsilon = Number(node.float("epsilon", 1e-5).toPrecision(7));
  node.expect(epsilon > 0, "its epsilon must be above 0.");
  const numbers = { gamma: gamma!.values, beta: beta?.values ?? new Float64Array(features) };
  return [behind(x, { shape, make: () => new LayerNormalization({ epsilon }), numbers })];
};

const slopes: ReadLayer = (node: NodePlace, x, [slope]) => {
  const shape = shapeIn(node, x);
  const features = shape.at(-1)!;
  const isRow = slope?.shape.at(-1) === features && slope.values.length === features;
  node.expect(isRow, `its slopes must be ${features} numbers along the last dimension.`);
  return [behind(x, { shape, make: () => new PReLU(), numbers: { slope: slope.values } })];
};

/**
 * Whether dimensions are all between the examples and the channels, such as the height and the width of images, also counted
 * from the end.
 */
function areSides(shape: readonly number[], axes: readonly number[] | undefined): boolean {
  const sides = shape.slice(1).map((_, axis) => axis + 1);
  return axes?.map((axis) => (axis < 0 ? axis + shape.length + 1 : axis)).join() === sides.join();
}

const overSides =
  (ofImages: () => Layer, ofSequences: () => Layer): ReadLayer =>
  (node: NodePlace, x, [given]) => {
    const shape = shapeIn(node, x);
    // Of operator set 18 and newer it is an input.
    const axes = given === undefined ? node.integers("axes") : Array.from(given.values);
    const isKnown = shape.length === 2 || shape.length === 3;
    node.expect(
      isKnown && areSides(shape, axes) && node.integer("keepdims", 1) === 0,
      "it must be over the height and the width of images, dimensions 1 and 2, or the steps of sequences, dimension 1, which it leaves out.",
    );
    const make = shape.length === 2 ? ofSequences : ofImages;
    return [behind(x, { shape: shape.slice(-1), make, numbers: {} }, [0, 1])];
  };

const padding: ReadLayer = (node: NodePlace, x, [pads, value, axes]) => {
  const shape = shapeIn(node, x);
  const sides = Array.from(pads?.values ?? []);
  const isOfSteps = shape.length === 2;
  const rank = shape.length + 1;
  const isOfSides =
    (isOfSteps || shape.length === 3) &&
    sides.length === 2 * rank &&
    sides.every((n, i) => n >= 0 && ((i % rank > 0 && i % rank < rank - 1) || n === 0));
  const isOfZeros = node.text("mode", "constant") === "constant" && (value === undefined || value.values[0] === 0);
  node.expect(axes === undefined, "its numbers must be of all dimensions, without axes.");
  node.expect(
    isOfSides && isOfZeros,
    "it must put zeros around images, [examples, height, width, channels], or sequences, [examples, steps, features].",
  );
  if (isOfSteps) {
    const [before, after] = [sides[1]!, sides[4]!];
    const make = () => new ZeroPadding1D([before, after]);
    return [behind(x, { shape: [shape[0]! + before + after, shape[1]!], make, numbers: {} })];
  }
  const [top, left, bottom, right] = [sides[1]!, sides[2]!, sides[5]!, sides[6]!];
  const make = () =>
    new ZeroPadding2D([
      [top, bottom],
      [left, right],
    ]);
  return [behind(x, { shape: [shape[0]! + top + bottom, shape[1]! + left + right, shape[2]!], make, numbers: {} })];
};

const cropping: ReadLayer = (node: NodePlace, x, given) => {
  const shape = shapeIn(node, x);
  const [starts = [], ends = [], axes = [], steps = []] = given.map((one: Constant | undefined) =>
    Array.from(one?.values ?? []),
  );
  if (shape.length > 1 && axes.join() === "1" && starts[0] === -1 && ends[0]! < -shape[0]! && steps.join() === "-1") {
    return [behind(x, { shape, make: () => new Reverse(), numbers: {} })];
  }
  const isPart = [starts, ends, axes].every(({ length }) => length === 1) && [-1, shape.length].includes(axes[0]!);
  if (isPart && steps.every((step) => step === 1)) {
    const [begin, end] = [starts[0], ends[0]].map((n) => within(n, shape.at(-1)!)) as [number, number];
    node.expect(begin < end, "it takes no numbers.");
    const make = () => new Slice({ begin, size: end - begin });
    return [behind(x, { shape: [...shape.slice(0, -1), end - begin], make, numbers: {} })];
  }
  const kept = [0, 1].map((axis) => [starts[axis], ends[axis]].map((n) => within(n, shape[axis]!)));
  const [[top = 0, bottom = 0] = [], [left = 0, right = 0] = []] = kept;
  const isOfSides =
    (shape.length === 2 || shape.length === 3) &&
    areSides(shape, axes) &&
    steps.every((step) => step === 1) &&
    [starts, ends].every(({ length }) => length === shape.length - 1);
  const isWithin = top < bottom && (shape.length === 2 || left < right);
  node.expect(
    isOfSides && isWithin,
    "it must take the middle of images, [examples, height, width, channels], or of sequences, [examples, steps, features].",
  );
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length === 2) {
    const make = () => new Cropping1D([top, height - bottom]);
    return [behind(x, { shape: [bottom - top, width], make, numbers: {} })];
  }
  const make = () =>
    new Cropping2D([
      [top, height - bottom],
      [left, width - right],
    ]);
  return [behind(x, { shape: [bottom - top, right - left, channels], make, numbers: {} })];
};

/** Where a slice begins or ends: counted from the end where it is negative, and at the end where it is beyond. */
function within(n: number | undefined, size: number): number {
  return n === undefined ? 0 : Math.max(0, Math.min(n < 0 ? n + size : n, size));
}

/** Reductions that leave the sides of images out, or the steps of sequences. */
export const OVER_SIDES: Readonly<Record<string, ReadLayer>> = {
  ReduceMean: overSides(
    () => new GlobalAveragePooling2D(),
    () => new GlobalAveragePooling1D(),
  ),
  ReduceMax: overSides(
    () => new GlobalMaxPooling2D(),
    () => new GlobalMaxPooling1D(),
  ),
};

/** The operators that are a layer of numbers that lie as they do here. */
export const STRAIGHT: Readonly<Record<string, ReadLayer>> = {
  LayerNormalization: normalization,
  PRelu: slopes,
  Pad: padding,
  Slice: cropping,
};

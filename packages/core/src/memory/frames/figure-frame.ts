import type { FloatArray, Kernels } from "@nn/numerics";
import { type Shape, sizeOf } from "@nn/numerics";
import { advice } from "../../advice/advice.js";
import { checkLoss, type Loss, type LossFrame, type Metric } from "../../contracts/loss.js";
import type { Network } from "../../contracts/network.js";
import { homeOf, worksIn } from "../home.js";
import { allocateFor, type Refusal } from "../room.js";

/** The arrays of a loss or a metric, by the names that it knows them by. */
export type FigureArrays = Pick<LossFrame, "prediction" | "target" | "values" | "dprediction" | "saved">;

/** The shapes of what it compares. */
export type FigureShapes = Pick<LossFrame, "outputShape" | "targetShape">;

/** What a loss or a metric is given, which is set to one batch after another. */
export interface FigureFrame extends LossFrame {
  batch: number;
  weights: FloatArray | undefined;
}

/** A loss or a metric that is measured, with its name in reports and what it is given. */
export interface Figure {
  readonly name: string;
  readonly metric: Metric;
  readonly frame: FigureFrame;
}

/** Makes one. They come from this one literal, as the engine compiles a function for one kind of object. */
export function figureFrame(
  kernels: Kernels,
  { outputShape, targetShape }: FigureShapes,
  { prediction, target, values, dprediction, saved }: FigureArrays,
  batch = 0,
): FigureFrame {
  return {
    kernels,
    batch,
    outputShape,
    outputSize: sizeOf(outputShape),
    targetShape,
    targetSize: sizeOf(targetShape),
    prediction,
    target,
    values,
    dprediction,
    saved,
    weights: undefined,
  };
}

/** What a figure asks for. */
type Asking = Pick<Metric, "name" | "targetShape" | "saved">;

/**
 * The shape of one target of a figure; an output's own without one.
 *
 * @throws OptionError for what isn't a shape, also in what it asks for.
 */
export function targetShapeOf(figure: Asking | undefined, outputShape: Shape): Shape {
  advice.onFigures?.([figure], outputShape);
  return figure?.targetShape?.(outputShape) ?? outputShape;
}

/** Where nothing is differentiated. */
const NOTHING: FloatArray = /* @__PURE__ */ new Float64Array(0);

/**
 * What a loss and metrics are given on a workspace, all with the same targets and values.
 *
 * @param owner - What the memory is given back with.
 * @param refusal - The error where there is no memory for so much.
 * @throws OptionError for what is no loss.
 */
export function framesOn(
  owner: object,
  network: Network,
  { prediction, capacity, dprediction = NOTHING }: Predicted,
  [loss, ...metrics]: readonly [Loss, ...Metric[]],
  refusal?: Refusal,
): FigureFrame[] {
  const { stack, backend, dtype } = network;
  const { outputShape } = stack;
  const targetShape = targetShapeOf(checkLoss(loss), outputShape);
  const allocate = (sizes: readonly number[]): FloatArray[] => {
    const lengths = sizes.map((size) => capacity * size);
    const arrays = allocateFor(homeOf(network).store, dtype, lengths, refusal);
    worksIn(owner, arrays);
    return arrays;
  };
  const [target, values] = allocate([sizeOf(targetShape), 1]);
  return [loss, ...metrics].map((figure) => {
    const saved = savedBy(figure, outputShape, allocate);
    const arrays = { prediction, target: target!, values: values!, dprediction, saved };
    return figureFrame(backend.kernels(dtype), { outputShape, targetShape }, arrays);
  });
}

/** What a workspace gives: predictions, and in a training their derivatives. */
interface Predicted {
  readonly prediction: FloatArray;
  readonly capacity: number;
  readonly dprediction?: FloatArray;
}

/** What a figure asks for in `saved`: the name of each array, and how many numbers of an example it holds. */
export function savedSizes(figure: Asking, outputShape: Shape): [name: string, size: number][] {
  return Object.entries(figure.saved?.(outputShape) ?? {}).map(([name, shape]) => [name, sizeOf(shape)]);
}

/**
 * The arrays that a figure asks for in `saved`.
 *
 * @param allocate - Gives an array for each size of an example.
 */
export function savedBy(
  figure: Asking,
  outputShape: Shape,
  allocate: (sizes: readonly number[]) => readonly FloatArray[],
): Record<string, FloatArray> {
  const saved = savedSizes(figure, outputShape);
  if (saved.length === 0) return {};
  const arrays = allocate(saved.map(([, size]) => size));
  return Object.fromEntries(saved.map(([name], i) => [name, arrays[i]!]));
}

import type { FloatArray, Kernels } from "@nn/numerics";
import { isShape, OptionError, type Shape, show, sizeOf } from "@nn/numerics";
import type { LossFrame, Metric } from "../contracts/loss.js";

/** The arrays of a loss or a metric, by the names that it knows them by. */
export type FigureArrays = Pick<LossFrame, "prediction" | "target" | "values" | "dprediction" | "saved">;

/** The shapes of what it compares. */
export type FigureShapes = Pick<LossFrame, "outputShape" | "targetShape">;

/** What a loss or a metric is given. One class, filled in one order, as frames of layers are. */
export class FigureFrame implements LossFrame {
  readonly kernels: Kernels;
  batch: number;
  readonly outputShape: Shape;
  readonly outputSize: number;
  readonly targetShape: Shape;
  readonly targetSize: number;
  readonly prediction: FloatArray;
  readonly target: FloatArray;
  readonly values: FloatArray;
  readonly dprediction: FloatArray;
  readonly saved: Readonly<Record<string, FloatArray>>;

  constructor(kernels: Kernels, { outputShape, targetShape }: FigureShapes, arrays: FigureArrays, batch = 0) {
    this.kernels = kernels;
    this.batch = batch;
    this.outputShape = outputShape;
    this.outputSize = sizeOf(outputShape);
    this.targetShape = targetShape;
    this.targetSize = sizeOf(targetShape);
    this.prediction = arrays.prediction;
    this.target = arrays.target;
    this.values = arrays.values;
    this.dprediction = arrays.dprediction;
    this.saved = arrays.saved;
  }

  /** The same over so many examples, whatever batch this one is set to. */
  over(batch: number, arrays: FigureArrays = this): FigureFrame {
    return new FigureFrame(this.kernels, this, arrays, batch);
  }
}

/**
 * The shape of one target of a figure.
 *
 * @throws OptionError for what isn't a shape.
 */
export function targetShapeOf(figure: Metric, outputShape: Shape): Shape {
  const shape = figure.targetShape?.(outputShape) ?? outputShape;
  if (isShape(shape)) return shape;
  throw new OptionError(
    `${figure.name}: targetShape must give the shape of one target, as in [1], but gives ${show(shape)}.`,
  );
}

/**
 * What a figure asks for in `saved`: the name of each array, and how many numbers of an example it holds.
 *
 * @throws OptionError for what isn't shapes by name.
 */
export function savedSizes(figure: Metric, outputShape: Shape): [name: string, size: number][] {
  return Object.entries(figure.saved?.(outputShape) ?? {}).map(([name, shape]) => {
    if (isShape(shape)) return [name, sizeOf(shape)];
    throw new OptionError(
      `${figure.name}: saved must give the shape of one example for each array, as in { ${name}: [2] }, but gives ${show(shape)}.`,
    );
  });
}

/** Those arrays by their names, out of a list that holds them from an index on. */
export function savedFrom(
  sizes: readonly (readonly [name: string, size: number])[],
  arrays: readonly FloatArray[],
  from: number,
): Record<string, FloatArray> {
  return Object.fromEntries(sizes.map(([name], i) => [name, arrays[from + i]!]));
}

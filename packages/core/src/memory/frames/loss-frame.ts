import type { Backend, DType, FloatArray, Shape } from "@nn/numerics";
import {
  checkDType,
  checkOptions,
  isShape,
  kindOf,
  OptionError,
  positiveInteger,
  reference,
  show,
  sizeOf,
} from "@nn/numerics";
import { checkBackend } from "../../components/backend-check.js";
import { lackOf } from "../../components/component.js";
import type { DatasetMetric, LossFrame, Metric } from "../../contracts/loss.js";
import { arraysOf, orNoRoom } from "../room.js";
import { figureFrame, savedBy, targetShapeOf } from "./figure-frame.js";

/** What the arrays of {@link lossFrame} are for. */
export interface LossFrameOptions {
  /** The shape of one prediction. */
  readonly outputShape: Shape;
  /** How many examples the arrays hold. */
  readonly batch: number;
  /** Where they lie; the plain loops' unless given. */
  readonly backend?: Backend;
  /** Their format; `"float64"` unless given. */
  readonly dtype?: DType;
  /** Predictions that are there already. */
  readonly prediction?: FloatArray;
  /** Where their derivatives belong, if somewhere else. */
  readonly dprediction?: FloatArray;
}

/**
 * The arrays of a loss or a metric outside a training: to be filled by the caller, and handed to its functions.
 *
 * @throws OptionError for what is no loss or metric, options that don't exist, and arrays that are too short; ShapeError if
 *   there is no memory for so much.
 *
 * @example
 * const frame = lossFrame(meanSquaredError, { outputShape: [2], batch: 1 });
 * frame.prediction.set([1, 2]);
 * meanSquaredError.value(frame);
 * frame.values; // => [2.5]
 */
export function lossFrame(figure: Metric | DatasetMetric<unknown>, options: LossFrameOptions): LossFrame {
  const lack = lackOf(figure, []);
  if (lack !== undefined) throw new OptionError(`lossFrame takes a loss or a metric first, but got ${lack}`);
  checkOptions("lossFrame", options, ["outputShape", "batch", "backend", "dtype", "prediction", "dprediction"]);
  const { outputShape, backend = reference, dtype = "float64", prediction, dprediction } = options;
  if (!isShape(outputShape)) {
    throw new OptionError(
      `lossFrame: outputShape must be the shape of one prediction, as in [2], but is ${show(outputShape)}.`,
    );
  }
  const length = positiveInteger("lossFrame: batch", options.batch) * sizeOf(outputShape);
  checkDType(dtype);
  checkBackend(backend);
  for (const [name, given] of Object.entries({ prediction, dprediction })) {
    if (given === undefined || (kindOf(given).startsWith("Float") && given.length >= length)) continue;
    throw new OptionError(
      `lossFrame: ${name} must be a typed array of at least ${length} numbers, but is ${show(given)}.`,
    );
  }
  return orNoRoom(() => newFrame(figure, options));
}

/** The same of options that are right. */
export function newFrame(figure: Metric | DatasetMetric<unknown>, options: LossFrameOptions): LossFrame {
  const { outputShape, batch, backend = reference, dtype = "float64", prediction, dprediction } = options;
  const targetShape = targetShapeOf(figure, outputShape);
  const allocate = (sizes: readonly number[]): FloatArray[] => {
    const lengths = sizes.map((size) => batch * size);
    return arraysOf(backend, dtype, lengths);
  };
  const size = sizeOf(outputShape);
  const arrays = allocate([prediction ? 0 : size, dprediction ? 0 : size, sizeOf(targetShape), 1]);
  const given = {
    prediction: prediction ?? arrays[0]!,
    dprediction: dprediction ?? arrays[1]!,
    target: arrays[2]!,
    values: arrays[3]!,
    saved: savedBy(figure, outputShape, allocate),
  };
  return figureFrame(backend.kernels(dtype), { outputShape, targetShape }, given, batch);
}

import type { Backend, DType, FloatArray, Shape } from "@nn/numerics";
import { reference, sizeOf } from "@nn/numerics";
import type { LossFrame, Metric } from "../contracts/loss.js";
import { FigureFrame, savedFrom, savedSizes, targetShapeOf } from "./figure-frame.js";

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
 * @throws OptionError for a figure whose `saved` gives no shapes.
 *
 * @example
 * const frame = lossFrame(meanSquaredError, { outputShape: [2], batch: 1 });
 * frame.prediction.set([1, 2]);
 * meanSquaredError.value(frame);
 * frame.values; // => [2.5]
 */
export function lossFrame(figure: Metric, options: LossFrameOptions): LossFrame {
  const { outputShape, batch, backend = reference, dtype = "float64", prediction, dprediction } = options;
  const saved = savedSizes(figure, outputShape);
  const targetShape = targetShapeOf(figure, outputShape);
  const length = batch * sizeOf(outputShape);
  const arrays = backend.allocate(dtype, [
    prediction ? 0 : length,
    dprediction ? 0 : length,
    batch * sizeOf(targetShape),
    batch,
    ...saved.map(([, size]) => batch * size),
  ]);
  return new FigureFrame(
    backend.kernels(dtype),
    { outputShape, targetShape },
    {
      prediction: prediction ?? arrays[0]!,
      dprediction: dprediction ?? arrays[1]!,
      target: arrays[2]!,
      values: arrays[3]!,
      saved: savedFrom(saved, arrays, 4),
    },
    batch,
  );
}

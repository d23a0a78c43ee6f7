import {
  type BatchFrame,
  type DatasetMetric,
  type FloatArray,
  type Metric,
  type MetricFrame,
  type Shape,
  sizeOf,
  type Tally,
} from "@nn/core/component";
import { isOfDataset, wrapping } from "../wrapped-metric.js";
import { MaskedFrames } from "./masked-frames.js";
import { type MaskOptions, maskValueOf, type Rows, rowsOf } from "./rows.js";

const WHERE = "maskedMetric";

/**
 * A metric that leaves out targets which only fill up, as {@link MaskedLoss} does: a row along the last axis, as a step of outputs
 * [steps, classes], counts unless all numbers of its target are `maskValue`. A metric of examples is, for each, the mean of its rows that
 * count; one of a whole data set takes each row that counts as an example. Each example counts alike, however many such rows it has:
 *
 *     1/n · Σ over examples of 1/|R| · Σ over r in R of metric(prediction_r, target_r)         R: the rows that count
 *     the weight of r in R is w/|R|, for a metric of a data set; w: the example's weight, or 1
 *
 * With each example's number of such rows for its weight, each row counts alike instead. A metric of a data set that doesn't take weights
 * counts each row alike in any case.
 *
 * An example none of whose rows counts is 0 in the mean of a metric of examples, as if an accuracy found it all wrong: leave such examples
 * out, or give them a weight of 0. One of a data set goes without them.
 *
 * @throws OptionError for what is no metric, a mask that is no number of float32, and options that don't exist; ShapeError for a metric
 *   that takes no target for each row; DataError, in an evaluation, for predictions and targets that the metric refuses.
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [2, 2] });
 * const data = { inputs: [[[0, 1], [1, 0]], [[0, 1], [0, 0]]], targets: [[1, 1], [1, -1]] };
 * const maskValue = -1;
 * network.evaluate(data, {
 *   loss: new MaskedLoss(sparseCategoricalCrossEntropy, { maskValue }),
 *   metrics: { accuracy: maskedMetric(sparseCategoricalAccuracy, { maskValue }) },
 * }).accuracy; // => 0.75
 */
export function maskedMetric(metric: Metric, options: MaskOptions): Metric;
export function maskedMetric<Result>(metric: DatasetMetric<Result>, options: MaskOptions): DatasetMetric<Result>;
export function maskedMetric(
  metric: Metric | DatasetMetric<unknown>,
  options: MaskOptions,
): Metric | DatasetMetric<unknown> {
  const isOfAll = isOfDataset(`${WHERE} takes a metric first, such as sparseCategoricalAccuracy`, metric);
  const maskValue = maskValueOf(WHERE, options);
  const shared = {
    name: `${metric.name}, mask ${maskValue}`,
    predictions: metric.predictions,
    targetShape: (output: Shape): Shape => rowsOf(WHERE, metric, output).targets,
  };
  return isOfAll ? { ...shared, ...ofDataset(metric, maskValue) } : ofExamples(metric, maskValue, shared);
}

function ofExamples(
  metric: Metric,
  maskValue: number,
  shared: Pick<Metric, "name" | "predictions" | "targetShape">,
): Metric {
  const frames = new MaskedFrames(WHERE, metric, maskValue);
  return wrapping({
    ...shared,
    metric,
    saved: (output: Shape) => frames.saved(output),
    value: (frame: MetricFrame): void => frames.value(frame),
  });
}

function ofDataset<Result>(
  metric: DatasetMetric<Result>,
  maskValue: number,
): Pick<DatasetMetric<Result>, "begin" | "takesWeights"> {
  return {
    ...(metric.takesWeights && { takesWeights: true }),
    begin(examples: number, output: Shape): Tally<Result> {
      const rows = rowsOf(WHERE, metric, output);
      const tally = metric.begin(examples * rows.count, rows.shape);
      return {
        add(frame: BatchFrame): void {
          const real = realRows(frame, rows, maskValue);
          try {
            tally.add(taken(frame, rows, real, metric.takesWeights === true));
          } catch (error) {
            // In whole examples, of which an error names one.
            metric.begin(frame.batch, output).add(filled(frame, rows, real));
            throw error;
          }
        },
        result: () => tally.result(),
      };
    },
  };
}

/** The numbers of the rows that count, over all examples. */
function realRows({ batch, target }: BatchFrame, { count, targetShape }: Rows, maskValue: number): number[] {
  const size = sizeOf(targetShape);
  const numbers = Array.from({ length: batch * count }, (_, row) => row);
  return numbers.filter((row) => target.subarray(row * size, (row + 1) * size).some((value) => value !== maskValue));
}

/** The rows that count as examples. @param isWeighted - Whether those of an example share its weight. */
function taken(
  { prediction, target, weights, batch }: BatchFrame,
  rows: Rows,
  real: readonly number[],
  isWeighted: boolean,
): BatchFrame {
  const { count, shape: outputShape, targetShape } = rows;
  const exampleOf = (row: number): number => Math.floor(row / count);
  const lengths = new Float64Array(batch);
  for (const row of real) lengths[exampleOf(row)]++;
  const [outputSize, targetSize] = [sizeOf(outputShape), sizeOf(targetShape)];
  return {
    ...{ batch: real.length, outputShape, outputSize, targetShape, targetSize },
    prediction: pick(prediction, outputSize, real),
    target: pick(target, targetSize, real),
    weights: isWeighted
      ? Float64Array.from(real, (row) => (weights?.[exampleOf(row)] ?? 1) / lengths[exampleOf(row)])
      : undefined,
  };
}

/** The batch with NaN in the place of targets that don't count. */
function filled(frame: BatchFrame, { targetShape }: Rows, real: readonly number[]): BatchFrame {
  const size = sizeOf(targetShape);
  const target = new Float64Array(frame.batch * frame.targetSize).fill(Number.NaN);
  for (const row of real) target.set(frame.target.subarray(row * size, (row + 1) * size), row * size);
  return { ...frame, target };
}

function pick(values: FloatArray, size: number, rows: readonly number[]): FloatArray {
  const picked = new Float64Array(rows.length * size);
  for (const [i, row] of rows.entries()) picked.set(values.subarray(row * size, (row + 1) * size), i * size);
  return picked;
}

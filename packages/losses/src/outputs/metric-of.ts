import {
  type BatchFrame,
  copyNumbers,
  type DatasetMetric,
  type FloatArray,
  type Metric,
  type MetricFrame,
  OptionError,
  type Place,
  type Shape,
  sameShape,
  show,
} from "@nn/core/component";
import { isOfDataset, wrapping } from "../wrapped-metric.js";
import { comparedOutput } from "./compared-output.js";
import { OutputFrames } from "./output-frames.js";
import { checkOutput, type OutputShapes, type PlacedOutput } from "./output-losses.js";
import { takePart } from "./output-place.js";
import { WeightedLosses } from "./weighted-losses.js";

/**
 * A metric of one of several outputs: what another metric says of its predictions and its targets alone. With the output's own loss
 * in the place of a metric, it is what that is before its weight.
 *
 *     metric(predictionₖ, targetₖ)
 *
 * @param losses - What the network is trained with: it says where the output and its targets lie.
 * @param output - The output's name.
 * @throws OptionError for what is none of these, for another name, and for a metric of other targets than the output's loss has.
 *
 * @example
 * const outputs = { rating: [1], genre: [3] } as const;
 * const loss = new WeightedLosses(outputs, { rating: { loss: meanSquaredError }, genre: { loss: sparseCategoricalCrossEntropyFromLogits } });
 * const network = new Sequential([new Activate(identity)], { inputShape: [4] });
 * const data = { inputs: [[3, 0, 1, 0]], targets: [[1, 1]] };
 * const metrics = { rating: metricOf(loss, "rating", meanSquaredError), right: metricOf(loss, "genre", sparseCategoricalAccuracy) };
 * const { rating, right } = network.evaluate(data, { loss, metrics });
 * [rating, right]; // => [4, 1]
 */
export function metricOf<Outputs extends OutputShapes>(
  losses: WeightedLosses<Outputs>,
  output: keyof Outputs & string,
  metric: Metric,
): Metric;
export function metricOf<Outputs extends OutputShapes, Result>(
  losses: WeightedLosses<Outputs>,
  output: keyof Outputs & string,
  metric: DatasetMetric<Result>,
): DatasetMetric<Result>;
export function metricOf(
  losses: WeightedLosses,
  output: string,
  metric: Metric | DatasetMetric<unknown>,
): Metric | DatasetMetric<unknown> {
  if (!(losses instanceof WeightedLosses)) {
    throw new OptionError(
      `metricOf takes the WeightedLosses that a network is trained with first, but got ${show(losses)}.`,
    );
  }
  const placed = losses.placed.find(({ name }) => name === output);
  if (placed === undefined) {
    const names = losses.placed.map(({ name }) => show(name)).join(", ");
    throw new OptionError(`metricOf takes the name of an output, one of ${names}, but got ${show(output)}.`);
  }
  const isOfAll = isOfDataset("metricOf takes a metric last, such as binaryAccuracy", metric);
  const targets = metric.targetShape?.(placed.shape) ?? placed.shape;
  if (!sameShape(targets, placed.targetShape)) {
    throw new OptionError(
      `metricOf: ${metric.name} takes targets of [${targets.join(", ")}], but ${placed.loss.name}, the loss of ${show(output)}, takes [${placed.targetShape.join(", ")}].`,
    );
  }
  const shared = {
    name: `${metric.name} of ${output}`,
    perOutput: (places: readonly Place[]) => comparedOutput(places, placed, metric),
    targetShape(shape: Shape): Shape {
      checkOutput("metricOf", losses.placed, shape);
      return [placed.target.all];
    },
  };
  return isOfAll ? { ...shared, ...ofDataset(metric, placed) } : ofExamples(metric, placed, shared);
}

function ofExamples(
  metric: Metric,
  placed: PlacedOutput,
  shared: Pick<Metric, "name" | "perOutput" | "targetShape">,
): Metric {
  const frames = new OutputFrames(placed, metric);
  return wrapping({
    ...shared,
    metric,
    saved: () => frames.saved(),
    value(frame: MetricFrame): void {
      const own = frames.filled(frame);
      metric.value(own);
      copyNumbers(frame.kernels, frame.values, own.values, frame.batch);
    },
  });
}

function ofDataset<Result>(
  metric: DatasetMetric<Result>,
  { shape, targetShape, prediction, target }: PlacedOutput,
): Pick<DatasetMetric<Result>, "begin" | "takesWeights"> {
  return {
    ...(metric.takesWeights && { takesWeights: true }),
    begin(examples) {
      const tally = metric.begin(examples, shape);
      return {
        add({ batch, weights, ...whole }: BatchFrame): void {
          const part = (place: PlacedOutput["target"], rows: FloatArray): FloatArray => {
            const own = new Float64Array(batch * place.size);
            takePart(place, batch, own, rows);
            return own;
          };
          tally.add({
            ...{
              batch,
              weights,
              outputShape: shape,
              outputSize: prediction.size,
              targetShape,
              targetSize: target.size,
            },
            prediction: part(prediction, whole.prediction),
            target: part(target, whole.target),
          });
        },
        result: () => tally.result(),
      };
    },
  };
}

import type { Shape } from "@nn/numerics";
import { checkOptions, DataError, ShapeError, sizeOf } from "@nn/numerics";
import { checkLoss, type Loss } from "../../contracts/loss.js";
import { copyExamples, countExamples, type Examples, isNumberArray } from "../../data/examples.js";
import { targetShapeOf } from "../../memory/frames/figure-frame.js";
import { newFrame } from "../../memory/frames/loss-frame.js";
import { orNoRoom } from "../../memory/room.js";

/** The two lists that {@link lossOf} compares: an element of each belongs to one example. */
export interface LossLists {
  /** What is right: numbers, or rows of numbers where an example has several. */
  readonly targets: Examples;
  /** What was predicted, of the same form. */
  readonly predictions: Examples;
}

/**
 * The loss of predictions that are there already, without a network: the mean over the examples.
 *
 * @throws OptionError for what is no loss, and for lists under other names; DataError for what isn't a finite number, and
 *   where the loss itself isn't; ShapeError for lists of different lengths.
 *
 * @example
 * lossOf(meanSquaredError, { targets: [1, 0, 0, 1], predictions: [0, 0, 0, 0] }); // => 0.5
 * lossOf(meanSquaredError, { targets: [[1, 0]], predictions: [[0.5, 0.5]] }); // => 0.25
 * // A sequence of two steps, each with a class:
 * const sequences = { targets: [[0, 1]], predictions: [[[1, 0], [0.5, 0.5]]] };
 * lossOf(sparseCategoricalCrossEntropy, sequences); // => 0.34657359028047263
 */
export function lossOf(loss: Loss, lists: LossLists): number {
  checkLoss(loss);
  checkOptions("lossOf", lists, ["targets", "predictions"]);
  const { targets, predictions } = lists;
  const shape = shapeOf(loss.targetShape === undefined ? targets : predictions);
  const targetShape = targetShapeOf(loss, shape);
  const batch = countExamples(targets, targetShape, "lossOf: the targets");
  const count = countExamples(predictions, shape, "lossOf: the predictions");
  if (count !== batch) {
    throw new ShapeError(
      `lossOf takes one prediction for each target, but got ${batch} targets and ${count} predictions.`,
    );
  }
  const frame = orNoRoom(
    () => newFrame(loss, { outputShape: shape, batch }),
    () =>
      new DataError(
        `lossOf: there isn't as much memory as ${batch} targets of ${sizeOf(targetShape)} numbers take. Give fewer examples at a time.`,
      ),
  );
  copyExamples(frame.target, targets, targetShape, "lossOf: the targets");
  copyExamples(frame.prediction, predictions, shape, "lossOf: the predictions");
  // What a loss leaves unwritten is no number, and not a loss of 0.
  const values = frame.values.fill(Number.NaN);
  loss.value(frame);
  let sum = 0;
  for (let i = 0; i < batch; i++) sum += values[i]!;
  const mean = sum / batch;
  if (Number.isFinite(mean)) return mean;
  const at = values.findIndex((value) => !Number.isFinite(value));
  throw new DataError(`lossOf: ${loss.name} of example ${Math.max(at, 0)} isn't a finite number. Counts start at 0.`);
}

/** Lists within lists beyond so many are those of a mistake, as of a list that holds itself. */
const MOST_DIMENSIONS = 8;

/** What an example is: one number, or what the first one is, which may be rows of rows. */
function shapeOf(examples: Examples): Shape {
  const shape: number[] = [];
  let first: unknown = isNumberArray(examples) || !Array.isArray(examples) ? undefined : examples[0];
  while ((Array.isArray(first) || isNumberArray(first)) && shape.length < MOST_DIMENSIONS) {
    shape.push(Math.max(first.length, 1));
    first = first[0];
  }
  return shape.length === 0 ? [1] : shape;
}

import {
  type BatchFrame,
  DataError,
  exampleError,
  type OutputRange,
  type Shape,
  type TakenPredictions,
} from "@nn/core/component";
import { refuseWrong } from "./wrong-numbers.js";

/**
 * Where a probability counts as 0 or 1. A saturated sigmoid gives exactly 1, whose complement has no logarithm: with
 * this bound the loss of one output is finite, at most 27.7. Its gradient is large then, but the sigmoid's own is 0: for
 * training that must come back from there, the losses from logits are the better choice.
 */
export const CLIPPED = "q = min(max(p, 1e-12), 1 - 1e-12)";

/** Where a prediction, or a target, is no probability. NaN passes: it is the trainer's to report. */
export const P_OUTSIDE = "p < 0 or p > 1";
export const T_OUTSIDE = "t < 0 or t > 1";

/** Where targets are no distribution over at least two classes. */
export const NO_DISTRIBUTION: readonly string[] = [T_OUTSIDE, "size < 2", "sum(t) < 1 - 1e-5 or sum(t) > 1 + 1e-5"];

/**
 * The predictions of a loss or metric that is about the probability of each output by itself.
 *
 * @param ofClasses - What there is for classes that exclude each other.
 */
export function probabilitiesFor(figure: string, ofClasses: string): TakenPredictions {
  return {
    what: "probabilities, each by itself",
    range: { least: 0, most: 1 },
    // A single number, as the outputs may be kept away from 0 and 1.
    reaches: { least: 0.5, most: 0.5 },
    remedy: `${endIn("sigmoid", figure)} One class of several: ${ofClasses}.`,
  };
}

/** How many numbers a row has, along the last axis, and how many rows an example has: of [steps, classes], the steps. */
export function rowOf({ outputShape, outputSize }: BatchFrame): { readonly size: number; readonly rows: number } {
  const size = outputShape.at(-1)!;
  return { size, rows: outputSize / size };
}

/** The shape of targets that are one class number for each row: of [steps, classes], [steps]. */
export function oneForEachRow(output: Shape): Shape {
  return output.length > 1 ? output.slice(0, -1) : [1];
}

/** The predictions of a loss that is about one distribution over each row of outputs. */
export function distributionsFor(loss: string, forEachOutput: string): TakenPredictions {
  const remedy = `${endIn("softmax", loss)} For classes that don't exclude each other there is ${forEachOutput}.`;
  return { what: "probabilities that sum to 1", range: { least: 0, most: 1, sum: 1 }, remedy };
}

/** The predictions of a loss of amounts, which aren't negative. */
export const POSITIVE: TakenPredictions = {
  what: "numbers of at least 0",
  range: { least: 0, most: Infinity },
  remedy: "End the network in softplus or relu.",
};

const ANY: OutputRange = { least: -Infinity, most: Infinity };

/** The predictions of a loss or metric that turns the weighted sums into probabilities itself. */
export function logitsFor(fromProbabilities: string): TakenPredictions {
  const remedy = `End the network in identity, or use ${fromProbabilities} on probabilities.`;
  return { what: "logits, which can be any numbers", range: ANY, reaches: ANY, remedy };
}

/** What to do about outputs that are no probabilities. @param figure - One that there is from logits as well. */
export function endIn(activation: string, figure: string): string {
  return `End the network in ${activation}, or use ${figure}FromLogits on the weighted sums.`;
}

/**
 * Refuses predictions outside [0, 1]. NaN passes: it is the trainer's to report.
 *
 * @param remedy - What to do about them, as {@link endIn} says it.
 * @param what - What is looked at in the place of predictions.
 * @throws DataError that names the loss, the example and the output, and says what to do.
 */
export function checkPredictions(
  loss: string,
  remedy: string,
  frame: BatchFrame,
  what: "prediction" | "target" = "prediction",
): void {
  refuseWrong(frame, what, (value) => value < 0 || value > 1, `${loss} is about probabilities`, remedy);
}

/**
 * Refuses targets outside [0, 1].
 *
 * @throws DataError that names the loss, the example and the output, and says what to do.
 */
export function checkTargets(loss: string, frame: BatchFrame): void {
  checkPredictions(loss, "Encode the targets as 0 and 1.", frame, "target");
}

/**
 * Refuses targets other than the labels 0 and 1, as accuracy counts labels and a number between them is none. NaN
 * passes, as a prediction of NaN does.
 *
 * @throws DataError that names the metric, the example and the output, and says what to do.
 */
export function checkLabels(metric: string, frame: BatchFrame): void {
  checkTargets(metric, frame);
  refuseWrong(
    frame,
    "target",
    (value) => value > 0 && value < 1,
    `${metric} counts right answers, 0 or 1`,
    "For numbers between there is meanAbsoluteError.",
  );
}

/**
 * Refuses rows of targets that are not a distribution over at least two classes.
 *
 * @param forOneOutput - The loss to take for a network with a single output.
 * @throws DataError that names the loss and the example, and says what to do.
 */
export function checkDistributions(loss: string, forOneOutput: string, frame: BatchFrame): void {
  const { target, batch } = frame;
  const { size, rows } = rowOf(frame);
  checkClasses(loss, forOneOutput, size);
  checkTargets(loss, frame);
  for (let row = 0; row < batch * rows; row++) {
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i++) sum += target[i];
    if (sum < 1 - 1e-5 || sum > 1 + 1e-5) {
      throw rowError(
        row,
        rows,
        (place) =>
          `${loss} takes targets that sum to 1, but those of ${place} sum to ${sum}. ` +
          "A LabelEncoder's oneHot makes such rows from labels.",
      );
    }
  }
}

/** An error about a row, of which an example has so many. */
export function rowError(row: number, rows: number, say: (place: string) => string): DataError {
  const place = rows === 1 ? "" : ` row ${row % rows},`;
  return exampleError(Math.floor(row / rows), (example) => say(example + place));
}

function checkClasses(loss: string, forOneOutput: string, size: number): void {
  if (size >= 2) return;
  throw new DataError(
    `${loss} needs an output for each of at least 2 classes, but the network has ${size}. ` +
      `For one output there is ${forOneOutput}.`,
  );
}

/** Where a target is no class number, or there is one class alone. */
export const NO_CLASS: readonly string[] = ["size < 2", "t < 0 or t > size - 1 or floor(t) < t"];

/**
 * Refuses targets that aren't class numbers. NaN passes, as a prediction of NaN does.
 *
 * @param forOneOutput - The loss to take for a network with a single output.
 * @throws DataError that names the loss and the example, and says what to do.
 */
export function checkClassNumbers(loss: string, forOneOutput: string, frame: BatchFrame): void {
  const { target, batch } = frame;
  const { size, rows } = rowOf(frame);
  checkClasses(loss, forOneOutput, size);
  for (let row = 0; row < batch * rows; row++) {
    const value = target[row];
    const isWrong = value < 0 || value >= size || Math.floor(value) < value;
    if (!isWrong) continue;
    throw rowError(
      row,
      rows,
      (place) =>
        `${loss} takes class numbers, whole numbers from 0 to ${size - 1} for ${size} outputs, but the target of ` +
        `${place} is ${value}. A LabelEncoder's encode makes them from labels.`,
    );
  }
}

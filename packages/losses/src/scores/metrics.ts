import type { FloatArray, Metric, TakenPredictions } from "@nn/core/component";
import {
  checkClassNumbers,
  checkDistributions,
  checkLabels,
  logitsFor,
  oneForEachRow,
  probabilitiesFor,
  rowOf,
} from "../probabilities.js";

/**
 * The share of the examples whose largest output is the target's largest: right answers among classes, from 0 to 1. Of
 * equal outputs the first counts. Of outputs [steps, classes], as of a sequence, an example has the share of its steps.
 *
 * @throws DataError for fewer than two outputs, where there is nothing to choose from, and for targets that don't sum to
 *   1, as those of a regression.
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [3] });
 * const data = { inputs: [[0, 2, 1], [3, 0, 0]], targets: [[0, 1, 0], [0, 1, 0]] };
 * network.evaluate(data, { loss: categoricalCrossEntropy, metrics: { accuracy } }).accuracy; // => 0.5
 */
export const accuracy: Metric = {
  kind: "accuracy",
  name: "accuracy",

  value(frame) {
    checkDistributions("accuracy", "binaryAccuracy", frame);
    const { batch, prediction, target, values } = frame;
    const { size, rows } = rowOf(frame);
    for (let example = 0; example < batch; example++) {
      let right = 0;
      for (let row = example * rows * size; row < (example + 1) * rows * size; row += size) {
        const answer = indexOfLargest(prediction, row, size);
        if (answer >= 0 && answer === indexOfLargest(target, row, size)) right++;
      }
      values[example] = right / rows;
    }
  },
};

/**
 * {@link accuracy} of class numbers, as targets of {@link sparseCategoricalCrossEntropy} are: the share of the examples whose
 * largest output is that of their class. Of equal outputs the first counts. Of outputs [steps, classes], targets are [steps],
 * and an example has the share of its steps.
 *
 * @throws DataError for targets that aren't class numbers, and for fewer than two outputs.
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [3] });
 * const options = { loss: sparseCategoricalCrossEntropy, metrics: { accuracy: sparseCategoricalAccuracy } };
 * network.evaluate({ inputs: [[0, 2, 1], [3, 0, 0]], targets: [1, 1] }, options).accuracy; // => 0.5
 */
export const sparseCategoricalAccuracy: Metric = {
  kind: "sparseCategoricalAccuracy",
  name: "sparseCategoricalAccuracy",

  targetShape: oneForEachRow,

  value(frame) {
    checkClassNumbers("sparseCategoricalAccuracy", "binaryAccuracy", frame);
    const { batch, prediction, target, values } = frame;
    const { size, rows } = rowOf(frame);
    for (let example = 0; example < batch; example++) {
      let right = 0;
      for (let row = example * rows; row < (example + 1) * rows; row++) {
        if (indexOfLargest(prediction, row * size, size) === row * size + target[row]) right++;
      }
      values[example] = right / rows;
    }
  },
};

/** The index of the first of the largest numbers; −1 if one is NaN, which is no answer. */
export function indexOfLargest(values: FloatArray, row: number, size: number): number {
  let best = row;
  for (let i = row; i < row + size; i++) {
    if (Number.isNaN(values[i])) return -1;
    if (values[i] > values[best]) best = i;
  }
  return best;
}

/**
 * The share of the outputs that lie on the target's side of ½, from 0 to 1; ½ itself counts as 1.
 *
 * @throws DataError for targets that aren't 0 or 1, as those of a regression that were scaled.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1], targets: [0, 1, 0, 1] };
 * network.evaluate(data, { loss: meanSquaredError, metrics: { accuracy: binaryAccuracy } }).accuracy; // => 0.75
 */
export const binaryAccuracy: Metric = /* @__PURE__ */ shareOnTheRightSide(
  "binaryAccuracy",
  /* @__PURE__ */ probabilitiesFor("binaryAccuracy", "accuracy"),
  0.5,
);

/**
 * {@link binaryAccuracy} of p = sigmoid(z), taken from the weighted sums z themselves, whose boundary is 0: what goes with
 * {@link binaryCrossEntropyFromLogits}.
 *
 * @throws DataError for targets that aren't 0 or 1, as those of a regression that were scaled.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * const options = { loss: binaryCrossEntropyFromLogits, metrics: { accuracy: binaryAccuracyFromLogits } };
 * network.evaluate({ inputs: [-3, 0.2, 5, 1], targets: [0, 1, 0, 1] }, options).accuracy; // => 0.75
 */
export const binaryAccuracyFromLogits: Metric = /* @__PURE__ */ shareOnTheRightSide(
  "binaryAccuracyFromLogits",
  /* @__PURE__ */ logitsFor("binaryAccuracy"),
  0,
);

/** Of the outputs of each example, those that lie on the same side of the boundary as their target does of ½. */
function shareOnTheRightSide(name: string, predictions: TakenPredictions, boundary: number): Metric {
  return {
    kind: name,
    name,
    predictions,

    value(frame) {
      checkLabels(name, frame);
      const { batch, outputSize: size, prediction, target, values } = frame;
      for (let example = 0; example < batch; example++) {
        let right = 0;
        for (let i = example * size; i < (example + 1) * size; i++) {
          // A comparison for each, as NaN is on neither side.
          if (target[i] >= 0.5 ? prediction[i] >= boundary : target[i] < 0.5 && prediction[i] < boundary) right++;
        }
        values[example] = right / size;
      }
    },
  };
}

import { DataError, type FloatArray } from "@nn/core";

/**
 * Where a probability counts as 0 or 1. A saturated sigmoid gives exactly 1, whose complement has no logarithm: with
 * this bound the loss of one output is at most 27.6, and its gradient still points the right way.
 */
const SMALLEST = 1e-12;

/** p, moved into [1e-12, 1 − 1e-12]. NaN stays NaN. */
export function clipProbability(p: number): number {
  return Math.min(Math.max(p, SMALLEST), 1 - SMALLEST);
}

/**
 * Refuses numbers outside [0, 1]. NaN passes: it is the trainer's to report.
 *
 * @throws DataError that names the loss, the example and the output, and says what to do.
 */
export function checkProbabilities(
  loss: string,
  what: "prediction" | "target",
  values: FloatArray,
  batch: number,
  size: number,
): void {
  for (let i = 0; i < batch * size; i++) {
    if (values[i]! < 0 || values[i]! > 1) throw notAProbability(loss, what, values[i]!, i, size);
  }
}

function notAProbability(loss: string, what: string, value: number, at: number, size: number): DataError {
  const remedy =
    what === "target"
      ? "Encode the targets as 0 and 1."
      : `End the network in sigmoid or softmax, or use ${loss}FromLogits on the weighted sums.`;
  return new DataError(
    `${loss} is about probabilities, but the ${what} of example ${Math.floor(at / size)} of the batch, ` +
      `output ${at % size}, is ${value}. ${remedy}`,
  );
}

/**
 * Refuses rows of targets that are not a distribution over at least two classes.
 *
 * @param forOneOutput - The loss to take for a network with a single output.
 * @throws DataError that names the loss and the example, and says what to do.
 */
export function checkDistributions(
  loss: string,
  forOneOutput: string,
  target: FloatArray,
  batch: number,
  size: number,
): void {
  if (size < 2) {
    throw new DataError(
      `${loss} needs an output for each of at least 2 classes, but the network has ${size}. ` +
        `For one output there is ${forOneOutput}.`,
    );
  }
  checkProbabilities(loss, "target", target, batch, size);
  for (let example = 0; example < batch; example++) {
    let sum = 0;
    for (let i = example * size; i < (example + 1) * size; i++) sum += target[i]!;
    if (sum < 1 - 1e-5 || sum > 1 + 1e-5) {
      throw new DataError(
        `${loss} takes targets that sum to 1, but those of example ${example} of the batch sum to ${sum}. ` +
          "A LabelEncoder's oneHot makes such rows from labels.",
      );
    }
  }
}

import { DataError, defineLoss, type Loss } from "@nn/core/component";
import { rowError, rowOf } from "../probabilities.js";

/** p and t by their largest numbers, so that no square overflows, and then of length 1. What is 0 has no direction, and stays 0. */
const DIRECTIONS: readonly string[] = [
  "largest = max(abs(p))",
  "x = largest == 0 ? 0 : p / largest",
  "length = sqrt(sum(x^2))",
  "u = length == 0 ? 0 : x / length",
  "y = t / max(abs(t))",
  "w = y / sqrt(sum(y^2))",
];

/**
 * The cosine of the angle between predictions and targets, with a minus sign, so that training turns them to the same
 * direction: −1 there, 1 for opposite ones, whatever their lengths. The mean over the examples.
 *
 *     L = −1/n · Σ over examples of p·t / (‖p‖·‖t‖)
 *     ∂L/∂p = (c·p/‖p‖ − t/‖t‖) / ‖p‖ / n         c = p·t / (‖p‖·‖t‖)
 *
 * The sign is that of Keras's loss; PyTorch's `CosineEmbeddingLoss` adds 1. Predictions that are all 0 have the value and the gradient 0.
 * Of outputs [steps, numbers] each step is a row of its own, and an example has the mean of its steps.
 *
 * Source: G. Salton, A. Wong and C. Yang, "A Vector Space Model for Automatic Indexing" (1975).
 *
 * @throws DataError for targets that are all 0, and for a single output, which has no direction but its sign.
 *
 * @example
 * lossOf(cosineSimilarity, { targets: [[1, 1], [0, 1]], predictions: [[2, 2], [3, 0]] }); // => -0.5
 */
export const cosineSimilarity: Loss = /* @__PURE__ */ defineLoss({
  kind: "cosineSimilarity",
  name: "cosineSimilarity",
  titles: { en: "the negative cosine similarity", fr: "l’opposé de la similarité cosinus" },
  formula: { value: "-sum(t * p) / sqrt(sum(t^2) * sum(p^2))", lastAxis: true },
  value: [...DIRECTIONS, "value = -sum(u * w)"],
  gradient: [...DIRECTIONS, "gradient = largest == 0 ? 0 : (sum(u * w) * u - w) / length / largest / batch"],
  refuses: ["size < 2", "max(abs(t)) == 0"],
  refuse: (frame) => {
    const { size, rows } = rowOf(frame);
    if (size < 2) {
      throw new DataError(
        "cosineSimilarity compares directions, but the network has 1 output. For one there is meanSquaredError.",
      );
    }
    const isZero = (row: number): boolean =>
      frame.target.subarray(row * size, (row + 1) * size).every((value) => value === 0);
    for (let row = 0; row < frame.batch * rows; row++) {
      if (!isZero(row)) continue;
      throw rowError(
        row,
        rows,
        (place) =>
          `cosineSimilarity compares directions, but the targets of ${place} are all 0. Leave such examples out.`,
      );
    }
  },
});

import { checkOptions, defineLoss, finiteNumber, type Loss } from "@nn/core/component";
import { checkClassNumbers, NO_CLASS, POSITIVE } from "../probabilities.js";
import { refuseWrong } from "../wrong-numbers.js";

/** The settings of {@link triplet}. */
export interface TripletOptions {
  /** By how much farther away what is different is to be, above 0; 1 unless given. */
  readonly margin?: number;
}

/**
 * Of several things that are compared with an anchor, the one that is like it is to be nearer than each of the others, by the margin at
 * least. The mean over the examples.
 *
 *     L = 1/n · Σ Σ over j ≠ t of max(0, margin + pₜ − pⱼ)       n examples, distances p from the anchor, t which one is alike
 *     ∂L/∂pⱼ = −[margin + pₜ − pⱼ > 0] / n if j ≠ t;  ∂L/∂pₜ is how many of these are above 0, by n
 *
 * The predictions are distances, as {@link Distances} gives them: of anchor, alike and different there are two, and the target is 0, the number
 * of the first one; with what is alike now first and now second, a training has no reason to warn of equal targets. Of more that are
 * different there are as many more. With squared distances and a margin of 0.2 it is the paper's;
 * PyTorch's `TripletMarginLoss` is that of distances without the square, with a margin of 1, as here unless told.
 *
 * Of outputs [triplets, 2], targets are [triplets], and an example has the mean of its triplets.
 *
 * Source: F. Schroff, D. Kalenichenko and J. Philbin, "FaceNet: A Unified Embedding for Face Recognition and Clustering" (2015).
 *
 * @throws OptionError for options that don't exist, and a margin that isn't above 0; DataError for negative predictions, and targets that
 *   aren't the number of one of them.
 *
 * @example
 * lossOf(triplet({ margin: 0.5 }), { targets: [0, 0], predictions: [[1, 3], [1, 1.25]] }); // => 0.125
 */
export function triplet(options: TripletOptions = {}): Loss {
  checkOptions("triplet", options, ["margin"]);
  const { margin = 1 } = options;
  finiteNumber("triplet: margin", margin, { above: 0 });
  const alike = "alike = sum(index == t ? p : 0)";
  return defineLoss({
    kind: "triplet",
    settings: { margin },
    name: `triplet(margin ${margin})`,
    titles: {
      en: `the triplet loss with a margin of ${margin}`,
      fr: `la perte par triplets avec une marge de ${String(margin).replace(".", ",")}`,
    },
    predictions: POSITIVE,
    formula: {
      value: `sum((1 - t) * max(0, ${margin} + sum(t * p) - p))`,
      oneHot: true,
      lastAxis: true,
    },
    value: [alike, `value = sum(index == t ? 0 : max(0, ${margin} + alike - p))`],
    gradient: [
      alike,
      `over = index == t ? 0 : step(${margin} + alike - p)`,
      "gradient = (index == t ? sum(over) : -over) / batch",
    ],
    refuses: ["p < 0", ...NO_CLASS],
    refuse: (frame) => {
      const about = "triplet is about distances, numbers of at least 0";
      refuseWrong(frame, "prediction", (value) => value < 0, about, POSITIVE.remedy);
      checkClassNumbers("triplet", "contrastive", frame);
    },
  });
}

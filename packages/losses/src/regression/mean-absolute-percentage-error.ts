import { defineLoss, type Loss } from "@nn/core/component";
import { refuseWrong } from "../wrong-numbers.js";

/**
 * The mean over the examples and their outputs of how far predictions are off, in percent of the target.
 *
 *     L = 100/(n·m) · Σ |p − t| / |t|              n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = 100·sign(p − t) / |t| / (n·m)        0 where p = t
 *
 * A target of 0 has no percentage: it is refused, where Keras divides by 1e-7 and scikit-learn by 2.2e-16. scikit-learn's
 * is a share, without the 100.
 *
 * Source: R. Hyndman and A. Koehler, "Another Look at Measures of Forecast Accuracy" (2006), section 2.2.
 *
 * @throws DataError for a target of 0.
 *
 * @example
 * lossOf(meanAbsolutePercentageError, { targets: [200, 50], predictions: [190, 55] }); // => 7.5
 */
export const meanAbsolutePercentageError: Loss = /* @__PURE__ */ defineLoss({
  kind: "meanAbsolutePercentageError",
  name: "meanAbsolutePercentageError",
  titles: {
    en: "the mean absolute percentage error (MAPE)",
    fr: "l’erreur absolue moyenne en pourcentage (MAPE)",
  },
  formula: { value: "100 * mean(abs((p - t) / t))", derivative: "100 * sign(p - t) / abs(t) / size" },
  gradient: ["gradient = 100 * sign(p - t) / abs(t) / (batch * size)"],
  refuses: ["t == 0"],
  refuse: (frame) =>
    refuseWrong(
      frame,
      "target",
      (target) => target === 0,
      "meanAbsolutePercentageError divides by the target",
      "For targets that may be 0 there is meanAbsoluteError.",
    ),
});

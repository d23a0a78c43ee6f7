import { defineLoss, type Loss } from "@nn/core/component";
import { POSITIVE } from "../probabilities.js";
import { refuseWrong } from "../wrong-numbers.js";

/**
 * The mean over the examples and their outputs of the squared differences of logarithms: for amounts of very different sizes,
 * where being off by a factor counts alike for small and for large ones.
 *
 *     L = 1/(n·m) · Σ (ln(1 + p) − ln(1 + t))²                       n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = 2·(ln(1 + p) − ln(1 + t)) / (1 + p) / (n·m)
 *
 * Source: scikit-learn's `mean_squared_log_error`.
 *
 * @throws DataError for predictions and targets of −1 and less, which have no logarithm here.
 *
 * @example
 * lossOf(meanSquaredLogarithmicError, { targets: [0, 99], predictions: [0, 999] }); // => 2.6509
 */
export const meanSquaredLogarithmicError: Loss = /* @__PURE__ */ defineLoss({
  kind: "meanSquaredLogarithmicError",
  name: "meanSquaredLogarithmicError",
  titles: {
    en: "the mean squared logarithmic error (MSLE)",
    fr: "l’erreur quadratique logarithmique moyenne (MSLE)",
  },
  predictions: POSITIVE,
  formula: {
    value: "mean((log(1 + p) - log(1 + t))^2)",
    derivative: "2 * (log(1 + p) - log(1 + t)) / (1 + p) / size",
  },
  value: ["value = mean((log1p(p) - log1p(t))^2)"],
  gradient: ["gradient = 2 * (log1p(p) - log1p(t)) / (1 + p) / (batch * size)"],
  refuses: ["p <= -1", "t <= -1"],
  refuse: (frame) => {
    const takes = "meanSquaredLogarithmicError takes numbers above -1";
    refuseWrong(frame, "target", isTooSmall, takes, "For others there is meanSquaredError.");
    refuseWrong(frame, "prediction", isTooSmall, takes, POSITIVE.remedy);
  },
});

function isTooSmall(value: number): boolean {
  return value <= -1;
}

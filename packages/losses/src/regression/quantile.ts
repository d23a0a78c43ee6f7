import { checkOptions, defineLoss, finiteNumber, type Loss } from "@nn/core/component";

/** The settings of {@link quantile}. */
export interface QuantileOptions {
  /** Which share of the targets is to lie below the predictions, between 0 and 1: 0.5 for the median. */
  readonly level: number;
}

/**
 * What is least where a share τ of the targets lies below the predictions, and the others above: it forecasts a quantile in the place of
 * the mean. Also known as the pinball loss. The mean over the examples and their outputs.
 *
 *     L = 1/(n·m) · Σ max(τ·(t − p), (τ − 1)·(t − p))         n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = ((1 − τ) where p > t, −τ where p < t) / (n·m)    and between the two, ½ − τ, where p = t
 *
 * Source: R. Koenker and G. Bassett, "Regression Quantiles" (1978).
 *
 * @throws OptionError for options that don't exist, and a level that isn't between 0 and 1.
 *
 * @example
 * lossOf(quantile({ level: 0.9 }), { targets: [10, 10], predictions: [9, 11] }); // => 0.5
 */
export function quantile(options: QuantileOptions): Loss {
  checkOptions("quantile", options, ["level"]);
  const level = finiteNumber("quantile: level", options.level, { above: 0, below: 1 });
  return defineLoss({
    kind: "quantile",
    settings: { level },
    name: `quantile(level ${level})`,
    titles: {
      en: `the quantile loss at the level ${level}`,
      fr: `la perte quantile au niveau ${String(level).replace(".", ",")}`,
    },
    formula: {
      value: `mean(max(${level} * (t - p), (${level} - 1) * (t - p)))`,
      derivative: `((1 + sign(p - t)) / 2 - ${level}) / size`,
    },
    gradient: [`gradient = ((1 + sign(p - t)) / 2 - ${level}) / (batch * size)`],
  });
}

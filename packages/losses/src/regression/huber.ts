import { checkOptions, defineLoss, finiteNumber, type Loss } from "@nn/core/component";

/** The settings of {@link huber}. */
export interface HuberOptions {
  /** Up to which difference the loss is a square; 1 unless given. */
  readonly delta?: number;
}

/**
 * Half the squared difference d where that is small, and a straight line beyond: a few targets that are far off weigh little.
 * The mean over the examples and their outputs.
 *
 *     L = 1/(n·m) · Σ d²/2 where |d| ≤ δ, else δ·(|d| − δ/2)         d = p − t, prediction p, target t
 *     ∂L/∂p = d / (n·m) where |d| ≤ δ, else δ·sign(d) / (n·m)
 *
 * As in Keras and in PyTorch's `HuberLoss`; PyTorch's `SmoothL1Loss` is this divided by its β.
 *
 * Source: P. Huber, "Robust Estimation of a Location Parameter" (1964).
 *
 * @throws OptionError for options that don't exist, and a delta that isn't a finite number above 0.
 *
 * @example
 * lossOf(huber({ delta: 1 }), { targets: [0, 0], predictions: [0.5, 10] }); // => 4.8125
 */
export function huber(options: HuberOptions = {}): Loss {
  checkOptions("huber", options, ["delta"]);
  const { delta = 1 } = options;
  finiteNumber("huber: delta", delta, { above: 0 });
  const near = `min(abs(p - t), ${delta})`;
  return defineLoss({
    kind: "huber",
    settings: { delta },
    name: `huber(delta ${delta})`,
    titles: { en: "the Huber loss", fr: "la perte de Huber" },
    formula: {
      value: `mean(${near} * (abs(p - t) - ${near} / 2))`,
      derivative: `max(-${delta}, min(${delta}, p - t)) / size`,
    },
    gradient: [`gradient = max(-${delta}, min(${delta}, p - t)) / (batch * size)`],
  });
}

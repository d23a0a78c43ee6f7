import { type Activation, checkOptions, defineActivation, finiteNumber } from "@nn/core/component";

/** The settings of {@link thresholdedRelu}. */
export interface ThresholdedReluOptions {
  /** What z must be above; 1 unless given. */
  readonly threshold?: number;
}

/**
 * What isn't above a threshold becomes 0, what is stays as it is: the curve has a jump there.
 *
 *     a = z if z > threshold, else 0
 *     da/dz = 1 if z > threshold, else 0
 *
 * Source: K. Konda, R. Memisevic and D. Krueger, "Zero-bias Autoencoders and the Benefits of Co-adapting Features" (2015).
 *
 * @throws OptionError for options that don't exist, and a threshold that isn't a finite number of at least 0.
 *
 * @example
 * const network = new Sequential([new Activate(thresholdedRelu())], { inputShape: [3] });
 * network.predict([-2, 1, 3]); // => [0, 0, 3]
 */
export function thresholdedRelu(options: ThresholdedReluOptions = {}): Activation {
  checkOptions("thresholdedRelu", options, ["threshold"]);
  const { threshold = 1 } = options;
  finiteNumber("thresholdedRelu: threshold", threshold, { atLeast: 0 });
  return defineActivation({
    kind: "thresholdedRelu",
    settings: { threshold },
    name: `thresholdedRelu(threshold ${threshold})`,
    titles: { en: "the thresholded ReLU function", fr: "la fonction ReLU à seuil" },
    formula: { value: `z * step(z - ${threshold})`, derivative: `step(z - ${threshold})` },
    range: { least: 0, most: Infinity },
  });
}

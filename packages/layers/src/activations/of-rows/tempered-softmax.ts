import { type Activation, checkOptions, defineActivation, finiteNumber } from "@nn/core/component";

/** The settings of {@link temperedSoftmax}. */
export interface TemperedSoftmaxOptions {
  /** What the numbers are divided by first: above 1 the probabilities become more alike, below 1 less so. */
  readonly temperature: number;
}

/**
 * {@link softmax} at a temperature T: of the numbers divided by it. A high one makes the probabilities more alike, as those
 * that a smaller network learns from a larger one.
 *
 *     aᵢ = e^(zᵢ/T) / Σⱼ e^(zⱼ/T)
 *     ∂aᵢ/∂zⱼ = aᵢ·(δᵢⱼ − aⱼ)/T, so dzᵢ = aᵢ·(daᵢ − Σⱼ aⱼ·daⱼ)/T
 *
 * Source: G. Hinton, O. Vinyals and J. Dean, "Distilling the Knowledge in a Neural Network" (2015).
 *
 * @throws OptionError for options that don't exist, and a temperature that isn't a finite number above 0.
 *
 * @example
 * const network = new Sequential([new Activate(temperedSoftmax({ temperature: 4 }))], { inputShape: [2] });
 * network.predict([0, 4]); // => [0.2689, 0.7311]
 */
export function temperedSoftmax(options: TemperedSoftmaxOptions): Activation {
  checkOptions("temperedSoftmax", options, ["temperature"]);
  const temperature = finiteNumber("temperedSoftmax: temperature", options.temperature, { above: 0 });
  return defineActivation({
    kind: "temperedSoftmax",
    settings: { temperature },
    name: `temperedSoftmax(temperature ${temperature})`,
    titles: {
      en: `the softmax function at the temperature ${temperature}`,
      fr: `la fonction softmax à la température ${String(temperature).replace(".", ",")}`,
    },
    formula: {
      value: `exp(z / ${temperature}) / sum(exp(z / ${temperature}))`,
      derivative: `a * (1 - a) / ${temperature}`,
      crossDerivative: `-a * b / ${temperature}`,
    },
    range: { least: 0, most: 1, sum: 1 },
    forward: [`a = exp((z - max(z)) / ${temperature})`, "a = a / sum(a)"],
    backward: [`dz = a * (da - sum(a * da)) / ${temperature}`],
  });
}

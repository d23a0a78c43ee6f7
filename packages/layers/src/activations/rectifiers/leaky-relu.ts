import { type Activation, checkOptions, defineActivation, finiteNumber } from "@nn/core/component";

/** The settings of {@link leakyRelu}. */
export interface LeakyReluOptions {
  /** The slope for negative z; 0.01 unless given. */
  readonly slope?: number;
}

/**
 * The leaky rectified linear unit: what is negative isn't lost, but made small, so that a unit goes on learning there.
 *
 *     a = z if z > 0, else slope·z
 *     da/dz = 1 if z > 0, else slope
 *
 * The slope is 0.01 unless given, as in the paper and in PyTorch; Keras has 0.3 or 0.2.
 *
 * Source: A. Maas, A. Hannun and A. Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic Models" (2013).
 *
 * @throws OptionError for options that don't exist, and a slope that isn't a finite number of at least 0.
 *
 * @example
 * const network = new Sequential([new Activate(leakyRelu({ slope: 0.1 }))], { inputShape: [3] });
 * network.predict([-2, 0, 3]); // => [-0.2, 0, 3]
 */
export function leakyRelu(options: LeakyReluOptions = {}): Activation {
  checkOptions("leakyRelu", options, ["slope"]);
  const { slope = 0.01 } = options;
  finiteNumber("leakyRelu: slope", slope, { atLeast: 0 });
  return defineActivation({
    kind: "leakyRelu",
    settings: { slope },
    name: `leakyRelu(slope ${slope})`,
    titles: { en: "the leaky ReLU function", fr: "la fonction ReLU à fuite" },
    formula: { value: `max(0, z) + ${slope} * min(0, z)`, derivative: `step(z) + ${slope} * (1 - step(z))` },
    range: { least: slope === 0 ? 0 : -Infinity, most: Infinity },
  });
}

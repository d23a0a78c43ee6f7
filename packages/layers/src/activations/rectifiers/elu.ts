import { type Activation, checkOptions, defineActivation, finiteNumber } from "@nn/core/component";

/** The settings of {@link elu}. */
export interface EluOptions {
  /** How far below 0 it goes; 1 unless given. */
  readonly alpha?: number;
}

/**
 * The exponential linear unit: what is negative nears −α, so that the mean of a unit's outputs is nearer to 0.
 *
 *     a = z if z > 0, else α·(e^z − 1)
 *     da/dz = 1 if z > 0, else α·e^z
 *
 * e^z − 1 is computed as 2·t / (1 − t) with t = tanh(z/2), which has all digits near 0.
 *
 * Source: D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and Accurate Deep Network Learning by Exponential Linear
 * Units (ELUs)" (2016).
 *
 * @throws OptionError for options that don't exist, and an alpha that isn't a finite number of at least 0.
 *
 * @example
 * const network = new Sequential([new Activate(elu({ alpha: 2 }))], { inputShape: [3] });
 * network.predict([-1000, 0, 3]); // => [-2, 0, 3]
 */
export function elu(options: EluOptions = {}): Activation {
  checkOptions("elu", options, ["alpha"]);
  const { alpha = 1 } = options;
  finiteNumber("elu: alpha", alpha, { atLeast: 0 });
  return defineActivation({
    kind: "elu",
    settings: { alpha },
    name: `elu(alpha ${alpha})`,
    titles: { en: "the ELU function", fr: "la fonction ELU" },
    formula: {
      value: `max(0, z) + ${alpha} * (exp(min(0, z)) - 1)`,
      derivative: `step(z) + ${alpha} * (1 - step(z)) * exp(min(0, z))`,
    },
    range: { least: -alpha, most: Infinity },
    forward: ["t = tanh(min(z, 0) / 2)", `a = max(z, 0) + ${alpha} * (2 * t / (1 - t))`],
  });
}

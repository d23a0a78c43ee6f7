import { type Activation, checkOptions, defineActivation, finiteNumber } from "@nn/core/component";

/** The settings of {@link celu}. */
export interface CeluOptions {
  /** How far below 0 it goes; 1 unless given. */
  readonly alpha?: number;
}

/**
 * {@link elu} with a slope of 1 at 0 for every α: the curve has no kink.
 *
 *     a = z if z > 0, else α·(e^(z/α) − 1)
 *     da/dz = 1 if z > 0, else e^(z/α)
 *
 * e^x − 1 is computed as 2·t / (1 − t) with t = tanh(x/2), which has all digits near 0.
 *
 * Source: J. Barron, "Continuously Differentiable Exponential Linear Units" (2017).
 *
 * @throws OptionError for options that don't exist, and an alpha that isn't a finite number above 0.
 *
 * @example
 * const network = new Sequential([new Activate(celu({ alpha: 2 }))], { inputShape: [3] });
 * network.predict([-1000, 0, 3]); // => [-2, 0, 3]
 */
export function celu(options: CeluOptions = {}): Activation {
  checkOptions("celu", options, ["alpha"]);
  const { alpha = 1 } = options;
  finiteNumber("celu: alpha", alpha, { above: 0 });
  return defineActivation({
    kind: "celu",
    settings: { alpha },
    name: `celu(alpha ${alpha})`,
    titles: { en: "the CELU function", fr: "la fonction CELU" },
    formula: {
      value: `max(0, z) + ${alpha} * (exp(min(0, z) / ${alpha}) - 1)`,
      derivative: `exp(min(0, z) / ${alpha})`,
    },
    range: { least: -alpha, most: Infinity },
    forward: [`t = tanh(min(z, 0) / ${alpha} / 2)`, `a = max(z, 0) + ${alpha} * (2 * t / (1 - t))`],
  });
}

import {
  checkOptions,
  type Fans,
  type FloatArray,
  finiteNumber,
  type Initializer,
  normal,
  OptionError,
  type Random,
  show,
  uniform,
} from "@nn/core/component";
import { truncated } from "./truncated-normal.js";

/** What the variance is divided by. */
const MODES = {
  fanIn: ({ fanIn }: Fans): number => fanIn,
  fanOut: ({ fanOut }: Fans): number => fanOut,
  fanAverage: ({ fanIn, fanOut }: Fans): number => (fanIn + fanOut) / 2,
} as const;

/** The standard deviation of a normal distribution that is cut off at two of its deviations. */
const TRUNCATED_DEVIATION = 0.8796256610342398;

/** Numbers around 0 with the variance 1. */
const DISTRIBUTIONS = {
  normal: (random: Random): number => normal(random),
  truncatedNormal: (random: Random): number => truncated(random) / TRUNCATED_DEVIATION,
  uniform: (random: Random): number => uniform(random, -Math.sqrt(3), Math.sqrt(3)),
} as const;

/** The settings of {@link VarianceScaling}. */
export interface VarianceScalingOptions {
  /** The variance times the fan; 1 unless given. */
  readonly scale?: number;
  /** The fan: `"fanIn"` unless given, `"fanOut"`, or the mean of both, `"fanAverage"`. */
  readonly mode?: keyof typeof MODES;
  /** What is drawn from: `"truncatedNormal"` unless given, `"normal"` or `"uniform"`, each with that variance. */
  readonly distribution?: keyof typeof DISTRIBUTIONS;
}

/**
 * Values around 0 whose variance is a scale divided by a fan. `lecunNormal` is a scale of 1 by `fanIn`, `heNormal` one of 2,
 * `glorotNormal` one of 1 by `fanAverage`, each with the distribution `"normal"`.
 *
 * Source: Keras's `VarianceScaling`; for the variance of the truncated distribution, N. Johnson, S. Kotz and N. Balakrishnan,
 * *Continuous Univariate Distributions*, volume 1 (1994), section 13.10.1.
 *
 * @throws OptionError for options that don't exist, a scale that isn't above 0, and another mode or distribution.
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: new VarianceScaling({ scale: 0.1, mode: "fanAverage" }) })]);
 */
export class VarianceScaling implements Initializer {
  readonly name: string;
  readonly #settings: Required<VarianceScalingOptions>;

  constructor(options: VarianceScalingOptions = {}) {
    checkOptions("VarianceScaling", options, ["scale", "mode", "distribution"]);
    const { scale = 1, mode = "fanIn", distribution = "truncatedNormal" } = options;
    finiteNumber("VarianceScaling: scale", scale, { above: 0 });
    oneOf("mode", mode, MODES);
    oneOf("distribution", distribution, DISTRIBUTIONS);
    this.#settings = { scale, mode, distribution };
    this.name = `varianceScaling(scale ${scale}, ${mode}, ${distribution})`;
  }

  get kind(): string {
    return "VarianceScaling";
  }

  settings(): Required<VarianceScalingOptions> {
    return { ...this.#settings };
  }

  fill(values: FloatArray, fans: Fans, random: Random): void {
    const { scale, mode, distribution } = this.#settings;
    const draw = DISTRIBUTIONS[distribution];
    const deviation = Math.sqrt(scale / MODES[mode](fans));
    for (let i = 0; i < values.length; i++) values[i] = deviation * draw(random);
  }
}

function oneOf(option: string, value: unknown, known: object): void {
  if (typeof value === "string" && Object.hasOwn(known, value)) return;
  const names = Object.keys(known).map((name) => `"${name}"`);
  throw new OptionError(`VarianceScaling: ${option} must be one of ${names.join(", ")}, but is ${show(value)}.`);
}

import {
  checkOptions,
  type Fans,
  type FloatArray,
  finiteNumber,
  type Initializer,
  normal,
  type Random,
} from "@nn/core/component";
import type { NormalOptions } from "./random.js";

/** What is drawn beyond so many standard deviations is drawn again. */
const FARTHEST = 2;

/** A number from the standard normal distribution, within two deviations: its own deviation is 0.8796. */
export function truncated(random: Random): number {
  for (;;) {
    const drawn = normal(random);
    if (Math.abs(drawn) <= FARTHEST) return drawn;
  }
}

/**
 * Values from the normal distribution, but for those that are more than two standard deviations from the mean, which are drawn again: no
 * weight begins far off. Their own deviation is 0.88 times that of the distribution.
 *
 * Source: Keras's `TruncatedNormal`, whose mean and deviation are those of the distribution as well.
 *
 * @throws OptionError for a negative deviation, or numbers that are not finite.
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: new TruncatedNormal({ standardDeviation: 0.02 }) })]);
 */
export class TruncatedNormal implements Initializer {
  readonly name: string;
  /** What the values lie around. */
  readonly mean: number;
  /** The standard deviation of the distribution; no value is farther than twice it from the mean. */
  readonly standardDeviation: number;

  constructor(options: NormalOptions = {}) {
    checkOptions("TruncatedNormal", options, ["mean", "standardDeviation"]);
    const { mean = 0, standardDeviation = 1 } = options;
    this.mean = finiteNumber("TruncatedNormal: mean", mean);
    this.standardDeviation = finiteNumber("TruncatedNormal: standardDeviation", standardDeviation, { atLeast: 0 });
    this.name = `truncatedNormal(mean ${this.mean}, standardDeviation ${this.standardDeviation})`;
  }

  get kind(): string {
    return "TruncatedNormal";
  }

  settings(): Required<NormalOptions> {
    return { mean: this.mean, standardDeviation: this.standardDeviation };
  }

  fill(values: FloatArray, _fans: Fans, random: Random): void {
    for (let i = 0; i < values.length; i++) values[i] = this.mean + this.standardDeviation * truncated(random);
  }
}

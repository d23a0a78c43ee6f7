import {
  checkOptions,
  type Fans,
  type FloatArray,
  finiteNumber,
  type Initializer,
  normal,
  OptionError,
  type Random,
  uniform,
} from "@nn/core/component";

/** The distribution that {@link Normal} draws from. */
export interface NormalOptions {
  /** 0 unless given. */
  readonly mean?: number;
  /** 1 unless given. */
  readonly standardDeviation?: number;
}

/**
 * Values from the normal distribution, by default the standard one, as the lab draws its weights.
 *
 * @throws OptionError for a negative deviation, or numbers that are not finite.
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: new Normal({ standardDeviation: 0.1 }) })]);
 */
export class Normal implements Initializer {
  readonly name: string;
  /** What the values lie around. */
  readonly mean: number;
  /** How far they typically lie from the mean: about two thirds lie within it. At 0 all are the mean. */
  readonly standardDeviation: number;

  constructor(options: NormalOptions = {}) {
    checkOptions("Normal", options, ["mean", "standardDeviation"]);
    const { mean = 0, standardDeviation = 1 } = options;
    this.mean = finiteNumber("Normal: mean", mean);
    this.standardDeviation = finiteNumber("Normal: standardDeviation", standardDeviation, { atLeast: 0 });
    this.name = `normal(mean ${this.mean}, standardDeviation ${this.standardDeviation})`;
  }

  get kind(): string {
    return "Normal";
  }

  settings(): Required<NormalOptions> {
    return { mean: this.mean, standardDeviation: this.standardDeviation };
  }

  fill(values: FloatArray, _fans: Fans, random: Random): void {
    for (let i = 0; i < values.length; i++) values[i] = normal(random, this.mean, this.standardDeviation);
  }
}

/** The interval that {@link Uniform} draws from. */
export interface UniformOptions {
  /** −0.05 unless given. */
  readonly low?: number;
  /** 0.05 unless given. */
  readonly high?: number;
}

/**
 * Values drawn evenly from [low, high).
 *
 * @throws OptionError if low is not below high, or they are not finite.
 *
 * @example
 * new Sequential([new Dense(2, 2, { weightInitializer: new Uniform({ low: -1, high: 1 }) })]);
 */
export class Uniform implements Initializer {
  readonly name: string;
  /** The least value that may be drawn. */
  readonly low: number;
  /** The end of the interval, which is itself left out. */
  readonly high: number;

  constructor(options: UniformOptions = {}) {
    checkOptions("Uniform", options, ["low", "high"]);
    const { low = -0.05, high = 0.05 } = options;
    this.low = finiteNumber("Uniform: low", low);
    this.high = finiteNumber("Uniform: high", high);
    if (this.low >= this.high) {
      throw new OptionError(`Uniform: low must be below high, but ${this.low} is not below ${this.high}.`);
    }
    finiteNumber("Uniform: high - low", this.high - this.low);
    this.name = `uniform(${this.low} to ${this.high})`;
  }

  get kind(): string {
    return "Uniform";
  }

  settings(): Required<UniformOptions> {
    return { low: this.low, high: this.high };
  }

  fill(values: FloatArray, _fans: Fans, random: Random): void {
    for (let i = 0; i < values.length; i++) values[i] = uniform(random, this.low, this.high);
  }
}

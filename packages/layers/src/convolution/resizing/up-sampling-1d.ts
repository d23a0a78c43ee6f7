import type { Titles } from "@nn/core/component";
import type { Sequences, StepAxes } from "../windows/sequences.js";
import { SEQUENCES } from "./resized-field.js";
import { UpSampling } from "./up-sampling.js";

/** What an {@link UpSampling1D} is made from. */
export interface UpSampling1DSettings {
  /** How many times as long the sequence becomes. */
  readonly size: number;
}

/**
 * A sequence made longer by a whole factor: each step is repeated.
 *
 *     y[p, c] = x[⌊p / size⌋, c]
 *     dx[t, c] = Σ of dy over the repetitions of the step
 *
 * Sequences are [steps, features]. Keras repeats each step twice unless told; here it is always said.
 *
 * @throws OptionError for a factor that isn't a whole number of at least 1, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new UpSampling1D(2)], { inputShape: [2, 1] });
 * network.predict([[5], [7]]); // => [[5], [5], [7], [7]]
 */
export class UpSampling1D extends UpSampling<number, number, Sequences, StepAxes> {
  /** @param size - How many times as long the sequence becomes. */
  constructor(size: number);
  constructor(size: number, ...more: readonly unknown[]) {
    super("UpSampling1D", SEQUENCES, size, more);
  }

  get kind(): string {
    return "UpSampling1D";
  }

  get titles(): Titles {
    return { en: "the upsampling layer of sequences", fr: "la couche d’allongement des suites" };
  }

  /** What its settings describe. */
  static from({ size }: UpSampling1DSettings): UpSampling1D {
    return new UpSampling1D(size);
  }
}

import type { Titles } from "@nn/core/component";
import { SEQUENCES, type Sequences, type StepAxes } from "../windows/sequences.js";
import { LARGEST } from "./largest.js";
import { Pooling, type PoolingOptions, type PoolingSettings } from "./pooling.js";

/** What may differ between {@link MaxPooling1D} layers of the same size. */
export interface MaxPooling1DOptions extends PoolingOptions<number> {}

/** What a {@link MaxPooling1D} is made from. */
export interface MaxPooling1DSettings extends PoolingSettings<number> {}

/**
 * Max pooling: of what a window sees of a sequence, the largest number, for each feature.
 *
 *     y[p, c] = max over i of x[p·s + i, c]
 *     dx[t, c] = Σ of dy[p, c] over the places whose largest number it is
 *
 * Sequences are [steps, features]. Of equal numbers the first one is taken. NaN counts as larger than any
 * number, so that it isn't lost.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new MaxPooling1D(2)], { inputShape: [4, 1] });
 * network.predict([[1], [4], [0], [2]]); // => [[4], [2]]
 */
export class MaxPooling1D extends Pooling<number, number, Sequences, StepAxes> {
  /**
   * @param poolSize - How many steps the window sees.
   */
  constructor(poolSize: number, options: MaxPooling1DOptions = {}) {
    super("MaxPooling1D", SEQUENCES, LARGEST, poolSize, options);
  }

  get kind(): string {
    return "MaxPooling1D";
  }

  get titles(): Titles {
    return { en: "the max pooling layer of sequences", fr: "la couche de pooling par le maximum pour des suites" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: MaxPooling1DSettings): MaxPooling1D {
    return new MaxPooling1D(poolSize, options);
  }
}

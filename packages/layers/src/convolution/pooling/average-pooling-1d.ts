import type { Titles } from "@nn/core/component";
import { SEQUENCES, type Sequences, type StepAxes } from "../windows/sequences.js";
import { MEAN } from "./mean.js";
import { Pooling, type PoolingOptions, type PoolingSettings } from "./pooling.js";

/** What may differ between {@link AveragePooling1D} layers of the same size. */
export interface AveragePooling1DOptions extends PoolingOptions<number> {}

/** What an {@link AveragePooling1D} is made from. */
export interface AveragePooling1DSettings extends PoolingSettings<number> {}

/**
 * Average pooling: of what a window sees of a sequence, the mean, for each feature.
 *
 *     y[p, c] = mean over i of x[p·s + i, c]
 *     dx[t, c] = Σ of dy[p, c] / n over the places that see it, n: how many steps the window sees there
 *
 * Sequences are [steps, features]. What lies outside the sequence has no part in a mean, as in Keras; PyTorch takes it as 0
 * unless told otherwise.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new AveragePooling1D(2)], { inputShape: [4, 1] });
 * network.predict([[1], [4], [0], [2]]); // => [[2.5], [1]]
 */
export class AveragePooling1D extends Pooling<number, number, Sequences, StepAxes> {
  /**
   * @param poolSize - How many steps the window sees.
   */
  constructor(poolSize: number, options: AveragePooling1DOptions = {}) {
    super("AveragePooling1D", SEQUENCES, MEAN, poolSize, options);
  }

  get kind(): string {
    return "AveragePooling1D";
  }

  get titles(): Titles {
    return { en: "the average pooling layer of sequences", fr: "la couche de pooling par la moyenne pour des suites" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: AveragePooling1DSettings): AveragePooling1D {
    return new AveragePooling1D(poolSize, options);
  }
}

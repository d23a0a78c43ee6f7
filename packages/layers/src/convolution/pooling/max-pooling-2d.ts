import type { Titles } from "@nn/core/component";
import type { Pair } from "../windows/geometry.js";
import { IMAGES, type ImageAxes, type Images } from "../windows/images.js";
import { LARGEST } from "./largest.js";
import { Pooling, type PoolingOptions, type PoolingSettings } from "./pooling.js";

/** What may differ between {@link MaxPooling2D} layers of the same size. */
export interface MaxPooling2DOptions extends PoolingOptions<Pair> {}

/** What a {@link MaxPooling2D} is made from. */
export interface MaxPooling2DSettings extends PoolingSettings<Pair> {}

/**
 * Max pooling: of what a window sees of an image, the largest number, for each channel.
 *
 *     y[v, u, c] = max over i, j of image[v·s + i, u·s + j, c]
 *     dimage[y, x, c] = Σ of dy[v, u, c] over the places whose largest number it is
 *
 * Images are [height, width, channels]. Of equal numbers the first one is taken, row by row. NaN counts as larger than any
 * number, so that it isn't lost.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new MaxPooling2D(2)], { inputShape: [2, 4, 1] });
 * network.predict([[[1], [4], [0], [2]], [[3], [2], [1], [1]]]); // => [[[4], [2]]]
 */
export class MaxPooling2D extends Pooling<Pair, readonly [down: number, across: number], Images, ImageAxes> {
  /**
   * @param poolSize - The height and the width of the window, or one number for both.
   */
  constructor(poolSize: Pair, options: MaxPooling2DOptions = {}) {
    super("MaxPooling2D", IMAGES, LARGEST, poolSize, options);
  }

  get kind(): string {
    return "MaxPooling2D";
  }

  get titles(): Titles {
    return { en: "the max pooling layer", fr: "la couche de pooling par le maximum" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: MaxPooling2DSettings): MaxPooling2D {
    return new MaxPooling2D(poolSize, options);
  }
}

import type { Titles } from "@nn/core/component";
import type { Pair } from "../windows/geometry.js";
import { IMAGES, type ImageAxes, type Images } from "../windows/images.js";
import { MEAN } from "./mean.js";
import { Pooling, type PoolingOptions, type PoolingSettings } from "./pooling.js";

/** What may differ between {@link AveragePooling2D} layers of the same size. */
export interface AveragePooling2DOptions extends PoolingOptions<Pair> {}

/** What an {@link AveragePooling2D} is made from. */
export interface AveragePooling2DSettings extends PoolingSettings<Pair> {}

/**
 * Average pooling: of what a window sees of an image, the mean, for each channel.
 *
 *     y[v, u, c] = mean over i, j of image[v·s + i, u·s + j, c]
 *     dimage[y, x, c] = Σ of dy[v, u, c] / n over the places that see it, n: how many pixels the window sees there
 *
 * Images are [height, width, channels]. What lies outside the image has no part in a mean, as in Keras; PyTorch takes it as 0
 * unless told otherwise.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new AveragePooling2D(2)], { inputShape: [2, 4, 1] });
 * network.predict([[[1], [4], [0], [2]], [[3], [2], [1], [1]]]); // => [[[2.5], [1]]]
 */
export class AveragePooling2D extends Pooling<Pair, readonly [down: number, across: number], Images, ImageAxes> {
  /**
   * @param poolSize - The height and the width of the window, or one number for both.
   */
  constructor(poolSize: Pair, options: AveragePooling2DOptions = {}) {
    super("AveragePooling2D", IMAGES, MEAN, poolSize, options);
  }

  get kind(): string {
    return "AveragePooling2D";
  }

  get titles(): Titles {
    return { en: "the average pooling layer", fr: "la couche de pooling par la moyenne" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: AveragePooling2DSettings): AveragePooling2D {
    return new AveragePooling2D(poolSize, options);
  }
}

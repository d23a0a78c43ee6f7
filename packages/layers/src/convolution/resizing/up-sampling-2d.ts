import type { Titles } from "@nn/core/component";
import type { Pair } from "../windows/geometry.js";
import type { ImageAxes, Images } from "../windows/images.js";
import { IMAGES } from "./resized-field.js";
import { UpSampling } from "./up-sampling.js";

/** What an {@link UpSampling2D} is made from. */
export interface UpSampling2DSettings {
  /** How many times as high and as wide the image becomes, or one number for both. */
  readonly size: Pair;
}

/**
 * An image enlarged by whole factors: each pixel becomes a block of pixels like it.
 *
 *     y[v, u, c] = image[⌊v / down⌋, ⌊u / across⌋, c]
 *     dimage[y, x, c] = Σ of dy over the block of the pixel
 *
 * Images are [height, width, channels].
 *
 * @throws OptionError for factors that are not whole numbers of at least 1, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new UpSampling2D([1, 2])], { inputShape: [1, 2, 1] });
 * network.predict([[[5], [7]]]); // => [[[5], [5], [7], [7]]]
 */
export class UpSampling2D extends UpSampling<Pair, readonly [down: number, across: number], Images, ImageAxes> {
  /** @param size - How many times as high and as wide the image becomes. */
  constructor(size: Pair);
  constructor(size: Pair, ...more: readonly unknown[]) {
    super("UpSampling2D", IMAGES, size, more);
  }

  get kind(): string {
    return "UpSampling2D";
  }

  get titles(): Titles {
    return { en: "the upsampling layer", fr: "la couche d’agrandissement" };
  }

  /** What its settings describe. */
  static from({ size }: UpSampling2DSettings): UpSampling2D {
    return new UpSampling2D(size);
  }
}

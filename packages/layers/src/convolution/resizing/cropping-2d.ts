import type { Titles } from "@nn/core/component";
import type { ImageAxes, Images, SideSizes } from "../windows/images.js";
import { Cropping } from "./cropping.js";
import { type FourSides, IMAGES } from "./resized-field.js";

/** What a {@link Cropping2D} is made from. */
export interface Cropping2DSettings {
  /** How many rows are taken away above and below, and how many columns on the left and right. */
  readonly cropping: SideSizes;
}

/**
 * An image without its edges.
 *
 *     y[v, u, c] = image[v + top, u + left, c]
 *     dimage[y, x, c] = dy[y − top, x − left, c] where there is such a place, else 0
 *
 * Images are [height, width, channels].
 *
 * @throws OptionError for what isn't one, two or two times two whole numbers of at least 0, and for options, of which it has
 *   none; ShapeError for an image that nothing is left of.
 *
 * @example
 * const network = new Sequential([new Cropping2D([[0, 0], [1, 0]])], { inputShape: [1, 3, 1] });
 * network.predict([[[5], [7], [9]]]); // => [[[7], [9]]]
 */
export class Cropping2D extends Cropping<SideSizes, FourSides, Images, ImageAxes> {
  /** @param cropping - How many pixels go on each side. */
  constructor(cropping: SideSizes);
  constructor(cropping: SideSizes, ...more: readonly unknown[]) {
    super("Cropping2D", IMAGES, cropping, more);
  }

  get kind(): string {
    return "Cropping2D";
  }

  get titles(): Titles {
    return { en: "the cropping layer", fr: "la couche de rognage" };
  }

  /** What its settings describe. */
  static from({ cropping }: Cropping2DSettings): Cropping2D {
    return new Cropping2D(cropping);
  }
}

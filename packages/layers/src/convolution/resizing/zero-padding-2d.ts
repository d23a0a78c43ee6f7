import type { Titles } from "@nn/core/component";
import type { ImageAxes, Images, SideSizes } from "../windows/images.js";
import { type FourSides, IMAGES } from "./resized-field.js";
import { ZeroPadding } from "./zero-padding.js";

/** What a {@link ZeroPadding2D} is made from. */
export interface ZeroPadding2DSettings {
  /** How many rows are added above and below, and how many columns on the left and right. */
  readonly padding: SideSizes;
}

/**
 * An image with zeros around it.
 *
 *     y[v, u, c] = image[v − top, u − left, c] where there is such a pixel, else 0
 *     dimage[y, x, c] = dy[y + top, x + left, c]
 *
 * Images are [height, width, channels].
 *
 * @throws OptionError for what isn't one, two or two times two whole numbers of at least 0, and for options, of which it has none.
 *
 * @example
 * const network = new Sequential([new ZeroPadding2D([[0, 1], [1, 0]])], { inputShape: [1, 2, 1] });
 * network.predict([[[5], [7]]]); // => [[[0], [5], [7]], [[0], [0], [0]]]
 */
export class ZeroPadding2D extends ZeroPadding<SideSizes, FourSides, Images, ImageAxes> {
  /** @param padding - How many zeros there are on each side. */
  constructor(padding: SideSizes);
  constructor(padding: SideSizes, ...more: readonly unknown[]) {
    super("ZeroPadding2D", IMAGES, padding, more);
  }

  get kind(): string {
    return "ZeroPadding2D";
  }

  get titles(): Titles {
    return { en: "the zero padding layer", fr: "la couche de remplissage par des zéros" };
  }

  /** What its settings describe. */
  static from({ padding }: ZeroPadding2DSettings): ZeroPadding2D {
    return new ZeroPadding2D(padding);
  }
}

import type { Titles } from "@nn/core/component";
import { IMAGES, type ImageAxes, type Images } from "../../windows/images.js";
import { LARGEST } from "../largest.js";
import { GlobalPooling } from "./global-pooling.js";

/**
 * The largest number of an image, for each channel: [height, width, channels] becomes [channels].
 *
 *     y[c] = max over v, u of image[v, u, c]
 *     dimage[v, u, c] = dy[c] at the pixel whose number it is, else 0
 *
 * Of equal numbers the first one is taken, row by row. NaN counts as larger than any number, so that it isn't lost.
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new GlobalMaxPooling2D()], { inputShape: [1, 2, 2] });
 * network.predict([[[1, 20], [3, 10]]]); // => [3, 20]
 */
export class GlobalMaxPooling2D extends GlobalPooling<Images, ImageAxes> {
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalMaxPooling2D", IMAGES, LARGEST, more);
  }

  get kind(): string {
    return "GlobalMaxPooling2D";
  }

  get titles(): Titles {
    return { en: "the global max pooling layer", fr: "la couche de pooling global par le maximum" };
  }

  /** What its settings describe. */
  static from(): GlobalMaxPooling2D {
    return new GlobalMaxPooling2D();
  }
}

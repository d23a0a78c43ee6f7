import type { Titles } from "@nn/core/component";
import { IMAGES, type ImageAxes, type Images } from "../../windows/images.js";
import { MEAN } from "../mean.js";
import { GlobalPooling } from "./global-pooling.js";

/**
 * The mean of an image, for each channel: [height, width, channels] becomes [channels].
 *
 *     y[c] = mean over v, u of image[v, u, c]
 *     dimage[v, u, c] = dy[c] / (height · width)
 *
 * Source: M. Lin, Q. Chen and S. Yan, "Network In Network", ICLR (2014).
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new GlobalAveragePooling2D()], { inputShape: [1, 2, 2] });
 * network.predict([[[1, 10], [3, 20]]]); // => [2, 15]
 */
export class GlobalAveragePooling2D extends GlobalPooling<Images, ImageAxes> {
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalAveragePooling2D", IMAGES, MEAN, more);
  }

  get kind(): string {
    return "GlobalAveragePooling2D";
  }

  get titles(): Titles {
    return { en: "the global average pooling layer", fr: "la couche de pooling global par la moyenne" };
  }

  /** What its settings describe. */
  static from(): GlobalAveragePooling2D {
    return new GlobalAveragePooling2D();
  }
}

import type { ImageAxes } from "../windows/images.js";

/** What layers of images share that have neither parameters nor anything to keep. */
export abstract class ImageLayer {
  /** The dimensions of an image. */
  readonly inputAxes: ImageAxes = ["height", "width", "channels"];

  /** None. */
  parameters(): Record<never, never> {
    return {};
  }

  /** Nothing. */
  saved(): Record<never, never> {
    return {};
  }
}

import { refuseMore } from "../checks.js";
import { ImageLayer } from "./image-layer.js";
import { type Images, wholeImage } from "./images.js";

/** What layers share that take one number of a whole image, for each channel. */
export abstract class GlobalPooling2D<Saved extends string = never> extends ImageLayer<Saved> {
  /** As `summary()` and messages show it. */
  readonly name: string;

  /** @param more - What was given. */
  constructor(type: string, more: readonly unknown[]) {
    super();
    refuseMore(type, `nothing, new ${type}()`, more);
    this.name = type;
  }

  /** None. */
  settings(): Record<never, never> {
    return {};
  }

  /** The channels alone. */
  outputShape(input: Images): readonly [channels: number] {
    return [wholeImage(input).channels];
  }
}

import { checkOptions } from "@nn/core/component";
import { checkGiven } from "../checks.js";
import { geometryOf, type Padding, type Pair, poolingWindow, type Window, windowName } from "./geometry.js";
import { ImageLayer } from "./image-layer.js";
import type { Images } from "./images.js";

/** What may differ between pooling layers of the same size. */
export interface Pooling2DOptions {
  /** How far the window is moved at a time, down and across; its own size unless given, so that windows don't overlap. */
  readonly strides?: Pair;
  /** As that of `Conv2D`; `"valid"` unless given. */
  readonly padding?: Padding;
}

/** What a pooling layer is made from. */
export interface Pooling2DSettings extends Pooling2DOptions {
  /** The height and the width of the window, or one number for both. */
  readonly poolSize: Pair;
}

/** What layers share that take one number of each window, for each channel. */
export abstract class Pooling2D<Saved extends string = never> extends ImageLayer<Saved> {
  /** As `summary()` and messages show it. */
  readonly name: string;
  readonly #window: Window;

  constructor(type: string, poolSize: Pair, options: Pooling2DOptions) {
    super();
    checkGiven(type, `the size of its window, new ${type}(2, { strides })`, poolSize);
    checkOptions(type, options, ["strides", "padding"], "layer");
    this.#window = poolingWindow(type, poolSize, options);
    this.name = `${type}(${windowName(this.#window, this.poolSize)})`;
  }

  /** What an equal one is made from. */
  settings(): Pooling2DSettings {
    const { poolSize, strides, padding } = this;
    return { poolSize, strides, padding };
  }

  /** The height and the width of the window. */
  get poolSize(): readonly [height: number, width: number] {
    return [this.#window.kernelHeight, this.#window.kernelWidth];
  }

  /** How far the window is moved at a time, down and across. */
  get strides(): readonly [down: number, across: number] {
    return [this.#window.strideDown, this.#window.strideAcross];
  }

  /** What becomes of the edges. */
  get padding(): Padding {
    return this.#window.padding;
  }

  /** The places of its window, and as many channels. */
  outputShape(input: Images): Images {
    const { outHeight, outWidth, channels } = geometryOf("window", this.#window, input);
    return [outHeight, outWidth, channels];
  }

  /** What it moves over images. */
  protected get window(): Window {
    return this.#window;
  }
}

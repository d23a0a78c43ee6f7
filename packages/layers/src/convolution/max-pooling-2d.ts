import {
  checkOptions,
  type Equations,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type PyTorchModule,
  type Shape,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven } from "../checks.js";
import {
  type Geometry,
  geometryOf,
  type Padding,
  type Pair,
  poolingWindow,
  type Window,
  windowName,
} from "./geometry.js";
import { type PoolingKernels, poolingKernels } from "./kernels.js";
import { poolingModules } from "./modules.js";
import { channelsFirst, windowAttributes } from "./operators.js";
import { windowEquations } from "./sums.js";

/** What may differ between {@link MaxPooling2D} layers of the same size. */
export interface MaxPooling2DOptions {
  /** How far the window is moved at a time, down and across; its own size unless given, so that windows don't overlap. */
  readonly strides?: Pair;
  /** As that of `Conv2D`; `"valid"` unless given. */
  readonly padding?: Padding;
}

/** What a {@link MaxPooling2D} is made from. */
export interface MaxPooling2DSettings extends MaxPooling2DOptions {
  /** The height and the width of the window, or one number for both. */
  readonly poolSize: Pair;
}

/** Under which tap of the window each number was found, counted row by row from 0. @inline */
type Saved = "taken";
/** @inline */
type OwnFrame = Frame<never, Saved, never, never, PoolingKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, Saved, never, never, PoolingKernels>;

/**
 * Max pooling: of what a window sees of an image, the largest number, for each channel.
 *
 *     y[y, x, c] = max over i, j of image[y·s + i, x·s + j, c]
 *     dimage[v, u, c] = Σ of dy[y, x, c] over the places whose largest number it is
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
export class MaxPooling2D implements Layer<never, Saved, never, never, PoolingKernels> {
  readonly name: string;
  readonly inputAxes = ["height", "width", "channels"] as const;
  readonly #window: Window;

  /**
   * @param poolSize - The height and the width of the window, or one number for both.
   */
  constructor(poolSize: Pair, options: MaxPooling2DOptions = {}) {
    checkGiven("MaxPooling2D", "the size of its window, new MaxPooling2D(2, { strides })", poolSize);
    checkOptions("MaxPooling2D", options, ["strides", "padding"], "layer");
    this.#window = poolingWindow("MaxPooling2D", poolSize, options);
    this.name = `MaxPooling2D(${windowName(this.#window, this.poolSize)})`;
  }

  get kind(): string {
    return "MaxPooling2D";
  }

  get titles(): Titles {
    return { en: "the max pooling layer", fr: "la couche de max pooling" };
  }

  settings(): MaxPooling2DSettings {
    const { poolSize, strides, padding } = this;
    return { poolSize, strides, padding };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: MaxPooling2DSettings): MaxPooling2D {
    return new MaxPooling2D(poolSize, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
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

  outputShape(
    input: readonly [height: number, width: number, channels: number],
  ): readonly [height: number, width: number, channels: number] {
    const { outHeight, outWidth, channels } = this.#geometryFor(input);
    return [outHeight, outWidth, channels];
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(input: Shape): Record<Saved, Shape> {
    const { outHeight, outWidth, channels } = this.#geometryFor(input);
    return { taken: [outHeight, outWidth, channels] };
  }

  prepare({ inputShape }: Frame): PoolingKernels {
    return poolingKernels(this.#geometryFor(inputShape));
  }

  equations(input: Shape): Equations[] {
    return windowEquations("max(x)", this.#geometryFor(input));
  }

  forward({ kernels, batch, x, y, saved, prepared: { outputs } }: OwnFrame): void {
    kernels.run(outputs, batch, y, saved.taken, x);
  }

  backward({ kernels, batch, dx, dy, saved, prepared: { inputs } }: OwnTrainFrame): void {
    if (dx) kernels.run(inputs, batch, dx, dy, saved.taken);
  }

  operators(input: Shape): OperatorNode[] {
    const integers = windowAttributes(this.#geometryFor(input));
    return channelsFirst([{ operator: "MaxPool", inputs: ["image"], integers, outputs: ["maps"] }]);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return poolingModules(this.#geometryFor(input));
  }

  #geometryFor(input: Shape): Geometry {
    return geometryOf("window", this.#window, input);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(MaxPooling2D, ["forward", "backward"]);

import {
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
import { geometryOf, type Pair } from "./geometry.js";
import { type PoolingKernels, poolingKernels } from "./kernels.js";
import { poolingModules } from "./modules.js";
import { channelsFirst, windowAttributes } from "./operators.js";
import { Pooling2D, type Pooling2DOptions, type Pooling2DSettings } from "./pooling-2d.js";
import { windowEquations } from "./sums.js";

/** What may differ between {@link MaxPooling2D} layers of the same size. */
export interface MaxPooling2DOptions extends Pooling2DOptions {}

/** What a {@link MaxPooling2D} is made from. */
export interface MaxPooling2DSettings extends Pooling2DSettings {}

/** Under which tap of the window each number was found, counted row by row from 0. @inline */
type Saved = "taken";
/** @inline */
type OwnFrame = Frame<never, Saved, never, never, PoolingKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, Saved, never, never, PoolingKernels>;

/**
 * Max pooling: of what a window sees of an image, the largest number, for each channel.
 *
 *     y[v, u, c] = max over i, j of image[v·s + i, u·s + j, c]
 *     dimage[y, x, c] = Σ of dy[v, u, c] over the places whose largest number it is
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
export class MaxPooling2D extends Pooling2D<Saved> implements Layer<never, Saved, never, never, PoolingKernels> {
  /**
   * @param poolSize - The height and the width of the window, or one number for both.
   */
  constructor(poolSize: Pair, options: MaxPooling2DOptions = {}) {
    super("MaxPooling2D", poolSize, options);
  }

  get kind(): string {
    return "MaxPooling2D";
  }

  get titles(): Titles {
    return { en: "the max pooling layer", fr: "la couche de max pooling" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: MaxPooling2DSettings): MaxPooling2D {
    return new MaxPooling2D(poolSize, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  override saved(input: Shape): Record<Saved, Shape> {
    const { outHeight, outWidth, channels } = geometryOf("window", this.window, input);
    return { taken: [outHeight, outWidth, channels] };
  }

  prepare({ inputShape }: Frame): PoolingKernels {
    return poolingKernels(geometryOf("window", this.window, inputShape));
  }

  equations(input: Shape): Equations[] {
    return windowEquations("max(x)", geometryOf("window", this.window, input));
  }

  operators(input: Shape): OperatorNode[] {
    const integers = windowAttributes(geometryOf("window", this.window, input));
    return channelsFirst([{ operator: "MaxPool", inputs: ["image"], integers, outputs: ["maps"] }]);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return poolingModules(geometryOf("window", this.window, input));
  }

  forward({ kernels, batch, x, y, saved, prepared: { outputs } }: OwnFrame): void {
    kernels.run(outputs, batch, y, saved.taken, x);
  }

  backward({ kernels, batch, dx, dy, saved, prepared: { inputs } }: OwnTrainFrame): void {
    if (dx) kernels.run(inputs, batch, dx, dy, saved.taken);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(MaxPooling2D, ["forward", "backward"]);

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
import { type SumKernels, sumKernels } from "./kernels.js";
import { averageModules } from "./modules.js";
import { channelsFirst, windowAttributes } from "./operators.js";
import { Pooling2D, type Pooling2DOptions, type Pooling2DSettings } from "./pooling-2d.js";
import { windowEquations } from "./sums.js";

/** What may differ between {@link AveragePooling2D} layers of the same size. */
export interface AveragePooling2DOptions extends Pooling2DOptions {}

/** What an {@link AveragePooling2D} is made from. */
export interface AveragePooling2DSettings extends Pooling2DSettings {}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * Average pooling: of what a window sees of an image, the mean, for each channel.
 *
 *     y[v, u, c] = mean over i, j of image[v·s + i, u·s + j, c]
 *     dimage[y, x, c] = Σ of dy[v, u, c] / n over the places that see it, n: how many pixels the window sees there
 *
 * Images are [height, width, channels]. What lies outside the image has no part in a mean, as in Keras; PyTorch takes it as 0
 * unless told otherwise.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new AveragePooling2D(2)], { inputShape: [2, 4, 1] });
 * network.predict([[[1], [4], [0], [2]], [[3], [2], [1], [1]]]); // => [[[2.5], [1]]]
 */
export class AveragePooling2D extends Pooling2D implements Layer<never, never, never, never, SumKernels> {
  /**
   * @param poolSize - The height and the width of the window, or one number for both.
   */
  constructor(poolSize: Pair, options: AveragePooling2DOptions = {}) {
    super("AveragePooling2D", poolSize, options);
  }

  get kind(): string {
    return "AveragePooling2D";
  }

  get titles(): Titles {
    return { en: "the average pooling layer", fr: "la couche d’average pooling" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: AveragePooling2DSettings): AveragePooling2D {
    return new AveragePooling2D(poolSize, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(geometryOf("window", this.window, inputShape), "mean");
  }

  equations(input: Shape): Equations[] {
    return windowEquations("mean(x)", geometryOf("window", this.window, input));
  }

  operators(input: Shape): OperatorNode[] {
    const integers = windowAttributes(geometryOf("window", this.window, input));
    return channelsFirst([{ operator: "AveragePool", inputs: ["image"], integers, outputs: ["maps"] }]);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return averageModules(geometryOf("window", this.window, input));
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(AveragePooling2D, ["forward", "backward"]);

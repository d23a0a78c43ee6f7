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
import { GlobalPooling2D } from "./global-pooling-2d.js";
import { wholeImage } from "./images.js";
import { type PoolingKernels, poolingKernels } from "./kernels.js";
import { globalModules } from "./modules.js";
import { windowEquations } from "./sums.js";

/** Under which tap of the window each number was found, counted row by row from 0. @inline */
type Saved = "taken";
/** @inline */
type OwnFrame = Frame<never, Saved, never, never, PoolingKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, Saved, never, never, PoolingKernels>;

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
export class GlobalMaxPooling2D
  extends GlobalPooling2D<Saved>
  implements Layer<never, Saved, never, never, PoolingKernels>
{
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalMaxPooling2D", more);
  }

  get kind(): string {
    return "GlobalMaxPooling2D";
  }

  get titles(): Titles {
    return { en: "the global max pooling layer", fr: "la couche de max pooling global" };
  }

  /** What its settings describe. */
  static from(): GlobalMaxPooling2D {
    return new GlobalMaxPooling2D();
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  override saved(input: Shape): Record<Saved, Shape> {
    return { taken: [wholeImage(input).channels] };
  }

  prepare({ inputShape }: Frame): PoolingKernels {
    return poolingKernels(wholeImage(inputShape));
  }

  equations(input: Shape): Equations[] {
    return windowEquations("max(x)", wholeImage(input));
  }

  operators(): OperatorNode[] {
    const integers = { axes: [1, 2], keepdims: 0 };
    return [{ operator: "ReduceMax", inputs: ["x"], integers, outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return globalModules("nn.AdaptiveMaxPool2d");
  }

  forward({ kernels, batch, x, y, saved, prepared: { outputs } }: OwnFrame): void {
    kernels.run(outputs, batch, y, saved.taken, x);
  }

  backward({ kernels, batch, dx, dy, saved, prepared: { inputs } }: OwnTrainFrame): void {
    if (dx) kernels.run(inputs, batch, dx, dy, saved.taken);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GlobalMaxPooling2D, ["forward", "backward"]);

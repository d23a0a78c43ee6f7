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
import { type SumKernels, sumKernels } from "./kernels.js";
import { globalModules } from "./modules.js";
import { windowEquations } from "./sums.js";

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

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
export class GlobalAveragePooling2D extends GlobalPooling2D implements Layer<never, never, never, never, SumKernels> {
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalAveragePooling2D", more);
  }

  get kind(): string {
    return "GlobalAveragePooling2D";
  }

  get titles(): Titles {
    return { en: "the global average pooling layer", fr: "la couche d’average pooling global" };
  }

  /** What its settings describe. */
  static from(): GlobalAveragePooling2D {
    return new GlobalAveragePooling2D();
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(wholeImage(inputShape), "mean");
  }

  equations(input: Shape): Equations[] {
    return windowEquations("mean(x)", wholeImage(input));
  }

  operators(): OperatorNode[] {
    const integers = { axes: [1, 2], keepdims: 0 };
    return [{ operator: "ReduceMean", inputs: ["x"], integers, outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return globalModules("nn.AdaptiveAvgPool2d");
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GlobalAveragePooling2D, ["forward", "backward"]);

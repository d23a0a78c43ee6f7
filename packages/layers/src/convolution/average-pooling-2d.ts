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
import type { Images } from "./images.js";
import { type SumKernels, sumKernels } from "./kernels.js";
import { averageModules } from "./modules.js";
import { channelsFirst, windowAttributes } from "./operators.js";
import { windowEquations } from "./sums.js";

/** What may differ between {@link AveragePooling2D} layers of the same size. */
export interface AveragePooling2DOptions {
  /** How far the window is moved at a time, down and across; its own size unless given, so that windows don't overlap. */
  readonly strides?: Pair;
  /** As that of `Conv2D`; `"valid"` unless given. */
  readonly padding?: Padding;
}

/** What an {@link AveragePooling2D} is made from. */
export interface AveragePooling2DSettings extends AveragePooling2DOptions {
  /** The height and the width of the window, or one number for both. */
  readonly poolSize: Pair;
}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * Average pooling: of what a window sees of an image, the mean, for each channel.
 *
 *     y[y, x, c] = mean over i, j of image[y·s + i, x·s + j, c]
 *     dimage[v, u, c] = Σ of dy[y, x, c] / n over the places that see it, n: how many pixels the window sees there
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
export class AveragePooling2D implements Layer<never, never, never, never, SumKernels> {
  readonly name: string;
  readonly inputAxes = ["height", "width", "channels"] as const;
  readonly #window: Window;

  /**
   * @param poolSize - The height and the width of the window, or one number for both.
   */
  constructor(poolSize: Pair, options: AveragePooling2DOptions = {}) {
    checkGiven("AveragePooling2D", "the size of its window, new AveragePooling2D(2, { strides })", poolSize);
    checkOptions("AveragePooling2D", options, ["strides", "padding"], "layer");
    this.#window = poolingWindow("AveragePooling2D", poolSize, options);
    this.name = `AveragePooling2D(${windowName(this.#window, this.poolSize)})`;
  }

  get kind(): string {
    return "AveragePooling2D";
  }

  get titles(): Titles {
    return { en: "the average pooling layer", fr: "la couche d’average pooling" };
  }

  settings(): AveragePooling2DSettings {
    const { poolSize, strides, padding } = this;
    return { poolSize, strides, padding };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: AveragePooling2DSettings): AveragePooling2D {
    return new AveragePooling2D(poolSize, options);
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

  outputShape(input: Images): Images {
    const { outHeight, outWidth, channels } = this.#geometryFor(input);
    return [outHeight, outWidth, channels];
  }

  parameters(): Record<never, never> {
    return {};
  }

  saved(): Record<never, never> {
    return {};
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(this.#geometryFor(inputShape), "mean");
  }

  equations(input: Shape): Equations[] {
    return windowEquations("mean(x)", this.#geometryFor(input));
  }

  operators(input: Shape): OperatorNode[] {
    const integers = windowAttributes(this.#geometryFor(input));
    return channelsFirst([{ operator: "AveragePool", inputs: ["image"], integers, outputs: ["maps"] }]);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return averageModules(this.#geometryFor(input));
  }

  #geometryFor(input: Shape): Geometry {
    return geometryOf("window", this.#window, input);
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(AveragePooling2D, ["forward", "backward"]);

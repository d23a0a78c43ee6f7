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
import { type PoolingKernels, poolingKernels } from "./kernels.js";
import { poolingModules } from "./modules.js";
import { channelsFirst, windowAttributes } from "./operators.js";
import { Pooling1D, type Pooling1DSettings } from "./pooling-1d.js";
import { alongSteps, type Pooling1DOptions } from "./sequences.js";
import { windowEquations } from "./sums.js";

/** What may differ between {@link MaxPooling1D} layers of the same size. */
export interface MaxPooling1DOptions extends Pooling1DOptions {}

/** What a {@link MaxPooling1D} is made from. */
export interface MaxPooling1DSettings extends Pooling1DSettings {}

/** Under which tap of the window each number was found, counted from 0. @inline */
type Saved = "taken";
/** @inline */
type OwnFrame = Frame<never, Saved, never, never, PoolingKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, Saved, never, never, PoolingKernels>;

/**
 * Max pooling: of what a window sees of a sequence, the largest number, for each feature.
 *
 *     y[p, c] = max over i of x[p·s + i, c]
 *     dx[t, c] = Σ of dy[p, c] over the places whose largest number it is
 *
 * Sequences are [steps, features]. Of equal numbers the first one is taken. NaN counts as larger than any
 * number, so that it isn't lost.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new MaxPooling1D(2)], { inputShape: [4, 1] });
 * network.predict([[1], [4], [0], [2]]); // => [[4], [2]]
 */
export class MaxPooling1D extends Pooling1D<Saved> implements Layer<never, Saved, never, never, PoolingKernels> {
  /**
   * @param poolSize - How many steps the window sees.
   */
  constructor(poolSize: number, options: MaxPooling1DOptions = {}) {
    super("MaxPooling1D", poolSize, options);
  }

  get kind(): string {
    return "MaxPooling1D";
  }

  get titles(): Titles {
    return { en: "the max pooling layer of sequences", fr: "la couche de max pooling de suites" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: MaxPooling1DSettings): MaxPooling1D {
    return new MaxPooling1D(poolSize, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  override saved(input: Shape): Record<Saved, Shape> {
    const { outWidth, channels } = alongSteps("window", this.window, input);
    return { taken: [outWidth, channels] };
  }

  prepare({ inputShape }: Frame): PoolingKernels {
    return poolingKernels(alongSteps("window", this.window, inputShape));
  }

  equations(input: Shape): Equations[] {
    return windowEquations("max(x)", alongSteps("window", this.window, input));
  }

  operators(input: Shape): OperatorNode[] {
    const integers = windowAttributes(alongSteps("window", this.window, input), 1);
    return channelsFirst([{ operator: "MaxPool", inputs: ["image"], integers, outputs: ["maps"] }], "y", 1);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return poolingModules(alongSteps("window", this.window, input), 1);
  }

  forward({ kernels, batch, x, y, saved, prepared: { outputs } }: OwnFrame): void {
    kernels.run(outputs, batch, y, saved.taken, x);
  }

  backward({ kernels, batch, dx, dy, saved, prepared: { inputs } }: OwnTrainFrame): void {
    if (dx) kernels.run(inputs, batch, dx, dy, saved.taken);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(MaxPooling1D, ["forward", "backward"]);

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
import { type SumKernels, sumKernels } from "./kernels.js";
import { averageModules } from "./modules.js";
import { channelsFirst, windowAttributes } from "./operators.js";
import { Pooling1D, type Pooling1DSettings } from "./pooling-1d.js";
import { alongSteps, type Pooling1DOptions } from "./sequences.js";
import { windowEquations } from "./sums.js";

/** What may differ between {@link AveragePooling1D} layers of the same size. */
export interface AveragePooling1DOptions extends Pooling1DOptions {}

/** What an {@link AveragePooling1D} is made from. */
export interface AveragePooling1DSettings extends Pooling1DSettings {}

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * Average pooling: of what a window sees of a sequence, the mean, for each feature.
 *
 *     y[p, c] = mean over i of x[p·s + i, c]
 *     dx[t, c] = Σ of dy[p, c] / n over the places that see it, n: how many steps the window sees there
 *
 * Sequences are [steps, features]. What lies outside the sequence has no part in a mean, as in Keras; PyTorch takes it as 0
 * unless told otherwise.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new AveragePooling1D(2)], { inputShape: [4, 1] });
 * network.predict([[1], [4], [0], [2]]); // => [[2.5], [1]]
 */
export class AveragePooling1D extends Pooling1D implements Layer<never, never, never, never, SumKernels> {
  /**
   * @param poolSize - How many steps the window sees.
   */
  constructor(poolSize: number, options: AveragePooling1DOptions = {}) {
    super("AveragePooling1D", poolSize, options);
  }

  get kind(): string {
    return "AveragePooling1D";
  }

  get titles(): Titles {
    return { en: "the average pooling layer of sequences", fr: "la couche d’average pooling de suites" };
  }

  /** What its settings describe. */
  static from({ poolSize, ...options }: AveragePooling1DSettings): AveragePooling1D {
    return new AveragePooling1D(poolSize, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(alongSteps("window", this.window, inputShape), "mean");
  }

  equations(input: Shape): Equations[] {
    return windowEquations("mean(x)", alongSteps("window", this.window, input));
  }

  operators(input: Shape): OperatorNode[] {
    const integers = windowAttributes(alongSteps("window", this.window, input), 1);
    return channelsFirst([{ operator: "AveragePool", inputs: ["image"], integers, outputs: ["maps"] }], "y", 1);
  }

  pytorch(input: Shape): PyTorchModule[] {
    return averageModules(alongSteps("window", this.window, input), 1);
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(AveragePooling1D, ["forward", "backward"]);

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
import { GlobalPooling1D } from "./global-pooling-1d.js";
import { type SumKernels, sumKernels } from "./kernels.js";
import { globalModules } from "./modules.js";
import { wholeSequence } from "./sequences.js";
import { windowEquations } from "./sums.js";

/** @inline */
type OwnFrame = Frame<never, never, never, never, SumKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, never, never, never, SumKernels>;

/**
 * The mean of a sequence, for each feature: [steps, features] becomes [features].
 *
 *     y[c] = mean over t of x[t, c]
 *     dx[t, c] = dy[c] / steps
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new GlobalAveragePooling1D()], { inputShape: [2, 2] });
 * network.predict([[1, 10], [3, 20]]); // => [2, 15]
 */
export class GlobalAveragePooling1D extends GlobalPooling1D implements Layer<never, never, never, never, SumKernels> {
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalAveragePooling1D", more);
  }

  get kind(): string {
    return "GlobalAveragePooling1D";
  }

  get titles(): Titles {
    return { en: "the global average pooling layer of sequences", fr: "la couche d’average pooling global de suites" };
  }

  /** What its settings describe. */
  static from(): GlobalAveragePooling1D {
    return new GlobalAveragePooling1D();
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  prepare({ inputShape }: Frame): SumKernels {
    return sumKernels(wholeSequence(inputShape), "mean");
  }

  equations(input: Shape): Equations[] {
    return windowEquations("mean(x)", wholeSequence(input));
  }

  operators(): OperatorNode[] {
    const integers = { axes: [1], keepdims: 0 };
    return [{ operator: "ReduceMean", inputs: ["x"], integers, outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return globalModules("nn.AdaptiveAvgPool1d");
  }

  forward({ kernels, batch, x, y, prepared }: OwnFrame): void {
    kernels.run(prepared.places, batch, y, x);
  }

  backward({ kernels, batch, dx, dy, prepared }: OwnTrainFrame): void {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GlobalAveragePooling1D, ["forward", "backward"]);

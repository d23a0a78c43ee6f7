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
import { type PoolingKernels, poolingKernels } from "./kernels.js";
import { globalModules } from "./modules.js";
import { wholeSequence } from "./sequences.js";
import { windowEquations } from "./sums.js";

/** Under which tap of the window each number was found, counted from 0. @inline */
type Saved = "taken";
/** @inline */
type OwnFrame = Frame<never, Saved, never, never, PoolingKernels>;
/** @inline */
type OwnTrainFrame = TrainFrame<never, Saved, never, never, PoolingKernels>;

/**
 * The largest number of a sequence, for each feature: [steps, features] becomes [features].
 *
 *     y[c] = max over t of x[t, c]
 *     dx[t, c] = dy[c] at the step whose number it is, else 0
 *
 * Of equal numbers the first one is taken. NaN counts as larger than any number, so that it isn't lost.
 *
 * @throws OptionError for whatever it is given.
 *
 * @example
 * const network = new Sequential([new GlobalMaxPooling1D()], { inputShape: [2, 2] });
 * network.predict([[1, 20], [3, 10]]); // => [3, 20]
 */
export class GlobalMaxPooling1D
  extends GlobalPooling1D<Saved>
  implements Layer<never, Saved, never, never, PoolingKernels>
{
  constructor();
  constructor(...more: readonly unknown[]) {
    super("GlobalMaxPooling1D", more);
  }

  get kind(): string {
    return "GlobalMaxPooling1D";
  }

  get titles(): Titles {
    return { en: "the global max pooling layer of sequences", fr: "la couche de max pooling global de suites" };
  }

  /** What its settings describe. */
  static from(): GlobalMaxPooling1D {
    return new GlobalMaxPooling1D();
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  override saved(input: Shape): Record<Saved, Shape> {
    return { taken: [wholeSequence(input).channels] };
  }

  prepare({ inputShape }: Frame): PoolingKernels {
    return poolingKernels(wholeSequence(inputShape));
  }

  equations(input: Shape): Equations[] {
    return windowEquations("max(x)", wholeSequence(input));
  }

  operators(): OperatorNode[] {
    const integers = { axes: [1], keepdims: 0 };
    return [{ operator: "ReduceMax", inputs: ["x"], integers, outputs: ["y"] }];
  }

  pytorch(): PyTorchModule[] {
    return globalModules("nn.AdaptiveMaxPool1d");
  }

  forward({ kernels, batch, x, y, saved, prepared: { outputs } }: OwnFrame): void {
    kernels.run(outputs, batch, y, saved.taken, x);
  }

  backward({ kernels, batch, dx, dy, saved, prepared: { inputs } }: OwnTrainFrame): void {
    if (dx) kernels.run(inputs, batch, dx, dy, saved.taken);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GlobalMaxPooling1D, ["forward", "backward"]);

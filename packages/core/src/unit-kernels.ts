import type { FloatArray } from "./dtype.js";

/** An array function that may leave the work to the loop that defines it. */
type Offer<Arguments extends readonly unknown[]> = (...sizes: Arguments) => boolean;

/** out, what is read, and the length. */
type Elementwise = Offer<[out: FloatArray, values: FloatArray, length: number]>;
type ElementwiseBackward = Offer<[dz: FloatArray, da: FloatArray, zOrA: FloatArray, length: number]>;
type PerRow = Offer<[out: FloatArray, prediction: FloatArray, target: FloatArray, rows: number, columns: number]>;

/**
 * What a backend may offer to built-in units, each under its unit's name. The unit's own loop is the definition: a
 * kernel does the same to the last bit. It answers whether it did; where it answers `false`, for arrays that aren't the
 * backend's own or for values that the unit has no meaning for, the loop runs, and its errors say what is wrong.
 *
 *     if (kernels.relu?.(a, z, length)) return;
 */
export interface UnitKernels {
  /** out = values: `identity`, in both directions. */
  copy: Elementwise;
  /** a = max(0, z) */
  relu: Elementwise;
  /** dz = da where z > 0, else 0 */
  reluBackward: ElementwiseBackward;
  /** a = 1 / (1 + e^(−z)) */
  sigmoid: Elementwise;
  /** dz = da·a·(1 − a) */
  sigmoidBackward: ElementwiseBackward;
  /** a = tanh z */
  tanh: Elementwise;
  /** dz = da·(1 − a²) */
  tanhBackward: ElementwiseBackward;
  /** a = softmax of each row of z */
  softmax: Offer<[a: FloatArray, z: FloatArray, rows: number, columns: number]>;
  /** dz = a·(da − Σ a·da), row by row */
  softmaxBackward: Offer<[dz: FloatArray, da: FloatArray, a: FloatArray, rows: number, columns: number]>;
  /** Each row's value; and below, the gradient of the rows' mean. So for all losses. */
  meanSquaredError: PerRow;
  /** The gradient of {@link UnitKernels.meanSquaredError}. */
  meanSquaredErrorGradient: PerRow;
  /** Answers `false` for predictions or targets outside [0, 1]. */
  binaryCrossEntropy: PerRow;
  /** The gradient of {@link UnitKernels.binaryCrossEntropy}. */
  binaryCrossEntropyGradient: PerRow;
  /** Answers `false` for targets outside [0, 1]. */
  binaryCrossEntropyFromLogits: PerRow;
  /** The gradient of {@link UnitKernels.binaryCrossEntropyFromLogits}. */
  binaryCrossEntropyFromLogitsGradient: PerRow;
  /** Answers `false` for predictions outside [0, 1], and targets that aren't distributions. */
  categoricalCrossEntropy: PerRow;
  /** The gradient of {@link UnitKernels.categoricalCrossEntropy}. */
  categoricalCrossEntropyGradient: PerRow;
  /** Answers `false` for targets that aren't distributions. */
  categoricalCrossEntropyFromLogits: PerRow;
  /** The gradient of {@link UnitKernels.categoricalCrossEntropyFromLogits}. */
  categoricalCrossEntropyFromLogitsGradient: PerRow;
  /** value −= rate·gradient, over the length of `value`. So for all optimizers. */
  sgd: Offer<[value: FloatArray, gradient: FloatArray, rate: number]>;
  /** velocity = momentum·velocity + gradient; value −= rate·velocity, or rate·(gradient + momentum·velocity) with Nesterov. */
  momentum: Offer<
    [value: FloatArray, gradient: FloatArray, velocity: FloatArray, rate: number, momentum: number, nesterov: boolean]
  >;
  /** m and v brought up to date; value −= rate·m̂ / (√v̂ + epsilon), at step t, which counts from 1. */
  adam: Offer<
    [
      value: FloatArray,
      gradient: FloatArray,
      m: FloatArray,
      v: FloatArray,
      rate: number,
      beta1: number,
      beta2: number,
      epsilon: number,
      t: number,
    ]
  >;
}

/** Which argument of a kernel is the step's number, from 0: those who record updates count it on by themselves. */
export const STEP_ARGUMENTS: Readonly<Record<string, number | undefined>> = {
  adam: 8,
} satisfies Partial<Record<keyof UnitKernels, number>>;

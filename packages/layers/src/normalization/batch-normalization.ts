import {
  checkOptions,
  type Equations,
  type FloatArray,
  type Frame,
  finiteNumber,
  type Kernels,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  type ParameterSpec,
  type PyTorchModule,
  type Shape,
  type Source,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { hold } from "../held.js";
import { ones, zeros } from "../initializers/constant.js";
import {
  ADD,
  BACK,
  BACK_FROM_MOVING,
  CENTRE,
  DEVIATION,
  MEAN,
  MOVE,
  PRODUCT,
  SCALE,
  SLOPE,
} from "./batch-computations.js";
import { featuresOf } from "./features.js";
import { normalizationModules } from "./modules.js";
import { normalizationOperators } from "./operators.js";

/** What may differ between {@link BatchNormalization} layers. */
export interface BatchNormalizationOptions {
  /** The share that moving means and variances keep at each step; 0.99 unless given. */
  readonly momentum?: number;
  /** What is added to the variance under the root, so that nothing is divided by 0; 0.001 unless given. */
  readonly epsilon?: number;
}

/** @inline */
type Parameters = "gamma" | "beta";
/** @inline */
type Saved = "normalized" | "mean" | "variance" | "deviation" | "dBeta" | "dGamma" | "slope";
/** @inline */
type State = "movingMean" | "movingVariance";
/** @inline */
type Given = Frame<Parameters, Saved, State, never, Scalars>;
/** @inline */
type GivenBack = TrainFrame<Parameters, Saved, State, never, Scalars>;

/** What its computations are given of numbers. */
interface Scalars {
  /** How many numbers each feature has in the batch. */
  readonly rows: number;
  /** How many features there are. */
  readonly features: number;
  readonly ofCount: readonly number[];
  readonly ofMoving: readonly number[];
  readonly ofDeviation: readonly number[];
}

/**
 * Batch normalization: each feature, the last dimension of an example, is scaled to mean 0 and variance 1 over the batch and
 * all places, and then by what is learnt.
 *
 *     m = mean of x, v = mean of (x − m)², σ = √(v + ε)
 *     x̂ = (x − m) / σ
 *     y = γ·x̂ + β
 *     dβ = Σ dy, dγ = Σ dy·x̂
 *     dx = γ/σ · (dy − dβ/n − x̂·dγ/n), with n numbers for each feature
 *
 * In a training, m and v are those of the batch, and moving averages of them are remembered: moving ← momentum · moving +
 * (1 − momentum) · m. Predictions take those, and dx is γ/σ · dy then. The variance is the biased one, divided by n, in both.
 * A training that freezes γ and β takes the moving averages as well, and leaves them as they are. In a batch with one number for
 * each feature, x̂ is 0: `fit` warns of such a batch, and `fitStream` where its `batchSize` is 1.
 *
 * Source: S. Ioffe and C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
 * Shift" (2015).
 *
 * @throws OptionError for a momentum that isn't from 0 to 1, for an ε that isn't above 0, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new BatchNormalization({ epsilon: 3 })], { inputShape: [2] });
 * network.predict([8, -4]); // => [4, -2]
 */
export class BatchNormalization implements Layer<Parameters, Saved, State, never, Scalars> {
  readonly name = "BatchNormalization";
  readonly keepsShape = true;
  /** The share that moving means and variances keep at each step. */
  readonly momentum: number;
  /** What is added to the variance under the root. */
  readonly epsilon: number;

  constructor(options: BatchNormalizationOptions = {}) {
    checkOptions("BatchNormalization", options, ["momentum", "epsilon"], "layer");
    const { momentum = 0.99, epsilon = 0.001 } = options;
    this.momentum = finiteNumber("BatchNormalization: momentum", momentum, { atLeast: 0, below: 1 });
    this.epsilon = finiteNumber("BatchNormalization: epsilon", epsilon, { above: 0 });
    hold(this, METHODS.settings);
  }

  get kind(): string {
    return "BatchNormalization";
  }

  get titles(): Titles {
    return { en: "the batch normalization layer", fr: "la couche de normalisation par lot" };
  }

  settings(): Required<BatchNormalizationOptions> {
    return { momentum: this.momentum, epsilon: this.epsilon };
  }

  /** What its settings describe. */
  static from(settings: BatchNormalizationOptions): BatchNormalization {
    return new BatchNormalization(settings);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(input: Shape): Record<Parameters, ParameterSpec> {
    const spec = { shape: featuresOf(input), fanIn: 1, fanOut: 1 };
    return {
      gamma: { ...spec, initializer: ones, role: "scale" },
      beta: { ...spec, initializer: zeros, role: "bias" },
    };
  }

  numbersPerMean(input: Shape): number {
    return sizeOf(input) / sizeOf(featuresOf(input));
  }

  state(input: Shape): Record<State, ParameterSpec> {
    const spec = { shape: featuresOf(input), fanIn: 1, fanOut: 1 };
    return { movingMean: { ...spec, initializer: zeros }, movingVariance: { ...spec, initializer: ones } };
  }

  saved(input: Shape): Record<"normalized", Shape> {
    return { normalized: input };
  }

  savedPerBatch(input: Shape): Record<Exclude<Saved, "normalized">, Shape> {
    const shape = featuresOf(input);
    return { mean: shape, variance: shape, deviation: shape, dBeta: shape, dGamma: shape, slope: shape };
  }

  scratch(input: Shape): Record<"product", Shape> {
    return { product: input };
  }

  prepare({ batch, inputSize, inputShape }: GivenBack): Scalars {
    const features = inputShape.at(-1)!;
    const rows = (batch * inputSize) / features;
    return { rows, features, ofCount: [rows], ofMoving: [rows, this.momentum], ofDeviation: [this.epsilon] };
  }

  /** Of predictions. */
  equations(input: Shape): Equations[] {
    const features = input.at(-1)!;
    const reads = (at: number): Record<string, Source> => {
      const element = at % features;
      return {
        w: { parameter: "gamma", element },
        x: at,
        m: { state: "movingMean", element },
        v: { state: "movingVariance", element },
        b: { parameter: "beta", element },
      };
    };
    return [{ formula: `w * (x - m) / sqrt(v + ${this.epsilon}) + b`, size: sizeOf(input), reads }];
  }

  operators({ length }: Shape): OperatorNode[] {
    return normalizationOperators(length, this.epsilon);
  }

  pytorch(input: Shape): PyTorchModule[] | undefined {
    return normalizationModules(input, this.epsilon, this.momentum);
  }

  forward(frame: Given): void {
    const { kernels, training, prepared, x, y, parameters, saved, scratch, state } = frame;
    const { normalized, mean, variance, deviation } = saved;
    const { movingMean, movingVariance } = state;
    const { rows, features } = prepared;
    if (training) {
      sum(kernels, mean, x, rows, features);
      kernels.compute(MEAN, prepared.ofCount, 1, features, mean);
    }
    kernels.compute(CENTRE, NONE, rows, features, normalized, x, training ? mean : movingMean);
    if (training) {
      kernels.compute(PRODUCT, NONE, rows, features, scratch.product!, normalized, normalized);
      sum(kernels, variance, scratch.product!, rows, features);
      kernels.compute(MOVE, prepared.ofMoving, 1, features, variance, mean, movingMean, movingVariance);
    }
    const spread = training ? variance : movingVariance;
    kernels.compute(DEVIATION, prepared.ofDeviation, 1, features, deviation, spread);
    kernels.compute(SCALE, NONE, rows, features, y, normalized, deviation, parameters.gamma, parameters.beta);
  }

  backward(frame: GivenBack): void {
    const { kernels, training, prepared, dx, dy, parameters, gradients, saved, scratch } = frame;
    const { normalized, deviation, dBeta, dGamma, slope } = saved;
    const { rows, features } = prepared;
    kernels.compute(PRODUCT, NONE, rows, features, scratch.product!, dy, normalized);
    sum(kernels, dBeta, dy, rows, features);
    sum(kernels, dGamma, scratch.product!, rows, features);
    kernels.compute(ADD, NONE, 1, features, gradients.beta, dBeta);
    kernels.compute(ADD, NONE, 1, features, gradients.gamma, dGamma);
    if (!dx) return;
    kernels.compute(SLOPE, NONE, 1, features, slope, parameters.gamma, deviation);
    if (training) {
      kernels.compute(MEAN, prepared.ofCount, 1, features, dBeta);
      kernels.compute(MEAN, prepared.ofCount, 1, features, dGamma);
      kernels.compute(BACK, NONE, rows, features, dx, dy, normalized, slope, dBeta, dGamma);
    } else kernels.compute(BACK_FROM_MOVING, NONE, rows, features, dx, dy, slope);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(BatchNormalization, ["forward", "backward"], ["momentum", "epsilon"]);

const NONE: readonly number[] = [];

/** out = the sum of each column of values. */
function sum(kernels: Kernels, out: FloatArray, values: FloatArray, rows: number, columns: number): void {
  kernels.fill(out, 0, columns);
  kernels.addColumnSums(out, values, rows, columns);
}

import {
  checkOptions,
  type Equations,
  type Frame,
  finiteNumber,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type ParameterSpec,
  type Shape,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { ones } from "../initializers/constant.js";
import { PRODUCT } from "./batch-computations.js";
import { featuresOf } from "./features.js";
import { SCALE_BACK, SCALE_ROWS } from "./row-computations.js";

/** What may differ between {@link RMSNormalization} layers. */
export interface RMSNormalizationOptions {
  /** What is added to the mean of the squares under the root, so that nothing is divided by 0; 0.000001 unless given. */
  readonly epsilon?: number;
}

/** @inline */
type Saved = "normalized" | "size";

/**
 * Root mean square normalization: each row of features, along the last dimension of an example, is scaled so that its numbers
 * have 1 as the mean of their squares, and each feature then by what is learnt. It is layer normalization without means.
 *
 *     s = √(mean of x² + ε), over the features of one place
 *     x̂ = x / s
 *     y = γ·x̂
 *     dγ = Σ dy·x̂ over examples and places
 *     dx = (g − x̂ · mean of g·x̂) / s, with g = γ·dy
 *
 * Source: B. Zhang and R. Sennrich, "Root Mean Square Layer Normalization", NeurIPS (2019).
 *
 * @throws OptionError for an ε that isn't above 0, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new RMSNormalization({ epsilon: 11 })], { inputShape: [2] });
 * network.predict([1, 7]); // => [0.1667, 1.1667]
 */
export class RMSNormalization implements Layer<"gamma", Saved, never, never> {
  readonly name = "RMSNormalization";
  readonly keepsShape = true;
  /** What is added to the mean of the squares under the root. */
  readonly epsilon: number;
  /** The same, as the kernels are given it at each step. */
  readonly #scalars: readonly number[];

  constructor(options: RMSNormalizationOptions = {}) {
    checkOptions("RMSNormalization", options, ["epsilon"], "layer");
    const { epsilon = 1e-6 } = options;
    this.epsilon = finiteNumber("RMSNormalization: epsilon", epsilon, { above: 0 });
    this.#scalars = [epsilon];
  }

  get kind(): string {
    return "RMSNormalization";
  }

  get titles(): Titles {
    return {
      en: "the root mean square normalization layer",
      fr: "la couche de normalisation par la moyenne quadratique",
    };
  }

  settings(): Required<RMSNormalizationOptions> {
    return { epsilon: this.epsilon };
  }

  /** What its settings describe. */
  static from(settings: RMSNormalizationOptions): RMSNormalization {
    return new RMSNormalization(settings);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(input: Shape): Record<"gamma", ParameterSpec> {
    return { gamma: { shape: featuresOf(input), fanIn: 1, fanOut: 1, initializer: ones, role: "scale" } };
  }

  saved(input: Shape): Record<Saved, Shape> {
    return { normalized: input, size: [sizeOf(input) / input.at(-1)!] };
  }

  scratch(input: Shape): Record<"product", Shape> {
    return { product: input };
  }

  equations(input: Shape): Equations[] {
    const features = input.at(-1)!;
    const [size, rows] = [sizeOf(input), sizeOf(input) / features];
    const row = (r: number): number[] => Array.from({ length: features }, (_, i) => r * features + i);
    return [
      { formula: "mean(x^2)", size: rows, reads: (r) => ({ x: row(r) }) },
      {
        formula: `w * x / sqrt(s + ${this.epsilon})`,
        size,
        reads: (at) => {
          const [element, s] = [at % features, Math.floor(at / features)];
          return { w: { parameter: "gamma", element }, x: { input: at }, s };
        },
      },
    ];
  }

  forward({ kernels, batch, inputShape, inputSize, x, y, parameters, saved }: Frame<"gamma", Saved>): void {
    const features = inputShape.at(-1)!;
    const rows = (batch * inputSize) / features;
    kernels.compute(SCALE_ROWS, this.#scalars, rows, features, y, saved.normalized, x, saved.size, parameters.gamma);
  }

  backward(frame: TrainFrame<"gamma", Saved>): void {
    const { kernels, batch, inputShape, inputSize, dx, dy, parameters, gradients, saved, scratch } = frame;
    const features = inputShape.at(-1)!;
    const rows = (batch * inputSize) / features;
    const { normalized, size } = saved;
    kernels.compute(PRODUCT, NONE, rows, features, scratch.product!, dy, normalized);
    kernels.addColumnSums(gradients.gamma, scratch.product!, rows, features);
    if (dx) kernels.compute(SCALE_BACK, NONE, rows, features, dx, dy, normalized, size, parameters.gamma);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(RMSNormalization, ["forward", "backward"], ["epsilon"]);
const NONE: readonly number[] = [];

import {
  checkOptions,
  type Equations,
  type Frame,
  finiteNumber,
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
import { ones, zeros } from "../initializers/constant.js";
import { PRODUCT } from "./batch-computations.js";
import { featuresOf } from "./features.js";
import { CENTRE_AND_SCALE, CENTRE_BACK } from "./row-computations.js";

/** What may differ between {@link LayerNormalization} layers. */
export interface LayerNormalizationOptions {
  /** What is added to the variance under the root, so that nothing is divided by 0; 0.001 unless given. */
  readonly epsilon?: number;
}

/** @inline */
type Parameters = "gamma" | "beta";
/** @inline */
type Saved = "normalized" | "deviation";

/**
 * Layer normalization: each row of features, along the last dimension of an example, is scaled to mean 0 and variance 1 by
 * itself, and each feature then by what is learnt.
 *
 *     m = mean of x, v = mean of (x − m)², σ = √(v + ε), each over the features of one place
 *     x̂ = (x − m) / σ
 *     y = γ·x̂ + β
 *     dβ = Σ dy, dγ = Σ dy·x̂ over examples and places
 *     dx = (g − mean of g − x̂ · mean of g·x̂) / σ, with g = γ·dy
 *
 * An example doesn't depend on the others of its batch, so that trainings and predictions do the same, and nothing is
 * remembered. ε is that of Keras; PyTorch has 0.00001.
 *
 * Source: J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer Normalization" (2016).
 *
 * @throws OptionError for an ε that isn't above 0, and for options that don't exist.
 *
 * @example
 * const network = new Sequential([new LayerNormalization({ epsilon: 3 })], { inputShape: [2] });
 * network.predict([1, 3]); // => [-0.5, 0.5]
 */
export class LayerNormalization implements Layer<Parameters, Saved, never, never> {
  readonly name = "LayerNormalization";
  readonly keepsShape = true;
  /** What is added to the variance under the root. */
  readonly epsilon: number;
  /** The same, as the kernels are given it at each step. */
  readonly #scalars: readonly number[];

  constructor(options: LayerNormalizationOptions = {}) {
    checkOptions("LayerNormalization", options, ["epsilon"], "layer");
    const { epsilon = 0.001 } = options;
    this.epsilon = finiteNumber("LayerNormalization: epsilon", epsilon, { above: 0 });
    this.#scalars = [epsilon];
  }

  get kind(): string {
    return "LayerNormalization";
  }

  get titles(): Titles {
    return { en: "the layer normalization layer", fr: "la couche de normalisation par couche" };
  }

  settings(): Required<LayerNormalizationOptions> {
    return { epsilon: this.epsilon };
  }

  /** What its settings describe. */
  static from(settings: LayerNormalizationOptions): LayerNormalization {
    return new LayerNormalization(settings);
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

  saved(input: Shape): Record<Saved, Shape> {
    return { normalized: input, deviation: [sizeOf(input) / input.at(-1)!] };
  }

  scratch(input: Shape): Record<"product", Shape> {
    return { product: input };
  }

  equations(input: Shape): Equations[] {
    const features = input.at(-1)!;
    const [size, rows] = [sizeOf(input), sizeOf(input) / features];
    const row = (r: number): number[] => Array.from({ length: features }, (_, i) => r * features + i);
    const inputs = (r: number): Source[] => row(r).map((at) => ({ input: at }));
    return [
      { formula: "mean(x)", size: rows, reads: (r) => ({ x: row(r) }) },
      { formula: "mean((x - m)^2)", size: rows, reads: (r) => ({ x: inputs(r), m: r }) },
      {
        formula: `w * (x - m) / sqrt(v + ${this.epsilon}) + b`,
        size,
        reads: (at) => {
          const [element, r] = [at % features, Math.floor(at / features)];
          const learnt = { w: { parameter: "gamma", element }, b: { parameter: "beta", element } };
          return { ...learnt, x: { input: at }, m: { list: 0, element: r }, v: r };
        },
      },
    ];
  }

  operators(): OperatorNode[] {
    const inputs = ["x", { parameter: "gamma" }, { parameter: "beta" }];
    return [{ operator: "LayerNormalization", inputs, floats: { epsilon: this.epsilon }, outputs: ["y"] }];
  }

  pytorch(input: Shape): PyTorchModule[] {
    const tensors = { weight: { parameter: "gamma" }, bias: { parameter: "beta" } };
    return [{ module: "nn.LayerNorm", given: [input.at(-1)!], named: { eps: this.epsilon }, tensors }];
  }

  forward({ kernels, batch, inputShape, inputSize, x, y, parameters, saved }: Frame<Parameters, Saved>): void {
    const features = inputShape.at(-1)!;
    const rows = (batch * inputSize) / features;
    const { normalized, deviation } = saved;
    const { gamma, beta } = parameters;
    kernels.compute(CENTRE_AND_SCALE, this.#scalars, rows, features, y, normalized, x, deviation, gamma, beta);
  }

  backward(frame: TrainFrame<Parameters, Saved>): void {
    const { kernels, batch, inputShape, inputSize, dx, dy, parameters, gradients, saved, scratch } = frame;
    const features = inputShape.at(-1)!;
    const rows = (batch * inputSize) / features;
    const { normalized, deviation } = saved;
    kernels.addColumnSums(gradients.beta, dy, rows, features);
    kernels.compute(PRODUCT, NONE, rows, features, scratch.product!, dy, normalized);
    kernels.addColumnSums(gradients.gamma, scratch.product!, rows, features);
    if (dx) kernels.compute(CENTRE_BACK, NONE, rows, features, dx, dy, normalized, deviation, parameters.gamma);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(LayerNormalization, ["forward", "backward"], ["epsilon"]);
const NONE: readonly number[] = [];

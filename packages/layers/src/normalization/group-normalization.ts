import {
  checkOptions,
  type Equations,
  type Frame,
  finiteNumber,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type ParameterSpec,
  type PyTorchModule,
  positiveInteger,
  type Shape,
  ShapeError,
  type Source,
  sizeOf,
  type Titles,
  type TrainFrame,
} from "@nn/core/component";
import { checkGiven } from "../checks.js";
import { hold } from "../held.js";
import { ones, zeros } from "../initializers/constant.js";
import { type PermuteKernels, permuteKernels } from "../shapes/permuted.js";
import { PRODUCT } from "./batch-computations.js";
import { featuresOf } from "./features.js";
import { AFFINE, NORMALIZE_BACK, NORMALIZE_ROWS, SCALED } from "./group-computations.js";

/** What may differ between {@link GroupNormalization} layers of as many groups. */
export interface GroupNormalizationOptions {
  /** What is added to the variance under the root, so that nothing is divided by 0; 0.001 unless given. */
  readonly epsilon?: number;
}

/** What a {@link GroupNormalization} is made from. */
export interface GroupNormalizationSettings extends GroupNormalizationOptions {
  /** How many groups the channels are divided into. */
  readonly groups: number;
}

/** @inline */
type Parameters = "gamma" | "beta";
/** @inline */
type Saved = "grouped" | "scaled" | "normalized" | "deviation";
/** @inline */
type F = Frame<Parameters, Saved, never, never, PermuteKernels>;
/** @inline */
type B = TrainFrame<Parameters, Saved, never, never, PermuteKernels>;

/**
 * Group normalization: the channels of an example, its last dimension, are divided into groups, each of which is scaled to mean 0 and
 * variance 1 over its channels and all places, and each channel then by what is learnt.
 *
 *     m = mean of x, v = mean of (x − m)², σ = √(v + ε), each over a group of one example
 *     x̂ = (x − m) / σ
 *     y = γ·x̂ + β
 *     dβ = Σ dy, dγ = Σ dy·x̂ over examples and places
 *     dx = (g − mean of g − x̂ · mean of g·x̂) / σ, with g = γ·dy
 *
 * With one group it is layer normalization of a whole example, with as many as there are channels instance normalization. An example
 * doesn't depend on the others of its batch. ε is that of Keras; PyTorch has 0.00001. Keras has 32 groups unless told otherwise.
 *
 * Source: Y. Wu and K. He, "Group Normalization", ECCV (2018).
 *
 * @throws OptionError for groups that are no whole number of at least 1, for an ε that isn't above 0, and for options that don't
 *   exist; ShapeError for channels that the groups don't divide.
 *
 * @example
 * const network = new Sequential([new GroupNormalization(2, { epsilon: 3 })], { inputShape: [2, 2] });
 * network.predict([[1, 10], [3, 12]]); // => [[-0.5, -0.5], [0.5, 0.5]]
 */
export class GroupNormalization implements Layer<Parameters, Saved, never, never, PermuteKernels> {
  readonly name: string;
  readonly keepsShape = true;
  /** How many groups the channels are divided into. */
  readonly groups: number;
  /** What is added to the variance under the root. */
  readonly epsilon: number;
  /** The same, as the kernels are given it at each step. */
  readonly #scalars: readonly number[];

  /** @param groups - How many groups the channels are divided into. */
  constructor(groups: number, options: GroupNormalizationOptions = {}) {
    checkGiven("GroupNormalization", "its groups, new GroupNormalization(groups, { epsilon })", groups);
    checkOptions("GroupNormalization", options, ["epsilon"], "layer");
    const { epsilon = 0.001 } = options;
    this.groups = positiveInteger("GroupNormalization: the number of groups", groups);
    this.epsilon = finiteNumber("GroupNormalization: epsilon", epsilon, { above: 0 });
    this.#scalars = [epsilon];
    this.name = `GroupNormalization(${groups} ${groups === 1 ? "group" : "groups"})`;
    if (new.target === GroupNormalization) hold(this, METHODS.settings);
  }

  get kind(): string {
    return "GroupNormalization";
  }

  get titles(): Titles {
    return { en: "the group normalization layer", fr: "la couche de normalisation par groupes" };
  }

  settings(): Required<GroupNormalizationSettings> {
    return { groups: this.groups, epsilon: this.epsilon };
  }

  /** What its settings describe. */
  static from({ groups, ...options }: GroupNormalizationSettings): GroupNormalization {
    return new GroupNormalization(groups, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    if (input.at(-1)! % this.groups === 0) return input;
    throw new ShapeError(
      `its ${this.groups} groups must divide the channels, the last axis, but an input is [${input.join(", ")}].`,
    );
  }

  parameters(input: Shape): Record<Parameters, ParameterSpec> {
    const spec = { shape: featuresOf(input), fanIn: 1, fanOut: 1 };
    return {
      gamma: { ...spec, initializer: ones, role: "scale" },
      beta: { ...spec, initializer: zeros, role: "bias" },
    };
  }

  saved(input: Shape): Record<Saved, Shape> {
    return { grouped: input, scaled: input, normalized: input, deviation: [this.groups] };
  }

  scratch(input: Shape): Record<"product", Shape> {
    return { product: input };
  }

  /** Puts each group's numbers side by side, and back. */
  prepare({ inputShape, inputSize }: Frame): PermuteKernels {
    const channels = inputShape.at(-1)!;
    const { groups } = this;
    return permuteKernels([inputSize / channels, groups, channels / groups], [1, 0, 2]);
  }

  equations(input: Shape): Equations[] {
    const [channels, size] = [input.at(-1)!, sizeOf(input)];
    const width = channels / this.groups;
    const row = (group: number): number[] => {
      return Array.from({ length: size / this.groups }, (_, i) => {
        return Math.floor(i / width) * channels + group * width + (i % width);
      });
    };
    const inputs = (group: number): Source[] => row(group).map((at) => ({ input: at }));
    return [
      { formula: "mean(x)", size: this.groups, reads: (group) => ({ x: row(group) }) },
      { formula: "mean((x - m)^2)", size: this.groups, reads: (group) => ({ x: inputs(group), m: group }) },
      {
        formula: `w * (x - m) / sqrt(v + ${this.epsilon}) + b`,
        size,
        reads: (at) => {
          const element = at % channels;
          const group = Math.floor(element / width);
          const learnt = { w: { parameter: "gamma", element }, b: { parameter: "beta", element } };
          return { ...learnt, x: { input: at }, m: { list: 0, element: group }, v: group };
        },
      },
    ];
  }

  pytorch(input: Shape): PyTorchModule[] {
    const isFlat = input.length === 1;
    const inputs = isFlat ? { inputs: 0 } : {};
    const tensors = { weight: { parameter: "gamma", ...inputs }, bias: { parameter: "beta", ...inputs } };
    const given = [this.groups, input.at(-1)!];
    // The groups are of neighbouring channels, whose order must stay.
    const order = isFlat ? {} : { order: "channels first" as const };
    return [{ module: "nn.GroupNorm", given, named: { eps: this.epsilon }, tensors, ...order }];
  }

  forward({ kernels, batch, inputShape, inputSize, x, y, parameters, saved, prepared }: F): void {
    const channels = inputShape.at(-1)!;
    const { grouped, scaled, normalized, deviation } = saved;
    const { gamma, beta } = parameters;
    const [rows, size] = [batch * this.groups, inputSize / this.groups];
    kernels.run(prepared.there, batch, grouped, x);
    kernels.compute(NORMALIZE_ROWS, this.#scalars, rows, size, scaled, grouped, deviation);
    kernels.run(prepared.back, batch, normalized, scaled);
    kernels.compute(AFFINE, NONE, (batch * inputSize) / channels, channels, y, normalized, gamma, beta);
  }

  backward(frame: B): void {
    const { kernels, batch, inputShape, inputSize, dx, dy, parameters, gradients, saved, scratch, prepared } = frame;
    const channels = inputShape.at(-1)!;
    const places = (batch * inputSize) / channels;
    const { grouped, scaled, normalized, deviation } = saved;
    kernels.addColumnSums(gradients.beta, dy, places, channels);
    kernels.compute(PRODUCT, NONE, places, channels, scratch.product!, dy, normalized);
    kernels.addColumnSums(gradients.gamma, scratch.product!, places, channels);
    if (!dx) return;
    const [rows, size] = [batch * this.groups, inputSize / this.groups];
    kernels.compute(SCALED, NONE, places, channels, scratch.product!, dy, parameters.gamma);
    kernels.run(prepared.there, batch, grouped, scratch.product!);
    kernels.compute(NORMALIZE_BACK, NONE, rows, size, scratch.product!, grouped, scaled, deviation);
    kernels.run(prepared.back, batch, dx, scratch.product!);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(GroupNormalization, ["forward", "backward"], ["groups", "epsilon"]);
const NONE: readonly number[] = [];

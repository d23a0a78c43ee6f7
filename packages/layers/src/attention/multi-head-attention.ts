import {
  checkOptions,
  type Equations,
  type FloatArray,
  type Frame,
  type Initializer,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type OperatorNode,
  OptionError,
  type ParameterSpec,
  type PyTorchModule,
  positiveInteger,
  type Shape,
  ShapeError,
  type Titles,
  type TrainFrame,
  trueOrFalse,
} from "@nn/core/component";
import { checkGiven, checkInitializer } from "../checks.js";
import { hold } from "../held.js";
import { glorotUniform } from "../initializers/glorot.js";
import { ADD, CAUSAL_SOFTMAX, PLACES, SOFTMAX, SOFTMAX_BACKWARD } from "./computations.js";
import { attentionEquations } from "./equations.js";
import { attentionModules } from "./modules.js";
import { attentionOperators } from "./operators.js";
import type { MultiHeadAttentionOptions, MultiHeadAttentionSettings } from "./options.js";
import { parametersOf } from "./parameters.js";
import {
  type Matrix,
  type Parameter,
  type Saved,
  type Scratch,
  savedShapes,
  scratchShapes,
  type Views,
  viewsOf,
} from "./views.js";

/** @inline */
type F = Frame<Parameter, Saved, never, never, Views>;
/** @inline */
type B = TrainFrame<Parameter, Saved, never, never, Views>;

/**
 * Self-attention of several heads: in each, every time step asks all, itself among them, and takes from each as much as its key answers.
 *
 *     q = x·W_q + b_q    k = x·W_k + b_k    v = x·W_v + b_v     of each head; x: [steps, inputs]   q, k, v: [steps, inputs / heads]
 *     p = softmax(q·kᵀ / √(inputs / heads)), row by row         p: [steps, steps]
 *     y = Σ p·v·W_o over the heads, + b_o                       y: [steps, inputs]
 *
 *     da = dy·W_oᵀ    dv = pᵀ·da    dp = da·vᵀ    ds = p ⊙ (dp − Σ p ⊙ dp) / √(inputs / heads)    dq = ds·k    dk = dsᵀ·q
 *     dW_q = xᵀ·dq, dW_k = xᵀ·dk, dW_v = xᵀ·dv    dW_o = Σ (p·v)ᵀ·dy    dx = Σ dq·W_qᵀ + dk·W_kᵀ + dv·W_vᵀ
 *
 * With `causal` a step sees none that come after it, as a network needs that tells the next step. The parameters of the heads lie
 * one behind the other: `query`, `key` and `value` are [heads, inputs, inputs / heads], and `output` is [heads, inputs / heads, inputs].
 * Each of the four is drawn as one [inputs, inputs] matrix is. Nothing tells where a step stands: {@link PositionalEmbedding} does.
 * ONNX files hold the layer, also with its mask.
 *
 * Source: A. Vaswani and others, "Attention Is All You Need", NeurIPS (2017), equation 1 and section 3.2.2.
 *
 * @throws OptionError for sizes that are not whole numbers of at least 1, for inputs that aren't a multiple of the heads, and for
 *   options that don't exist.
 *
 * @example
 * const block = [
 *   new Residual([new LayerNormalization(), new MultiHeadAttention(4, 2, { causal: true })]),
 *   new Residual([new LayerNormalization(), new Dense(4, 16, { activation: relu }), new Dense(16, 4, { activation: identity })]),
 * ];
 * new Sequential(block, { inputShape: [3, 4] }).stack.outputShape; // => [3, 4]
 */
export class MultiHeadAttention<const Inputs extends number = number>
  implements Layer<Parameter, Saved, never, never, Views>
{
  readonly name: string;
  readonly keepsShape = true;
  readonly inputAxes: readonly ["steps", Inputs];
  /** How many numbers a time step has, before and after. */
  readonly inputs: Inputs;
  /** How many heads there are. */
  readonly heads: number;
  /** Whether a time step sees only itself and those before it. */
  readonly causal: boolean;
  /** Draws the weights when a network is built. */
  readonly weightInitializer: Initializer;
  readonly #scale: readonly number[];

  /**
   * @param inputs - How many numbers a time step has, before and after.
   * @param heads - How many heads there are.
   */
  constructor(inputs: Inputs, heads: number, options: MultiHeadAttentionOptions = {}) {
    const where = "MultiHeadAttention";
    checkGiven(where, "two sizes, new MultiHeadAttention(inputs, heads, { causal })", inputs, heads);
    checkOptions(where, options, ["causal", "weightInitializer"], "layer");
    const { causal = false, weightInitializer } = { weightInitializer: glorotUniform, ...options };
    this.inputs = positiveInteger(`${where}: the number of inputs`, inputs) as Inputs;
    this.heads = positiveInteger(`${where}: the number of heads`, heads);
    if (inputs % heads !== 0) {
      throw new OptionError(
        `${where}: the inputs are divided among the heads, but ${inputs} is no multiple of ${heads}.`,
      );
    }
    this.causal = trueOrFalse(`${where}: causal`, causal);
    this.weightInitializer = checkInitializer(`${where}: weightInitializer`, weightInitializer);
    this.inputAxes = ["steps", this.inputs];
    this.#scale = [1 / Math.sqrt(inputs / heads)];
    this.name = `${where}(${inputs}, ${heads} ${heads === 1 ? "head" : "heads"}${this.causal ? ", causal" : ""})`;
    if (new.target === MultiHeadAttention) hold(this, METHODS.settings);
  }

  get kind(): string {
    return "MultiHeadAttention";
  }

  get titles(): Titles {
    return { en: "the attention layer", fr: "la couche d’attention" };
  }

  settings(): MultiHeadAttentionSettings {
    const { inputs, heads, causal, weightInitializer } = this;
    return { inputs, heads, causal, weightInitializer };
  }

  get drawingSettings(): readonly string[] {
    return ["weightInitializer"];
  }

  /** The setting that is the size of the last axis of what comes. */
  static readonly sizes: readonly [inputs: string] = ["inputs"];

  /** What its settings describe. */
  static from({ inputs, heads, ...options }: MultiHeadAttentionSettings): MultiHeadAttention {
    return new MultiHeadAttention(inputs, heads, options);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: readonly [steps: number, inputs: Inputs]): readonly [steps: number, inputs: Inputs] {
    const shape: Shape = input;
    if (shape.length === 2 && shape[1] === this.inputs) return input;
    throw new ShapeError(`the sequences must be [steps, ${this.inputs}], but are [${shape.join(", ")}].`);
  }

  parameters(): Record<Parameter, ParameterSpec> {
    return parametersOf(this.inputs, this.heads, this.weightInitializer);
  }

  saved(input: Shape): Partial<Record<Saved, Shape>> {
    return savedShapes(input, this.heads, this.causal);
  }

  scratch(input: Shape): Record<Scratch, Shape> {
    return scratchShapes(input, this.heads);
  }

  prepare(frame: TrainFrame<Parameter, Saved>): Views {
    return viewsOf(frame, this.heads);
  }

  forward({ kernels, batch, inputShape, x, y, parameters, saved, prepared }: F): void {
    const { inputs, heads } = this;
    const [steps, size] = [inputShape[0], inputs / heads];
    const rows = batch * steps;
    for (const { values, weight, bias } of prepared.projections) {
      for (let head = 0; head < heads; head++) {
        kernels.matmul(values[head], x, weight[head], rows, inputs, size);
        kernels.addRow(values[head], bias[head], rows, size);
      }
    }
    for (const { q, k, scores } of prepared.examples) kernels.matmulTransposed(scores, q, k, steps, size, steps);
    if (this.causal) {
      kernels.compute(PLACES, NONE, batch * heads, steps, saved.places);
      kernels.compute(CAUSAL_SOFTMAX, this.#scale, rows * heads, steps, saved.shares, saved.scores, saved.places);
    } else kernels.compute(SOFTMAX, this.#scale, rows * heads, steps, saved.shares, saved.scores);
    for (const { head, shares, v } of prepared.examples) kernels.matmul(head, shares, v, steps, steps, size);
    this.#sum(kernels, y, saved.part, prepared.heads, prepared.output, rows, size);
    kernels.addRow(y, parameters.outputBias, rows, inputs);
  }

  /** out = Σ of values · W over the heads. */
  #sum(
    kernels: F["kernels"],
    out: FloatArray,
    part: FloatArray,
    values: Matrix,
    weight: Matrix,
    rows: number,
    size: number,
  ): void {
    for (let head = 0; head < this.heads; head++) {
      kernels.matmul(head === 0 ? out : part, values[head], weight[head], rows, size, this.inputs);
      if (head > 0) kernels.compute(ADD, NONE, rows, this.inputs, out, part);
    }
  }

  backward(frame: B): void {
    const { kernels, batch, inputShape, x, dx, dy, gradients, saved, scratch, prepared } = frame;
    const { inputs, heads } = this;
    const [steps, size] = [inputShape[0], inputs / heads];
    const rows = batch * steps;
    kernels.addColumnSums(gradients.outputBias, dy, rows, inputs);
    for (let head = 0; head < heads; head++) {
      kernels.addOuter(prepared.dOutput[head], prepared.heads[head], dy, size, rows, inputs);
      kernels.matmulTransposed(prepared.dHeads[head], dy, prepared.output[head], rows, inputs, size);
    }
    kernels.fill(scratch.dKey, 0, rows * inputs);
    kernels.fill(scratch.dValue, 0, rows * inputs);
    for (const { shares, v, dHead, dShares, dv } of prepared.examples) {
      kernels.matmulTransposed(dShares, dHead, v, steps, size, steps);
      kernels.addOuter(dv, shares, dHead, steps, steps, size);
    }
    const { dScores, dShares } = scratch;
    kernels.compute(SOFTMAX_BACKWARD, this.#scale, rows * heads, steps, dScores, dShares, saved.shares);
    for (const { q, k, dScores, dq, dk } of prepared.examples) {
      kernels.matmul(dq, dScores, k, steps, steps, size);
      kernels.addOuter(dk, dScores, q, steps, steps, size);
    }
    for (const [i, { dValues, weight, dWeight, dBias }] of prepared.projections.entries()) {
      for (let head = 0; head < heads; head++) {
        kernels.addOuter(dWeight[head], x, dValues[head], inputs, rows, size);
        kernels.addColumnSums(dBias[head], dValues[head], rows, size);
        if (!dx) continue;
        const isFirst = i === 0 && head === 0;
        kernels.matmulTransposed(isFirst ? dx : saved.part, dValues[head], weight[head], rows, size, inputs);
        if (!isFirst) kernels.compute(ADD, NONE, rows, inputs, dx, saved.part);
      }
    }
  }

  equations([steps, inputs]: Shape): Equations[] {
    return attentionEquations(steps, inputs, this.heads, this.causal);
  }

  operators([steps]: Shape): OperatorNode[] {
    return attentionOperators(steps, this.inputs, this.heads, this.causal);
  }

  pytorch(): PyTorchModule[] {
    return attentionModules(this.inputs, this.heads, this.causal);
  }
}

const METHODS = /* @__PURE__ */ methodsOf(MultiHeadAttention, ["forward", "backward"], ["inputs", "heads", "causal"]);
const NONE: readonly number[] = [];

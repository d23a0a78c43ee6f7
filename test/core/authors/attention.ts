import {
  Computation,
  type FloatArray,
  type Frame,
  type KernelsOnly,
  type Layer,
  methodsOf,
  type ParameterSpec,
  type Shape,
  ShapeError,
  type TrainFrame,
} from "@nn/core/component";
import { glorotUniform } from "@nn/layers";
import { parts } from "./parts.js";

type Parameter = "query" | "key" | "value";
type Saved = "q" | "k" | "v" | "s" | "p";
type Scratch = "dq" | "dk" | "dv" | "dp" | "ds" | "dxOfKeys" | "dxOfValues";
/** Arrays example by example. */
type Examples = Readonly<Record<Saved | Scratch | "y" | "dy", readonly FloatArray[]>>;

/**
 * A head of attention: each time step asks all others, and takes from each as much as its key answers.
 *
 *     q = x·W_q,  k = x·W_k,  v = x·W_v          x: [steps, inputs]   q, k, v: [steps, units]
 *     p = softmax(q·kᵀ / √units), row by row      y = p·v
 *
 *     dv = pᵀ·dy                                  dp = dy·vᵀ
 *     ds = p ⊙ (dp − Σ p ⊙ dp) / √units           dq = ds·k,  dk = dsᵀ·q
 *
 * Source: A. Vaswani and others, "Attention Is All You Need", NeurIPS (2017).
 */
export class Attention implements Layer<Parameter, Saved, never, never, Examples> {
  readonly name: string;
  readonly inputs: number;
  readonly units: number;
  readonly #scale: readonly [scale: number];

  constructor(inputs: number, units: number) {
    this.inputs = inputs;
    this.units = units;
    this.#scale = [1 / Math.sqrt(units)];
    this.name = `Attention(${inputs} → ${units})`;
  }

  get kind(): string {
    return "Attention";
  }

  settings(): { readonly inputs: number; readonly units: number } {
    return { inputs: this.inputs, units: this.units };
  }

  static from({ inputs, units }: { readonly inputs: number; readonly units: number }): Attention {
    return new Attention(inputs, units);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    const [steps, inputs] = input;
    if (input.length === 2 && inputs === this.inputs) return [steps!, this.units];
    throw new ShapeError(`the sequences must be [steps, ${this.inputs}], but are [${input.join(", ")}].`);
  }

  parameters(): Record<Parameter, ParameterSpec> {
    const { inputs: fanIn, units: fanOut } = this;
    const spec = { shape: [fanIn, fanOut], initializer: glorotUniform, fanIn, fanOut };
    return { query: spec, key: spec, value: spec };
  }

  saved([steps]: Shape): Record<Saved, Shape> {
    const [each, pairs] = [
      [steps!, this.units],
      [steps!, steps!],
    ];
    return { q: each, k: each, v: each, s: pairs, p: pairs };
  }

  scratch([steps, inputs]: Shape): Record<Scratch, Shape> {
    const each = [steps!, this.units];
    const [pairs, x] = [
      [steps!, steps!],
      [steps!, inputs!],
    ];
    return { dq: each, dk: each, dv: each, dp: pairs, ds: pairs, dxOfKeys: x, dxOfValues: x };
  }

  prepare({ batch, inputShape, saved, scratch, y, dy }: TrainFrame<Parameter, Saved>): Examples {
    const steps = inputShape[0]!;
    const each = (array: FloatArray | undefined) => parts(array, batch, steps * this.units);
    const pairs = (array: FloatArray | undefined) => parts(array, batch, steps * steps);
    return {
      ...{ q: each(saved.q), k: each(saved.k), v: each(saved.v), s: pairs(saved.s), p: pairs(saved.p), y: each(y) },
      ...{ dq: each(scratch.dq), dk: each(scratch.dk), dv: each(scratch.dv), dp: pairs(scratch.dp), dy: each(dy) },
      ...{ ds: pairs(scratch.ds), dxOfKeys: [], dxOfValues: [] },
    };
  }

  forward({
    kernels,
    batch,
    inputShape,
    x,
    parameters,
    saved,
    prepared,
  }: Frame<Parameter, Saved, never, never, Examples>): void {
    const { inputs, units } = this;
    const steps = inputShape[0]!;
    const { q, k, v, s, p, y } = prepared;
    kernels.matmul(saved.q, x, parameters.query, batch * steps, inputs, units);
    kernels.matmul(saved.k, x, parameters.key, batch * steps, inputs, units);
    kernels.matmul(saved.v, x, parameters.value, batch * steps, inputs, units);
    for (let n = 0; n < batch; n++) kernels.matmulTransposed(s[n]!, q[n]!, k[n]!, steps, units, steps);
    kernels.compute(SOFTMAX, this.#scale, batch * steps, steps, saved.p, saved.s);
    for (let n = 0; n < batch; n++) kernels.matmul(y[n]!, p[n]!, v[n]!, steps, steps, units);
  }

  backward(frame: TrainFrame<Parameter, Saved, never, never, Examples>): void {
    const { kernels, batch, inputShape, x, dx, parameters, gradients, saved, prepared } = frame;
    const scratch = frame.scratch as Readonly<Record<Scratch, FloatArray>>;
    const { inputs, units } = this;
    const steps = inputShape[0]!;
    const rows = batch * steps;
    const { q, k, v, p, dq, dk, dv, dp, ds, dy } = prepared;
    kernels.fill(scratch.dk, 0, rows * units);
    kernels.fill(scratch.dv, 0, rows * units);
    for (let n = 0; n < batch; n++) {
      kernels.matmulTransposed(dp[n]!, dy[n]!, v[n]!, steps, units, steps);
      kernels.addOuter(dv[n]!, p[n]!, dy[n]!, steps, steps, units);
    }
    kernels.compute(SOFTMAX_BACKWARD, this.#scale, rows, steps, scratch.ds, scratch.dp, saved.p);
    for (let n = 0; n < batch; n++) {
      kernels.matmul(dq[n]!, ds[n]!, k[n]!, steps, steps, units);
      kernels.addOuter(dk[n]!, ds[n]!, q[n]!, steps, steps, units);
    }
    kernels.addOuter(gradients.query, x, scratch.dq, inputs, rows, units);
    kernels.addOuter(gradients.key, x, scratch.dk, inputs, rows, units);
    kernels.addOuter(gradients.value, x, scratch.dv, inputs, rows, units);
    if (!dx) return;
    kernels.matmulTransposed(dx, scratch.dq, parameters.query, rows, units, inputs);
    kernels.matmulTransposed(scratch.dxOfKeys, scratch.dk, parameters.key, rows, units, inputs);
    kernels.matmulTransposed(scratch.dxOfValues, scratch.dv, parameters.value, rows, units, inputs);
    kernels.compute(ADD_TWO, NONE, rows, inputs, dx, scratch.dxOfKeys, scratch.dxOfValues);
  }
}

const METHODS = methodsOf(Attention, ["forward", "backward"], ["inputs", "units"]);
const SOFTMAX = new Computation({
  name: "softmax",
  arrays: ["p", "s"],
  scalars: ["scale"],
  lines: ["p = exp(scale * (s - max(s)))", "p = p / sum(p)"],
});
const SOFTMAX_BACKWARD = new Computation({
  name: "softmax's derivative",
  arrays: ["ds", "dp", "p"],
  scalars: ["scale"],
  lines: ["ds = scale * p * (dp - sum(p * dp))"],
});
const ADD_TWO = new Computation({ name: "sum", arrays: ["y", "a", "b"], lines: ["y = y + a + b"] });
const NONE: readonly number[] = [];

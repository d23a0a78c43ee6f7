import {
  Computation,
  copyNumbers,
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
import { glorotUniform, orthogonal, zeros } from "@nn/layers";
import { parts } from "./parts.js";

type Parameter = "weight" | "recurrentWeight" | "bias";
type Saved = "z" | "h" | "recurrent";
type Scratch = "dz" | "dh";

/** One time step of one example. */
interface Moment {
  readonly h: FloatArray;
  readonly dz: FloatArray;
  /** The inputs' share of the sum, which becomes the sum. */
  readonly z: FloatArray;
}
/** Of one example: its time steps, and its output. */
interface Sequence {
  readonly moments: readonly Moment[];
  readonly y: FloatArray;
  readonly dy: FloatArray;
  /** All but the last h, and all but the first dz. */
  readonly past: FloatArray;
  readonly later: FloatArray;
}

/**
 * A plain recurrent layer: at each time step it sees its own last output.
 *
 *     h = tanh(x·W + h′·U + b)         the output is the last h; x: [inputs]   h: [units], first 0
 *     dz = (1 − h²)·dh                 dh′ = dz·Uᵀ,  dW = Σ xᵀ·dz,  dU = Σ h′ᵀ·dz,  db = Σ dz,  dx = dz·Wᵀ
 *
 * Source: J. Elman, "Finding Structure in Time", Cognitive Science 14 (1990).
 */
export class Recurrent implements Layer<Parameter, Saved, never, never, readonly Sequence[]> {
  readonly name: string;
  readonly inputs: number;
  readonly units: number;

  constructor(inputs: number, units: number) {
    this.inputs = inputs;
    this.units = units;
    this.name = `Recurrent(${inputs} → ${units})`;
  }

  get kind(): string {
    return "Recurrent";
  }

  settings(): { readonly inputs: number; readonly units: number } {
    return { inputs: this.inputs, units: this.units };
  }

  static from({ inputs, units }: { readonly inputs: number; readonly units: number }): Recurrent {
    return new Recurrent(inputs, units);
  }

  get kernelsOnly(): KernelsOnly {
    return { of: this, ...METHODS };
  }

  outputShape(input: Shape): Shape {
    if (input.length === 2 && input[1] === this.inputs) return [this.units];
    throw new ShapeError(`the sequences must be [steps, ${this.inputs}], but are [${input.join(", ")}].`);
  }

  parameters(): Record<Parameter, ParameterSpec> {
    const { inputs, units } = this;
    const fans = { fanIn: inputs, fanOut: units };
    return {
      weight: { shape: [inputs, units], initializer: glorotUniform, ...fans },
      recurrentWeight: { shape: [units, units], initializer: orthogonal, fanIn: units, fanOut: units },
      bias: { shape: [units], initializer: zeros, role: "bias", ...fans },
    };
  }

  saved([steps]: Shape): Record<Saved, Shape> {
    return { z: [steps!, this.units], h: [steps!, this.units], recurrent: [this.units] };
  }

  scratch([steps]: Shape): Record<Scratch, Shape> {
    return { dz: [steps!, this.units], dh: [this.units] };
  }

  prepare({ batch, inputShape, saved, scratch, y, dy }: TrainFrame<Parameter, Saved>): readonly Sequence[] {
    const { units } = this;
    const steps = inputShape[0]!;
    const each = (array: FloatArray | undefined) => parts(array, batch, steps * units);
    const [z, h, dz, ys, dys] = [
      each(saved.z),
      each(saved.h),
      each(scratch.dz),
      parts(y, batch, units),
      parts(dy, batch, units),
    ];
    return z.map((_, n) => {
      const [zs, hs, dzs] = [z[n], h[n], dz[n]].map((array) => parts(array, steps, units));
      const moments = zs!.map((_z, t) => ({ z: zs![t]!, h: hs![t]!, dz: dzs![t]! }));
      const past = h[n]!.subarray(0, (steps - 1) * units);
      return { moments, y: ys[n]!, dy: dys[n]!, past, later: dz[n]!.subarray(units) };
    });
  }

  forward({
    kernels,
    batch,
    inputShape,
    x,
    parameters,
    saved,
    prepared,
  }: Frame<Parameter, Saved, never, never, readonly Sequence[]>): void {
    const { inputs, units } = this;
    const steps = inputShape[0]!;
    kernels.matmul(saved.z, x, parameters.weight, batch * steps, inputs, units);
    kernels.addRow(saved.z, parameters.bias, batch * steps, units);
    for (const { moments, y } of prepared) {
      kernels.fill(saved.recurrent, 0, units);
      for (const [t, { z, h }] of moments.entries()) {
        if (t > 0) kernels.matmul(saved.recurrent, moments[t - 1]!.h, parameters.recurrentWeight, 1, units, units);
        kernels.compute(STEP, NONE, 1, units, h, z, saved.recurrent);
      }
      copyNumbers(kernels, y, moments.at(-1)!.h, units);
    }
  }

  backward(frame: TrainFrame<Parameter, Saved, never, never, readonly Sequence[]>): void {
    const { kernels, batch, inputShape, x, dx, parameters, gradients, prepared } = frame;
    const scratch = frame.scratch as Readonly<Record<Scratch, FloatArray>>;
    const { inputs, units } = this;
    const steps = inputShape[0]!;
    for (const { moments, dy, past, later } of prepared) {
      for (let t = steps - 1; t >= 0; t--) {
        const { h, dz } = moments[t]!;
        if (t < steps - 1) {
          kernels.matmulTransposed(scratch.dh, moments[t + 1]!.dz, parameters.recurrentWeight, 1, units, units);
        }
        kernels.compute(STEP_BACKWARD, NONE, 1, units, dz, t < steps - 1 ? scratch.dh : dy, h);
      }
      kernels.addOuter(gradients.recurrentWeight, past, later, units, steps - 1, units);
    }
    kernels.addOuter(gradients.weight, x, scratch.dz, inputs, batch * steps, units);
    kernels.addColumnSums(gradients.bias, scratch.dz, batch * steps, units);
    if (dx) kernels.matmulTransposed(dx, scratch.dz, parameters.weight, batch * steps, units, inputs);
  }
}

const METHODS = methodsOf(Recurrent, ["forward", "backward"], ["inputs", "units"]);
const STEP = new Computation({ name: "time step", arrays: ["h", "z", "r"], lines: ["h = tanh(z + r)"] });
const STEP_BACKWARD = new Computation({
  name: "time step's derivative",
  arrays: ["dz", "dh", "h"],
  lines: ["dz = (1 - h * h) * dh"],
});
const NONE: readonly number[] = [];

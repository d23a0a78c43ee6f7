import type { Computation, FloatArray, Kernels } from "@nn/numerics";
import type { KernelsOnly } from "../recording/watch/kernels-only.js";
import type { Described } from "./formats/described.js";
import type { Formula } from "./mathematics/formula.js";
import type { OutputRange } from "./mathematics/range.js";

/**
 * A function between a layer's weighted sums z and its output a, of `batch` examples with `size` numbers each. Most are
 * elementwise; softmax works on each row, which layers take along the last axis of their output: of [steps, classes], the
 * classes of each step. `batch` is then that of the rows.
 *
 * The derivative is given both z and a, and uses whichever gives the shorter formula.
 */
export interface Activation extends Described {
  /** As `summary()` shows it: `"sigmoid"`. */
  readonly name: string;
  /** What it computes, as text. */
  readonly formula?: Formula;
  /** What its functions run, where it was made from texts: forward and backward. */
  readonly computes?: readonly [Computation, Computation];
  /** The range of its outputs. Without one, it is taken to suit every loss, every metric and every target. */
  readonly range?: OutputRange | undefined;
  /**
   * Says that its functions call kernels alone: such an activation is recorded, and so faster. See {@link KernelsOnly}.
   */
  readonly kernelsOnly?: KernelsOnly;
  /** a = f(z), finite wherever the mathematical value is. */
  forward(kernels: Kernels, a: FloatArray, z: FloatArray, batch: number, size: number): void;
  /** ∂L/∂z from ∂L/∂a: dz = f′(z) · da for an elementwise function, the transposed Jacobian times da in general. */
  backward(
    kernels: Kernels,
    dz: FloatArray,
    da: FloatArray,
    z: FloatArray,
    a: FloatArray,
    batch: number,
    size: number,
  ): void;
}

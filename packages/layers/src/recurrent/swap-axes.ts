import type { FloatArray, OwnKernel } from "@nn/core/component";
import { CODE } from "./binary.js";

/** Kernels for sequences of one shape, which hold all numbers of a time step side by side, for a product of whole matrices. */
export interface SwapKernels {
  /** [batch, steps, size] → [steps, batch, size] */
  readonly toTimeFirst: OwnKernel;
  /** [steps, batch, size] → [batch, steps, size] */
  readonly toBatchFirst: OwnKernel;
}

function swapKernels(steps: number, size: number): SwapKernels {
  return {
    toTimeFirst: {
      ...kernelOf("time first", 1, steps, size),
      loop: (batch, out, values) => timeFirst(steps, size, batch, out, values),
      written: { functions: [timeFirst, swapAxes], constants: [steps, size] },
    },
    toBatchFirst: {
      ...kernelOf("batch first", 0, steps, size),
      loop: (batch, out, values) => batchFirst(steps, size, batch, out, values),
      written: { functions: [batchFirst, swapAxes], constants: [steps, size] },
    },
  };
}

function kernelOf(name: string, toTimeFirst: number, steps: number, size: number): Omit<OwnKernel, "loop"> {
  const all = steps * size;
  return {
    name,
    arrays: [
      { name: "out", size: all, use: "write" },
      { name: "values", size: all, use: "read" },
    ],
    code: CODE,
    numbers: [toTimeFirst, steps, size],
    work: all,
  };
}

function timeFirst(steps: number, size: number, batch: number, out: FloatArray, values: FloatArray): void {
  swapAxes(out, values, batch, steps, size);
}

function batchFirst(steps: number, size: number, batch: number, out: FloatArray, values: FloatArray): void {
  swapAxes(out, values, steps, batch, size);
}

/** out[s, f, i] = values[f, s, i] */
function swapAxes(out: FloatArray, values: FloatArray, first: number, second: number, size: number): void {
  for (let f = 0; f < first; f++) {
    for (let s = 0; s < second; s++) {
      for (let i = 0; i < size; i++) out[(s * first + f) * size + i] = values[(f * second + s) * size + i];
    }
  }
}

/** Gives the kernels for rows of `size` numbers, by the number of time steps: those of a number are made once. */
export function swapsOf(size: number): (steps: number) => SwapKernels {
  const made = new Map<number, SwapKernels>();
  return (steps) => {
    const known = made.get(steps) ?? swapKernels(steps, size);
    made.set(steps, known);
    return known;
  };
}

import type { FloatArray, OwnKernel } from "@nn/core/component";
import { CODE } from "./binary.js";

/** Kernels for examples of several parts each, as the time steps of a sequence or the columns of a row: one becomes the other. */
export interface SwapKernels {
  /** [batch, parts, size] → [parts, batch, size] */
  readonly toPartsFirst: OwnKernel;
  /** [parts, batch, size] → [batch, parts, size] */
  readonly toBatchFirst: OwnKernel;
}

function swapKernels(parts: number, size: number): SwapKernels {
  return {
    toPartsFirst: {
      ...kernelOf("parts first", 1, parts, size),
      loop: (batch, out, values) => partsFirst(parts, size, batch, out, values),
      written: { functions: [partsFirst, swapAxes], constants: [parts, size] },
    },
    toBatchFirst: {
      ...kernelOf("batch first", 0, parts, size),
      loop: (batch, out, values) => batchFirst(parts, size, batch, out, values),
      written: { functions: [batchFirst, swapAxes], constants: [parts, size] },
    },
  };
}

function kernelOf(name: string, toPartsFirst: number, parts: number, size: number): Omit<OwnKernel, "loop"> {
  const all = parts * size;
  return {
    name,
    arrays: [
      { name: "out", size: all, use: "write" },
      { name: "values", size: all, use: "read" },
    ],
    code: CODE,
    numbers: [toPartsFirst, parts, size],
    work: all,
  };
}

function partsFirst(parts: number, size: number, batch: number, out: FloatArray, values: FloatArray): void {
  swapAxes(out, values, batch, parts, size);
}

function batchFirst(parts: number, size: number, batch: number, out: FloatArray, values: FloatArray): void {
  swapAxes(out, values, parts, batch, size);
}

/** out[s, f, i] = values[f, s, i] */
function swapAxes(out: FloatArray, values: FloatArray, first: number, second: number, size: number): void {
  for (let f = 0; f < first; f++) {
    for (let s = 0; s < second; s++) {
      for (let i = 0; i < size; i++) out[(s * first + f) * size + i] = values[(f * second + s) * size + i];
    }
  }
}

/** Gives the kernels for parts of `size` numbers, by the number of parts: those of a number are made once. */
export function swapsOf(size: number): (parts: number) => SwapKernels {
  const made = new Map<number, SwapKernels>();
  return (parts) => {
    const known = made.get(parts) ?? swapKernels(parts, size);
    made.set(parts, known);
    return known;
  };
}

import { Computation, type FloatArray, type Kernels, OptionError, show } from "@nn/numerics";

const COPY: Computation = /* @__PURE__ */ new Computation(
  { name: "copy", arrays: ["y", "x"], lines: ["y = x"] },
  // A loop of its own, as pages on the small doors read no texts.
  (_scalars, rows, columns, y, x) => {
    for (let i = 0; i < rows * columns; i++) y[i] = x![i]!;
  },
);

const NO_SCALARS: readonly number[] = [];

/**
 * out[i] = values[i], for i in [0, length).
 *
 * @throws OptionError for something else than kernels, and where an array is shorter.
 *
 * @example
 * const out = new Float64Array(3);
 * copyNumbers(reference.kernels("float64"), out, new Float64Array([1, 2, 3]), 2);
 * out; // => [1, 2, 0]
 */
export function copyNumbers(kernels: Kernels, out: FloatArray, values: FloatArray, length: number): void {
  if (typeof kernels?.compute !== "function") {
    throw new OptionError(`copyNumbers takes the kernels of a backend first, but got ${show(kernels)}.`);
  }
  kernels.compute(COPY, NO_SCALARS, 1, length, out, values);
}

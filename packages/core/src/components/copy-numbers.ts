import { Computation, type FloatArray, type Kernels } from "@nn/numerics";

const COPY: Computation = /* @__PURE__ */ new Computation(
  { name: "copy", arrays: ["y", "x"], lines: ["y = x"] },
  // A loop of its own, as pages on the small doors read no texts.
  (_scalars, rows, columns, y, x) => {
    for (let i = 0; i < rows * columns; i++) y[i] = x![i]!;
  },
);

const NO_SCALARS: readonly number[] = [];

/** out[i] = values[i], for i in [0, length). */
export function copyNumbers(kernels: Kernels, out: FloatArray, values: FloatArray, length: number): void {
  kernels.compute(COPY, NO_SCALARS, 1, length, out, values);
}

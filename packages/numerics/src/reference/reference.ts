import type { DType, FloatArray } from "../arrays/dtype.js";
import type { Backend, Kernels } from "../backend.js";
import { Bounds } from "./bounds.js";
import { checkedKernels } from "./checked-kernels.js";
import { checkLengths } from "./lengths.js";
import { arraysIn, bytesFor } from "./pieces.js";

/**
 * The backend of plain loops: the readable definition of every kernel, and the reference that faster ones are compared
 * with. Sums run in the order of the indices, from the first to the last. In single precision each product is
 * rounded before it is added, as processors do that compute in single precision.
 *
 * @example
 * const [out] = reference.allocate("float64", [1]);
 * reference.kernels("float64").matmul(out, new Float64Array([0, 1]), new Float64Array([2, 3]), 1, 2, 1);
 * out[0]; // => 3
 */
export const reference: Backend = {
  name: "reference",
  allocate: (dtype, lengths) => allocatePlainly(dtype, lengths),
  kernels: (dtype: DType): Kernels => (dtype === "float32" ? single : double),
};

/**
 * Arrays side by side in one block of the engine's own memory.
 *
 * @param isOutside - Whether they should lie in the memory of a backend that has no room for them.
 */
export function allocatePlainly(dtype: DType, lengths: readonly number[], isOutside = false): FloatArray[] {
  checkLengths(lengths);
  const bytes = bytesFor(dtype, lengths);
  return arraysIn({ buffer: new ArrayBuffer(bytes), start: 0, bytes, isOutside }, dtype, lengths);
}

/** The loops themselves, for backends that have checked sizes and arrays already. */
export const loops: Readonly<Record<DType, Kernels>> = /* @__PURE__ */ Object.freeze({
  float64: /* @__PURE__ */ loopsFor((product) => product),
  float32: /* @__PURE__ */ loopsFor(Math.fround),
});

const double: Kernels = /* @__PURE__ */ kernelsFor("float64");
const single: Kernels = /* @__PURE__ */ kernelsFor("float32");

function kernelsFor(dtype: DType): Kernels {
  return checkedKernels(new Bounds(dtype), loops[dtype]);
}

/** @param rounded - A product as the arrays' format holds it; sums are rounded when they are stored. */
function loopsFor(rounded: (product: number) => number): Kernels {
  return {
    fill(out, value, length) {
      for (let i = 0; i < length; i++) out[i] = value;
    },

    matmul(out, a, b, rows, inner, columns) {
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) out[r * columns + c] = 0;
        for (let i = 0; i < inner; i++) {
          const factor = a[r * inner + i]!;
          for (let c = 0; c < columns; c++) out[r * columns + c]! += rounded(factor * b[i * columns + c]!);
        }
      }
    },

    matmulTransposed(out, a, b, rows, inner, columns) {
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          out[r * columns + c] = 0;
          for (let i = 0; i < inner; i++) out[r * columns + c]! += rounded(a[r * inner + i]! * b[c * inner + i]!);
        }
      }
    },

    addOuter(out, a, b, rows, inner, columns) {
      for (let i = 0; i < inner; i++) {
        for (let r = 0; r < rows; r++) {
          const factor = a[i * rows + r]!;
          for (let c = 0; c < columns; c++) out[r * columns + c]! += rounded(factor * b[i * columns + c]!);
        }
      }
    },

    addRow(out, row, rows, columns) {
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) out[r * columns + c]! += row[c]!;
      }
    },

    addColumnSums(out, a, rows, columns) {
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) out[c]! += a[r * columns + c]!;
      }
    },

    mean(out, values, length) {
      let sum = 0;
      for (let i = 0; i < length; i++) sum += values[i]!;
      out[0] = sum / length;
      return Number.isFinite(out[0]);
    },

    snapshot(before, value, gradient, length) {
      for (let i = 0; i < length; i++) before[i] = value[i]!;
      return this.allFinite(gradient, length);
    },

    allFinite(values, length) {
      // 0·x is 0 just for finite x, and NaN otherwise: one check of the sum, and no branch on the way.
      let sum = 0;
      for (let i = 0; i < length; i++) sum += 0 * values[i]!;
      return sum === 0;
    },

    compute(computation, scalars, rows, columns, out, a, b, c, d, e) {
      return computation.loop(scalars, rows, columns, out, a!, b!, c!, d!, e!) !== false;
    },

    run(kernel, batch, out, a, b, c, d, e) {
      kernel.loop(batch, out, a!, b!, c!, d!, e!);
    },
  };
}

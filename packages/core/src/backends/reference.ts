import type { Backend, Kernels } from "../backend.js";
import { type DType, type FloatArray, zerosOf } from "../dtype.js";

/**
 * The backend of plain loops: the readable definition of every kernel, and the oracle that faster ones are held
 * against. Sums run in the order of the indices, from the first to the last.
 *
 * @example
 * const [out] = reference.allocate("float64", [1]);
 * reference.kernels("float64").matmul(out, new Float64Array([0, 1]), new Float64Array([2, 3]), 1, 2, 1);
 * out[0]; // => 3
 */
export const reference: Backend = {
  name: "reference",
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[] {
    const all = zerosOf(
      dtype,
      lengths.reduce((sum, length) => sum + length, 0),
    );
    let end = 0;
    return lengths.map((length) => {
      end += length;
      return all.subarray(end - length, end);
    });
  },
  kernels: (): Kernels => kernels,
};

const kernels: Kernels = {
  fill(out, value, length) {
    for (let i = 0; i < length; i++) out[i] = value;
  },

  matmul(out, a, b, rows, inner, columns) {
    for (let r = 0; r < rows; r++) {
      // The first product is written, the others are added to it: nothing has to be zeroed first.
      for (let c = 0; c < columns; c++) out[r * columns + c] = a[r * inner]! * b[c]!;
      for (let i = 1; i < inner; i++) {
        const factor = a[r * inner + i]!;
        for (let c = 0; c < columns; c++) out[r * columns + c]! += factor * b[i * columns + c]!;
      }
    }
  },

  matmulTransposed(out, a, b, rows, inner, columns) {
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < columns; c++) {
        let sum = 0;
        for (let i = 0; i < inner; i++) sum += a[r * inner + i]! * b[c * inner + i]!;
        out[r * columns + c] = sum;
      }
    }
  },

  addOuter(out, a, b, rows, inner, columns) {
    for (let i = 0; i < inner; i++) {
      for (let r = 0; r < rows; r++) {
        const factor = a[i * rows + r]!;
        for (let c = 0; c < columns; c++) out[r * columns + c]! += factor * b[i * columns + c]!;
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
};

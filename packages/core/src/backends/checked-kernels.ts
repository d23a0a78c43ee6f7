import type { Kernels } from "../backend.js";
import type { FloatArray } from "../dtype.js";
import type { UnitKernels } from "../unit-kernels.js";
import type { Bounds } from "./bounds.js";

/** The kernels that every backend has. */
export type BaseKernels = Omit<Kernels, keyof UnitKernels>;

/** Kernels with a look at their sizes and arrays before each call. */
export function checkedKernels(bounds: Bounds, kernels: BaseKernels): BaseKernels {
  const sizes = (kernel: string, rows: number, inner: number, columns: number): void => {
    bounds.size(kernel, "rows", rows);
    bounds.size(kernel, "inner", inner);
    bounds.size(kernel, "columns", columns);
  };
  /** An array that is only read, apart from the one that is written. */
  const reads = (
    kernel: string,
    out: FloatArray,
    written: number,
    name: string,
    values: FloatArray,
    needed: number,
    words: string,
  ): void => {
    bounds.array(kernel, name, values, needed, words);
    bounds.apart(kernel, out, written, name, values, needed, false);
  };

  return {
    fill(out, value, length) {
      bounds.size("fill", "length", length);
      bounds.array("fill", "out", out, length, "length");
      kernels.fill(out, value, length);
    },
    matmul(out, a, b, rows, inner, columns) {
      sizes("matmul", rows, inner, columns);
      bounds.array("matmul", "out", out, rows * columns, "rows × columns");
      reads("matmul", out, rows * columns, "a", a, rows * inner, "rows × inner");
      reads("matmul", out, rows * columns, "b", b, inner * columns, "inner × columns");
      kernels.matmul(out, a, b, rows, inner, columns);
    },
    matmulTransposed(out, a, b, rows, inner, columns) {
      sizes("matmulTransposed", rows, inner, columns);
      bounds.array("matmulTransposed", "out", out, rows * columns, "rows × columns");
      reads("matmulTransposed", out, rows * columns, "a", a, rows * inner, "rows × inner");
      reads("matmulTransposed", out, rows * columns, "b", b, inner * columns, "columns × inner");
      kernels.matmulTransposed(out, a, b, rows, inner, columns);
    },
    addOuter(out, a, b, rows, inner, columns) {
      sizes("addOuter", rows, inner, columns);
      bounds.array("addOuter", "out", out, rows * columns, "rows × columns");
      reads("addOuter", out, rows * columns, "a", a, rows * inner, "inner × rows");
      reads("addOuter", out, rows * columns, "b", b, inner * columns, "inner × columns");
      kernels.addOuter(out, a, b, rows, inner, columns);
    },
    addRow(out, row, rows, columns) {
      sizes("addRow", rows, 0, columns);
      bounds.array("addRow", "out", out, rows * columns, "rows × columns");
      reads("addRow", out, rows * columns, "row", row, columns, "columns");
      kernels.addRow(out, row, rows, columns);
    },
    addColumnSums(out, a, rows, columns) {
      sizes("addColumnSums", rows, 0, columns);
      bounds.array("addColumnSums", "out", out, columns, "columns");
      reads("addColumnSums", out, columns, "a", a, rows * columns, "rows × columns");
      kernels.addColumnSums(out, a, rows, columns);
    },
    mean(out, values, length) {
      bounds.size("mean", "length", length);
      bounds.doubles("mean", "out", out, 1);
      bounds.array("mean", "values", values, length, "length");
      return kernels.mean(out, values, length);
    },
    keep(before, value, gradient, length) {
      bounds.size("keep", "length", length);
      bounds.array("keep", "before", before, length, "length");
      reads("keep", before, length, "value", value, length, "length");
      reads("keep", before, length, "gradient", gradient, length, "length");
      return kernels.keep(before, value, gradient, length);
    },
    allFinite(values, length) {
      bounds.size("allFinite", "length", length);
      bounds.array("allFinite", "values", values, length, "length");
      return kernels.allFinite(values, length);
    },
  };
}

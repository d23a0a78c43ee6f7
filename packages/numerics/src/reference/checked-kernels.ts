import type { FloatArray } from "../arrays/dtype.js";
import type { Kernels } from "../backend.js";
import { advice } from "../errors/advice.js";
import { Computation } from "../expressions/computation.js";
import { uniformLoop } from "../random/threefry.js";
import { type Bounds, fit1, fit2, fit3, isSize } from "./bounds.js";
import { checkOwnCall } from "./own-call.js";

const NONE: readonly string[] = [];

/**
 * Kernels with a look at their sizes and arrays before each call. Where nothing is to be written, they return at once: a
 * loop over four thousand million rows of nothing takes seconds.
 */
export function checkedKernels(bounds: Bounds, kernels: Kernels): Kernels {
  const { bytes } = bounds;
  const sizes = (kernel: string, rows: number, inner: number, columns: number): void => {
    bounds.size(kernel, "rows", rows);
    bounds.size(kernel, "inner", inner);
    bounds.size(kernel, "columns", columns);
  };
  /** What the three products have in common; only the order of each factor's sizes differs, and so their words. */
  const product = (
    kernel: string,
    out: FloatArray,
    a: FloatArray,
    b: FloatArray,
    rows: number,
    inner: number,
    columns: number,
    sizesOfA: string,
    sizesOfB: string,
  ): void => {
    const areSizes = isSize(rows) && isSize(inner) && isSize(columns);
    if (areSizes && fit3(bytes, out, rows * columns, a, rows * inner, b, inner * columns)) return;
    sizes(kernel, rows, inner, columns);
    bounds.writes(kernel, "out", out, rows * columns, "rows × columns");
    bounds.reads(kernel, out, rows * columns, false, "a", a, rows * inner, sizesOfA);
    bounds.reads(kernel, out, rows * columns, false, "b", b, inner * columns, sizesOfB);
  };
  /** Looks at one of a computation's arrays, of which the first is written. */
  const check = (
    { text: { name, arrays, byRow } }: Computation,
    i: number,
    out: FloatArray,
    values: FloatArray | undefined,
    rows: number,
    columns: number,
  ): void => {
    const array = arrays[i];
    if (!array) return;
    const all = rows * columns;
    const needed = byRow?.includes(array) ? rows : all;
    const sizes = needed === all ? "rows × columns" : "rows";
    const written = byRow?.includes(arrays[0]!) ? rows : all;
    bounds.reads(name, out, written, i === 0 || (written === all && needed === all), array, values!, needed, sizes);
  };
  return {
    fill(out, value, length) {
      bounds.number("fill", "value", value);
      if (!(isSize(length) && fit1(bytes, out, length))) {
        bounds.size("fill", "length", length);
        bounds.writes("fill", "out", out, length, "length");
      }
      kernels.fill(out, value, length);
    },
    matmul(out, a, b, rows, inner, columns) {
      product("matmul", out, a, b, rows, inner, columns, "rows × inner", "inner × columns");
      if (rows * columns > 0) kernels.matmul(out, a, b, rows, inner, columns);
    },
    matmulTransposed(out, a, b, rows, inner, columns) {
      product("matmulTransposed", out, a, b, rows, inner, columns, "rows × inner", "columns × inner");
      if (rows * columns > 0) kernels.matmulTransposed(out, a, b, rows, inner, columns);
    },
    addOuter(out, a, b, rows, inner, columns) {
      product("addOuter", out, a, b, rows, inner, columns, "inner × rows", "inner × columns");
      if (rows * columns > 0) kernels.addOuter(out, a, b, rows, inner, columns);
    },
    addRow(out, row, rows, columns) {
      if (!(isSize(rows) && isSize(columns) && fit2(bytes, out, rows * columns, row, columns))) {
        sizes("addRow", rows, 0, columns);
        bounds.writes("addRow", "out", out, rows * columns, "rows × columns");
        bounds.reads("addRow", out, rows * columns, false, "row", row, columns, "columns");
      }
      if (rows * columns > 0) kernels.addRow(out, row, rows, columns);
    },
    addColumnSums(out, a, rows, columns) {
      if (!(isSize(rows) && isSize(columns) && fit2(bytes, out, columns, a, rows * columns))) {
        sizes("addColumnSums", rows, 0, columns);
        bounds.writes("addColumnSums", "out", out, columns, "columns");
        bounds.reads("addColumnSums", out, columns, false, "a", a, rows * columns, "rows × columns");
      }
      if (rows * columns > 0) kernels.addColumnSums(out, a, rows, columns);
    },
    mean(out, values, length) {
      bounds.size("mean", "length", length);
      bounds.writesDouble("mean", "out", out);
      bounds.writes("mean", "values", values, length, "length");
      return kernels.mean(out, values, length);
    },
    snapshot(before, value, gradient, length) {
      if (!(isSize(length) && fit3(bytes, before, length, value, length, gradient, length))) {
        bounds.size("snapshot", "length", length);
        bounds.writes("snapshot", "before", before, length, "length");
        bounds.reads("snapshot", before, length, false, "value", value, length, "length");
        bounds.reads("snapshot", before, length, false, "gradient", gradient, length, "length");
      }
      return kernels.snapshot(before, value, gradient, length);
    },
    allFinite(values, length) {
      if (!(isSize(length) && fit1(bytes, values, length))) {
        bounds.size("allFinite", "length", length);
        bounds.writes("allFinite", "values", values, length, "length");
      }
      return kernels.allFinite(values, length);
    },
    uniform(out, key, step, length) {
      if (!(isSize(length) && fit1(bytes, out, length))) {
        bounds.size("uniform", "length", length);
        bounds.writes("uniform", "out", out, length, "length");
      }
      bounds.number("uniform", "key[0]", key[0]!);
      bounds.number("uniform", "key[1]", key[1]!);
      if (typeof step[0] !== "number") bounds.number("uniform", "step[0]", step[0]!);
      (kernels.uniform ?? uniformLoop)(out, key, step, length);
    },
    compute(computation, scalars, rows, columns, out, a, b, c, d, e) {
      computation instanceof Computation || advice.onCompute?.(computation);
      const { name, scalars: asked = NONE } = computation.text;
      bounds.size(name, "rows", rows);
      bounds.size(name, "columns", columns);
      if (!scalars && asked[0]) bounds.number(name, asked[0], undefined as never);
      for (let i = 0; i < asked.length; i++) {
        // Handed over, a number goes on the heap.
        if (typeof scalars[i] !== "number") bounds.number(name, asked[i]!, scalars[i]!);
      }
      check(computation, 0, out, out, rows, columns);
      check(computation, 1, out, a, rows, columns);
      check(computation, 2, out, b, rows, columns);
      check(computation, 3, out, c, rows, columns);
      check(computation, 4, out, d, rows, columns);
      check(computation, 5, out, e, rows, columns);
      if (rows * columns === 0) return true;
      return kernels.compute(computation, scalars, rows, columns, out, a, b, c, d, e);
    },
    run(kernel, batch, out, a, b, c, d, e) {
      checkOwnCall(bounds, kernel, batch, out, a, b, c, d, e);
      if (batch > 0) kernels.run(kernel, batch, out, a, b, c, d, e);
    },
  };
}

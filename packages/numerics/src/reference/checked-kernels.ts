import type { FloatArray } from "../arrays/dtype.js";
import type { Kernels } from "../backend.js";
import { advice } from "../errors/advice.js";
import { Computation } from "../expressions/computation.js";
import { uniformLoop } from "../random/threefry.js";
import { type Bounds, fit1, fit2, fit3, fitAll, isSize } from "./bounds.js";
import { checkOwnCall } from "./own-call.js";

const NONE: readonly string[] = [];
const NO_NUMBERS: readonly number[] = [];

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
  /** Says what a computation isn't to be given, unless it is where it stands or has no numbers. */
  const refuse = (
    { text: { name, arrays, byRow, byColumn, scalars: asked = NONE } }: Computation,
    scalars: ArrayLike<number>,
    rows: number,
    columns: number,
    given: readonly (FloatArray | undefined)[],
  ): void => {
    bounds.size(name, "rows", rows);
    bounds.size(name, "columns", columns);
    asked.forEach((scalar, i) => {
      bounds.number(name, scalar, (scalars ?? NO_NUMBERS)[i]!);
    });
    const all = rows * columns;
    const needed = arrays.map((array) => (byRow?.includes(array) ? rows : byColumn?.includes(array) ? columns : all));
    const [written] = needed as [number];
    arrays.forEach((array, i) => {
      const mayBeSame = i === 0 || (written === all && needed[i] === all);
      const sizes = needed[i] === all ? "rows × columns" : needed[i] === columns ? "columns" : "rows";
      bounds.reads(name, given[0]!, written, mayBeSame, array, given[i]!, needed[i]!, sizes);
    });
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
      let isRight = isSize(rows) && isSize(columns) && (!!scalars || computation.scalarCount === 0);
      // Handed over, a number goes on the heap.
      for (let i = 0; isRight && i < computation.scalarCount; i++) isRight = typeof scalars[i] === "number";
      if (!(isRight && fitAll(bytes, computation, rows, columns, out, a!, b!, c!, d!, e!))) {
        refuse(computation, scalars, rows, columns, [out, a, b, c, d, e]);
      }
      if (rows * columns === 0) return true;
      return kernels.compute(computation, scalars, rows, columns, out, a, b, c, d, e);
    },
    run(kernel, batch, out, a, b, c, d, e) {
      checkOwnCall(bounds, kernel, batch, out, a, b, c, d, e);
      if (batch > 0) kernels.run(kernel, batch, out, a, b, c, d, e);
    },
  };
}

import type { DType } from "../arrays/dtype.js";
import type { Kernels } from "../backend.js";
import { uniformLoop } from "../random/threefry.js";
import { Bounds } from "../reference/bounds.js";
import { checkedKernels } from "../reference/checked-kernels.js";
import { loops } from "../reference/reference.js";
import type { Caller } from "./record/caller.js";
import { OPERATION } from "./runtime/binary.js";

/** The kernels, each a call of an operation; arrays that aren't this backend's are left to the plain loops. */
export function kernelsOf(caller: Caller, dtype: DType): Kernels {
  return checkedKernels(new Bounds(dtype), callsOf(caller, loops[dtype]));
}

function callsOf(caller: Caller, plain: Kernels): Kernels {
  const { number } = caller;
  return {
    fill(out, value, length) {
      number[0] = value;
      if (caller.call(OPERATION.fill, length, 0, 0, out) === undefined) plain.fill(out, value, length);
    },
    matmul(out, a, b, rows, inner, columns) {
      if (caller.call(OPERATION.matmul, rows, inner, columns, out, a, b) === undefined) {
        plain.matmul(out, a, b, rows, inner, columns);
      }
    },
    matmulTransposed(out, a, b, rows, inner, columns) {
      if (caller.call(OPERATION.matmulTransposed, rows, inner, columns, out, a, b) === undefined) {
        plain.matmulTransposed(out, a, b, rows, inner, columns);
      }
    },
    addOuter(out, a, b, rows, inner, columns) {
      if (caller.call(OPERATION.addOuter, rows, inner, columns, out, a, b) === undefined) {
        plain.addOuter(out, a, b, rows, inner, columns);
      }
    },
    addRow(out, row, rows, columns) {
      if (caller.call(OPERATION.addRow, rows, 0, columns, out, row) === undefined) {
        plain.addRow(out, row, rows, columns);
      }
    },
    addColumnSums(out, a, rows, columns) {
      if (caller.call(OPERATION.addColumnSums, rows, 0, columns, out, a) === undefined) {
        plain.addColumnSums(out, a, rows, columns);
      }
    },
    mean(out, values, length) {
      return caller.call(OPERATION.mean, length, 0, 0, out, values) ?? plain.mean(out, values, length);
    },
    snapshot(before, value, gradient, length) {
      return (
        caller.call(OPERATION.snapshot, length, 0, 0, before, value, gradient) ??
        plain.snapshot(before, value, gradient, length)
      );
    },
    allFinite(values, length) {
      return caller.call(OPERATION.allFinite, length, 0, 0, values) ?? plain.allFinite(values, length);
    },
    uniform(out, key, step, length) {
      if (caller.uniform(out, key, step, length) === undefined) uniformLoop(out, key, step, length);
    },
    compute(computation, scalars, rows, columns, out, a, b, c, d, e) {
      return (
        caller.compute(computation, scalars, rows, columns, out, a, b, c, d, e) ??
        plain.compute(computation, scalars, rows, columns, out, a, b, c, d, e)
      );
    },
    run(kernel, batch, out, a, b, c, d, e) {
      if (!caller.run(kernel, batch, out, a, b, c, d, e)) plain.run(kernel, batch, out, a, b, c, d, e);
    },
  };
}

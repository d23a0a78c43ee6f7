import type { DType } from "../arrays/dtype.js";
import type { Kernels } from "../backend.js";
import { graphFor } from "../expressions/graph.js";
import { Bounds } from "../reference/bounds.js";
import { checkedKernels } from "../reference/checked-kernels.js";
import { loops } from "../reference/reference.js";
import type { Caller } from "./record/caller.js";
import { OPERATION } from "./runtime/binary.js";

const none = undefined;

/** The kernels, each a call of an operation; arrays that aren't this backend's are left to the plain loops. */
export function kernelsOf(caller: Caller, dtype: DType): Kernels {
  return checkedKernels(new Bounds(dtype), callsOf(caller, loops[dtype]));
}

function callsOf(caller: Caller, plain: Kernels): Kernels {
  const { numbers } = caller;
  return {
    fill(out, value, length) {
      numbers[0] = value;
      if (caller.call(OPERATION.fill, out, none, none, none, length, 0, 0) === undefined)
        plain.fill(out, value, length);
    },
    matmul(out, a, b, rows, inner, columns) {
      if (caller.call(OPERATION.matmul, out, a, b, none, rows, inner, columns) === undefined) {
        plain.matmul(out, a, b, rows, inner, columns);
      }
    },
    matmulTransposed(out, a, b, rows, inner, columns) {
      if (caller.call(OPERATION.matmulTransposed, out, a, b, none, rows, inner, columns) === undefined) {
        plain.matmulTransposed(out, a, b, rows, inner, columns);
      }
    },
    addOuter(out, a, b, rows, inner, columns) {
      if (caller.call(OPERATION.addOuter, out, a, b, none, rows, inner, columns) === undefined) {
        plain.addOuter(out, a, b, rows, inner, columns);
      }
    },
    addRow(out, row, rows, columns) {
      if (caller.call(OPERATION.addRow, out, row, none, none, rows, 0, columns) === undefined) {
        plain.addRow(out, row, rows, columns);
      }
    },
    addColumnSums(out, a, rows, columns) {
      if (caller.call(OPERATION.addColumnSums, out, a, none, none, rows, 0, columns) === undefined) {
        plain.addColumnSums(out, a, rows, columns);
      }
    },
    mean(out, values, length) {
      return caller.call(OPERATION.mean, out, values, none, none, length, 0, 0) ?? plain.mean(out, values, length);
    },
    keep(before, value, gradient, length) {
      return (
        caller.call(OPERATION.keep, before, value, gradient, none, length, 0, 0) ??
        plain.keep(before, value, gradient, length)
      );
    },
    allFinite(values, length) {
      return (
        caller.call(OPERATION.allFinite, values, values, none, none, length, 0, 0) ?? plain.allFinite(values, length)
      );
    },
    compute(computation, scalars, rows, columns, out, a, b, c, d, e) {
      const operation = graphFor(computation).isUpdate ? OPERATION.update : OPERATION.compute;
      return (
        caller.compute(operation, computation, scalars, rows, columns, out, a, b, c, d, e) ??
        plain.compute(computation, scalars, rows, columns, out, a, b, c, d, e)
      );
    },
  };
}

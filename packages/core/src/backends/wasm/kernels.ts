import type { Kernels } from "../../backend.js";
import type { DType } from "../../dtype.js";
import type { UnitKernels } from "../../unit-kernels.js";
import { Bounds } from "../bounds.js";
import { type BaseKernels, checkedKernels } from "../checked-kernels.js";
import { loops } from "../reference.js";
import { unitKernels } from "../unit-kernels.js";
import { OPERATION } from "./binary.js";
import type { Caller } from "./caller.js";

const none = undefined;

/** The kernels, each a call of an operation; arrays that aren't this backend's are left to the plain loops. */
export function kernelsOf(caller: Caller, dtype: DType): Kernels & UnitKernels {
  const bounds = new Bounds(dtype);
  const units = unitKernels(
    bounds,
    (name) => {
      const operation = OPERATION[name];
      return (out, a, b, c, length, columns) => caller.call(operation, out, a, b, c, length, 0, columns) === true;
    },
    caller.numbers,
  );
  return { ...checkedKernels(bounds, baseKernels(caller, loops[dtype])), ...units };
}

function baseKernels(caller: Caller, plain: BaseKernels): BaseKernels {
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
  };
}

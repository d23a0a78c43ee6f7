import type { Kernels } from "../../backend.js";
import type { UnitKernels } from "../../unit-kernels.js";
import { OPERATION } from "./binary.js";
import { type Caller, WHOLE } from "./caller.js";

/**
 * The kernels, each a call of an operation.
 *
 * @param plain - The kernels for arrays that aren't this backend's.
 */
export function kernelsOf(caller: Caller, plain: Kernels): Kernels & UnitKernels {
  const none = undefined;
  const { numbers } = caller;
  const elementwise =
    (operation: number): UnitKernels["relu"] =>
    (out, values, length) =>
      caller.call(operation, out, values, none, none, length, 0, 0) === true;
  const backward =
    (operation: number): UnitKernels["reluBackward"] =>
    (dz, da, zOrA, length) =>
      caller.call(operation, dz, da, zOrA, none, length, 0, 0) === true;
  const perRow =
    (operation: number): UnitKernels["meanSquaredError"] =>
    (out, prediction, target, rows, columns) =>
      caller.call(operation, out, prediction, target, none, rows, 0, columns) === true;

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

    copy: elementwise(OPERATION.copy),
    relu: elementwise(OPERATION.relu),
    reluBackward: backward(OPERATION.reluBackward),
    sigmoid: elementwise(OPERATION.sigmoid),
    sigmoidBackward: backward(OPERATION.sigmoidBackward),
    tanh: elementwise(OPERATION.tanh),
    tanhBackward: backward(OPERATION.tanhBackward),
    softmax: (a, z, rows, columns) => caller.call(OPERATION.softmax, a, z, none, none, rows, 0, columns) === true,
    softmaxBackward: perRow(OPERATION.softmaxBackward),

    meanSquaredError: perRow(OPERATION.meanSquaredError),
    meanSquaredErrorGradient: perRow(OPERATION.meanSquaredErrorGradient),
    binaryCrossEntropy: perRow(OPERATION.binaryCrossEntropy),
    binaryCrossEntropyGradient: perRow(OPERATION.binaryCrossEntropyGradient),
    binaryCrossEntropyFromLogits: perRow(OPERATION.binaryCrossEntropyFromLogits),
    binaryCrossEntropyFromLogitsGradient: perRow(OPERATION.binaryCrossEntropyFromLogitsGradient),
    categoricalCrossEntropy: perRow(OPERATION.categoricalCrossEntropy),
    categoricalCrossEntropyGradient: perRow(OPERATION.categoricalCrossEntropyGradient),
    categoricalCrossEntropyFromLogits: perRow(OPERATION.categoricalCrossEntropyFromLogits),
    categoricalCrossEntropyFromLogitsGradient: perRow(OPERATION.categoricalCrossEntropyFromLogitsGradient),

    sgd(value, gradient, rate) {
      numbers[0] = rate;
      return caller.call(OPERATION.sgd, value, gradient, none, none, WHOLE, 0, 0) === true;
    },
    momentum(value, gradient, velocity, rate, momentum, nesterov) {
      numbers[0] = rate;
      numbers[1] = momentum;
      numbers[2] = nesterov ? 1 : 0;
      return caller.call(OPERATION.momentum, value, gradient, velocity, none, WHOLE, 0, 0) === true;
    },
    adam(value, gradient, m, v, rate, beta1, beta2, epsilon, t) {
      numbers[0] = rate;
      numbers[1] = beta1;
      numbers[2] = beta2;
      numbers[3] = epsilon;
      numbers[4] = t;
      return caller.call(OPERATION.adam, value, gradient, m, v, WHOLE, 0, 0) === true;
    },
  };
}

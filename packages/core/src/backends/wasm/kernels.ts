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
  const elementwise =
    (operation: number): UnitKernels["relu"] =>
    (out, values, length) =>
      caller.call(operation, out, values, none, none, length, 0, 0);
  const backward =
    (operation: number): UnitKernels["reluBackward"] =>
    (dz, da, zOrA, length) =>
      caller.call(operation, dz, da, zOrA, none, length, 0, 0);
  const perRow =
    (operation: number): UnitKernels["meanSquaredError"] =>
    (out, prediction, target, rows, columns) =>
      caller.call(operation, out, prediction, target, none, rows, 0, columns);

  return {
    fill(out, value, length) {
      if (!caller.call(OPERATION.fill, out, none, none, none, length, 0, 0, value)) plain.fill(out, value, length);
    },
    matmul(out, a, b, rows, inner, columns) {
      if (!caller.call(OPERATION.matmul, out, a, b, none, rows, inner, columns)) {
        plain.matmul(out, a, b, rows, inner, columns);
      }
    },
    matmulTransposed(out, a, b, rows, inner, columns) {
      if (!caller.call(OPERATION.matmulTransposed, out, a, b, none, rows, inner, columns)) {
        plain.matmulTransposed(out, a, b, rows, inner, columns);
      }
    },
    addOuter(out, a, b, rows, inner, columns) {
      if (!caller.call(OPERATION.addOuter, out, a, b, none, rows, inner, columns)) {
        plain.addOuter(out, a, b, rows, inner, columns);
      }
    },
    addRow(out, row, rows, columns) {
      if (!caller.call(OPERATION.addRow, out, row, none, none, rows, 0, columns)) {
        plain.addRow(out, row, rows, columns);
      }
    },
    addColumnSums(out, a, rows, columns) {
      if (!caller.call(OPERATION.addColumnSums, out, a, none, none, rows, 0, columns)) {
        plain.addColumnSums(out, a, rows, columns);
      }
    },
    mean(out, values, length) {
      if (!caller.owns(out) || !caller.owns(values)) return plain.mean(out, values, length);
      return caller.call(OPERATION.mean, out, values, none, none, length, 0, 0);
    },
    keep(before, value, gradient, length) {
      if (!caller.owns(before) || !caller.owns(value) || !caller.owns(gradient)) {
        return plain.keep(before, value, gradient, length);
      }
      return caller.call(OPERATION.keep, before, value, gradient, none, length, 0, 0);
    },
    allFinite(values, length) {
      if (!caller.owns(values)) return plain.allFinite(values, length);
      return caller.call(OPERATION.allFinite, values, values, none, none, length, 0, 0);
    },

    copy: elementwise(OPERATION.copy),
    relu: elementwise(OPERATION.relu),
    reluBackward: backward(OPERATION.reluBackward),
    sigmoid: elementwise(OPERATION.sigmoid),
    sigmoidBackward: backward(OPERATION.sigmoidBackward),
    tanh: elementwise(OPERATION.tanh),
    tanhBackward: backward(OPERATION.tanhBackward),
    softmax: (a, z, rows, columns) => caller.call(OPERATION.softmax, a, z, none, none, rows, 0, columns),
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

    sgd: (value, gradient, rate) => caller.call(OPERATION.sgd, value, gradient, none, none, WHOLE, 0, 0, rate),
    momentum: (value, gradient, velocity, rate, momentum, nesterov) =>
      caller.call(OPERATION.momentum, value, gradient, velocity, none, WHOLE, 0, 0, rate, momentum, nesterov ? 1 : 0),
    adam: (value, gradient, m, v, stepSize, beta1, beta2, epsilon, squareScale) =>
      caller.call(OPERATION.adam, value, gradient, m, v, WHOLE, 0, 0, stepSize, beta1, beta2, epsilon, squareScale),
  };
}

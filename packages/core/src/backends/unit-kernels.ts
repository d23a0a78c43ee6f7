import type { FloatArray } from "../dtype.js";
import type { UnitKernels } from "../unit-kernels.js";
import type { Bounds } from "./bounds.js";

/**
 * How a backend does one of them, and whether it does.
 *
 * @param length - How many rows there are, or numbers where there are no rows.
 */
export type RunUnit = (
  out: FloatArray,
  a: FloatArray,
  b: FloatArray | undefined,
  c: FloatArray | undefined,
  length: number,
  columns: number,
) => boolean;

/**
 * The units' kernels, each with a look at its arrays before it is run.
 *
 * @param runner - What runs the kernel of a name.
 * @param numbers - Where a kernel finds those of its numbers that are no sizes.
 */
export function unitKernels(
  bounds: Bounds,
  runner: (name: keyof UnitKernels) => RunUnit,
  numbers: Float64Array,
): UnitKernels {
  const none = undefined;

  const elementwise = (name: keyof UnitKernels): UnitKernels["relu"] => {
    const run = runner(name);
    return (out, values, length) => {
      bounds.size(name, "length", length);
      bounds.array(name, "out", out, length, "length");
      bounds.array(name, "values", values, length, "length");
      bounds.apart(name, out, length, "values", values, length, true);
      return run(out, values, none, none, length, 0);
    };
  };

  const backward = (name: keyof UnitKernels): UnitKernels["reluBackward"] => {
    const run = runner(name);
    return (dz, da, zOrA, length) => {
      bounds.size(name, "length", length);
      bounds.array(name, "dz", dz, length, "length");
      bounds.array(name, "da", da, length, "length");
      bounds.array(name, "z or a", zOrA, length, "length");
      bounds.apart(name, dz, length, "da", da, length, true);
      bounds.apart(name, dz, length, "z or a", zOrA, length, true);
      return run(dz, da, zOrA, none, length, 0);
    };
  };

  /** One number for each row, or as many as it reads. */
  const perRow = (name: keyof UnitKernels, isGradient: boolean): UnitKernels["meanSquaredError"] => {
    const run = runner(name);
    const written = isGradient ? "rows × columns" : "rows";
    return (out, prediction, target, rows, columns) => {
      bounds.size(name, "rows", rows);
      bounds.size(name, "columns", columns);
      const count = rows * columns;
      const outCount = isGradient ? count : rows;
      bounds.array(name, "out", out, outCount, written);
      bounds.array(name, "prediction", prediction, count, "rows × columns");
      bounds.array(name, "target", target, count, "rows × columns");
      bounds.apart(name, out, outCount, "prediction", prediction, count, isGradient);
      bounds.apart(name, out, outCount, "target", target, count, isGradient);
      return run(out, prediction, target, none, rows, columns);
    };
  };

  const softmax = runner("softmax");
  const softmaxBackward = runner("softmaxBackward");
  const sgd = runner("sgd");
  const momentum = runner("momentum");
  const adam = runner("adam");

  /** What an optimizer reads or keeps: as long as the parameters, and none of it a part of them. */
  const beside = (name: string, value: FloatArray, what: string, values: FloatArray): void => {
    bounds.array(name, what, values, value.length, "the length of value");
    bounds.apart(name, value, value.length, what, values, value.length, false);
  };

  return {
    copy: elementwise("copy"),
    relu: elementwise("relu"),
    reluBackward: backward("reluBackward"),
    sigmoid: elementwise("sigmoid"),
    sigmoidBackward: backward("sigmoidBackward"),
    tanh: elementwise("tanh"),
    tanhBackward: backward("tanhBackward"),
    softmax(a, z, rows, columns) {
      bounds.size("softmax", "rows", rows);
      bounds.size("softmax", "columns", columns);
      bounds.array("softmax", "a", a, rows * columns, "rows × columns");
      bounds.array("softmax", "z", z, rows * columns, "rows × columns");
      bounds.apart("softmax", a, rows * columns, "z", z, rows * columns, true);
      return softmax(a, z, none, none, rows, columns);
    },
    softmaxBackward(dz, da, a, rows, columns) {
      bounds.size("softmaxBackward", "rows", rows);
      bounds.size("softmaxBackward", "columns", columns);
      const count = rows * columns;
      bounds.array("softmaxBackward", "dz", dz, count, "rows × columns");
      bounds.array("softmaxBackward", "da", da, count, "rows × columns");
      bounds.array("softmaxBackward", "a", a, count, "rows × columns");
      bounds.apart("softmaxBackward", dz, count, "da", da, count, true);
      bounds.apart("softmaxBackward", dz, count, "a", a, count, true);
      return softmaxBackward(dz, da, a, none, rows, columns);
    },

    meanSquaredError: perRow("meanSquaredError", false),
    meanSquaredErrorGradient: perRow("meanSquaredErrorGradient", true),
    binaryCrossEntropy: perRow("binaryCrossEntropy", false),
    binaryCrossEntropyGradient: perRow("binaryCrossEntropyGradient", true),
    binaryCrossEntropyFromLogits: perRow("binaryCrossEntropyFromLogits", false),
    binaryCrossEntropyFromLogitsGradient: perRow("binaryCrossEntropyFromLogitsGradient", true),
    categoricalCrossEntropy: perRow("categoricalCrossEntropy", false),
    categoricalCrossEntropyGradient: perRow("categoricalCrossEntropyGradient", true),
    categoricalCrossEntropyFromLogits: perRow("categoricalCrossEntropyFromLogits", false),
    categoricalCrossEntropyFromLogitsGradient: perRow("categoricalCrossEntropyFromLogitsGradient", true),

    sgd(value, gradient, rate) {
      bounds.array("sgd", "value", value, 0, "nothing");
      beside("sgd", value, "gradient", gradient);
      numbers[0] = rate;
      return sgd(value, gradient, none, none, value.length, 0);
    },
    momentum(value, gradient, velocity, rate, mu, nesterov) {
      bounds.array("momentum", "value", value, 0, "nothing");
      beside("momentum", value, "gradient", gradient);
      beside("momentum", value, "velocity", velocity);
      numbers[0] = rate;
      numbers[1] = mu;
      numbers[2] = nesterov ? 1 : 0;
      return momentum(value, gradient, velocity, none, value.length, 0);
    },
    adam(value, gradient, m, v, rate, beta1, beta2, epsilon, t) {
      bounds.array("adam", "value", value, 0, "nothing");
      beside("adam", value, "gradient", gradient);
      beside("adam", value, "m", m);
      beside("adam", value, "v", v);
      numbers[0] = rate;
      numbers[1] = beta1;
      numbers[2] = beta2;
      numbers[3] = epsilon;
      numbers[4] = t;
      return adam(value, gradient, m, v, value.length, 0);
    },
  };
}

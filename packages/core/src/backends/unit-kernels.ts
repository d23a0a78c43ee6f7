import type { FloatArray } from "../dtype.js";
import type { UnitKernels } from "../unit-kernels.js";
import { type Bounds, fit2, fit3, isSize } from "./bounds.js";

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
  const { bytes } = bounds;

  const fits = (out: FloatArray, written: number, values: FloatArray, count: number): boolean =>
    fit2(bytes, out, written, values, count);

  const elementwise = (name: keyof UnitKernels): UnitKernels["relu"] => {
    const run = runner(name);
    return (out, values, length) => {
      if (!(isSize(length) && fits(out, length, values, length))) {
        bounds.size(name, "length", length);
        bounds.writes(name, "out", out, length, "length");
        bounds.reads(name, out, length, true, "values", values, length, "length");
      }
      return run(out, values, none, none, length, 0);
    };
  };

  const backward = (name: keyof UnitKernels): UnitKernels["reluBackward"] => {
    const run = runner(name);
    return (dz, da, zOrA, length) => {
      if (!(isSize(length) && fits(dz, length, da, length) && fits(dz, length, zOrA, length))) {
        bounds.size(name, "length", length);
        bounds.writes(name, "dz", dz, length, "length");
        bounds.reads(name, dz, length, true, "da", da, length, "length");
        bounds.reads(name, dz, length, true, "z or a", zOrA, length, "length");
      }
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
      if (!fit3(bytes, out, outCount, prediction, count, target, count)) {
        bounds.writes(name, "out", out, outCount, written);
        bounds.reads(name, out, outCount, isGradient, "prediction", prediction, count, "rows × columns");
        bounds.reads(name, out, outCount, isGradient, "target", target, count, "rows × columns");
      }
      return outCount === 0 || run(out, prediction, target, none, rows, columns);
    };
  };

  const softmax = runner("softmax");
  const softmaxBackward = runner("softmaxBackward");
  const sgd = runner("sgd");
  const momentum = runner("momentum");
  const adam = runner("adam");

  /** What an optimizer reads or keeps: as long as the parameters, and none of it a part of them. */
  const beside = (name: string, value: FloatArray, what: string, values: FloatArray): void => {
    bounds.reads(name, value, value.length, false, what, values, value.length, "the length of value");
  };

  /** Writes a setting down for the kernel to read. */
  const set = (name: string, place: number, value: number): void => {
    bounds.number(name, "a setting", value);
    numbers[place] = value;
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
      if (!(isSize(rows) && isSize(columns) && fits(a, rows * columns, z, rows * columns))) {
        bounds.size("softmax", "rows", rows);
        bounds.size("softmax", "columns", columns);
        bounds.writes("softmax", "a", a, rows * columns, "rows × columns");
        bounds.reads("softmax", a, rows * columns, true, "z", z, rows * columns, "rows × columns");
      }
      return rows * columns === 0 || softmax(a, z, none, none, rows, columns);
    },
    softmaxBackward(dz, da, a, rows, columns) {
      bounds.size("softmaxBackward", "rows", rows);
      bounds.size("softmaxBackward", "columns", columns);
      const count = rows * columns;
      if (!(fits(dz, count, da, count) && fits(dz, count, a, count))) {
        bounds.writes("softmaxBackward", "dz", dz, count, "rows × columns");
        bounds.reads("softmaxBackward", dz, count, true, "da", da, count, "rows × columns");
        bounds.reads("softmaxBackward", dz, count, true, "a", a, count, "rows × columns");
      }
      return count === 0 || softmaxBackward(dz, da, a, none, rows, columns);
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
      if (!fit2(bytes, value, value?.length, gradient, value?.length)) {
        bounds.writes("sgd", "value", value, 0, "nothing");
        beside("sgd", value, "gradient", gradient);
      }
      set("sgd", 0, rate);
      return sgd(value, gradient, none, none, value.length, 0);
    },
    momentum(value, gradient, velocity, rate, mu, nesterov) {
      if (!fit3(bytes, value, value?.length, gradient, value?.length, velocity, value?.length)) {
        bounds.writes("momentum", "value", value, 0, "nothing");
        beside("momentum", value, "gradient", gradient);
        beside("momentum", value, "velocity", velocity);
      }
      set("momentum", 0, rate);
      set("momentum", 1, mu);
      numbers[2] = nesterov ? 1 : 0;
      return momentum(value, gradient, velocity, none, value.length, 0);
    },
    adam(value, gradient, m, v, rate, beta1, beta2, epsilon, t) {
      if (
        !(
          fit2(bytes, value, value?.length, gradient, value?.length) &&
          fit3(bytes, value, value?.length, m, value?.length, v, value?.length)
        )
      ) {
        bounds.writes("adam", "value", value, 0, "nothing");
        beside("adam", value, "gradient", gradient);
        beside("adam", value, "m", m);
        beside("adam", value, "v", v);
      }
      set("adam", 0, rate);
      set("adam", 1, beta1);
      set("adam", 2, beta2);
      set("adam", 3, epsilon);
      set("adam", 4, t);
      return adam(value, gradient, m, v, value.length, 0);
    },
  };
}

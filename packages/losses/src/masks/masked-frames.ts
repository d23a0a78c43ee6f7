import {
  Computation,
  type LossFrame,
  lossFrame,
  type Metric,
  type MetricFrame,
  type Shape,
  sizeOf,
} from "@nn/core/component";
import { type Rows, rowsOf } from "./rows.js";

/** What a figure is given of rows, which is set to one batch after another. */
type RowsFrame = LossFrame & {
  batch: number;
  /** How many rows an example has. */
  readonly count: number;
};

/**
 * Has a figure look at each row of the outputs as at an example of its own. Targets of rows that don't count are NaN there, of which no
 * figure says that it has no meaning; what comes of them is dropped.
 */
export class MaskedFrames {
  readonly #where: string;
  readonly #figure: Metric;
  readonly #maskValue: readonly [number];
  readonly #made: WeakMap<MetricFrame, RowsFrame> = new WeakMap();

  /** @param where - As errors name what has the mask. */
  constructor(where: string, figure: Metric, maskValue: number) {
    this.#where = where;
    this.#figure = figure;
    this.#maskValue = [maskValue];
  }

  rowsOf(output: Shape): Rows {
    return rowsOf(this.#where, this.#figure, output);
  }

  /** The arrays that it needs, by their shape per example. */
  saved(output: Shape): Record<string, Shape> {
    const { count, shape, targets } = this.rowsOf(output);
    const own = Object.entries(this.#figure.saved?.(shape) ?? {});
    return {
      ...{ target: targets, values: [count], real: [count], share: [count] },
      ...Object.fromEntries(own.map(([name, size]) => [`saved ${name}`, [count, ...size]])),
    };
  }

  /** The frame of the rows, as it was last. */
  of(frame: MetricFrame): RowsFrame {
    const made = this.#made.get(frame) ?? this.#madeFor(frame);
    made.batch = frame.batch * made.count;
    return made;
  }

  #madeFor(frame: MetricFrame): RowsFrame {
    const { kernels, batch, outputShape, targetSize, prediction, saved } = frame;
    const { count, shape, targetShape } = this.rowsOf(outputShape);
    const own = Object.keys(this.#figure.saved?.(shape) ?? {});
    const made = {
      ...{ count, kernels, batch, weights: undefined, prediction, target: saved.target, values: saved.values },
      ...{ outputShape: shape, outputSize: sizeOf(shape), targetShape, targetSize: targetSize / count },
      // A metric is given none.
      dprediction: (frame as LossFrame).dprediction,
      saved: Object.fromEntries(own.map((name) => [name, saved[`saved ${name}`]])),
    };
    this.#made.set(frame, made);
    return made;
  }

  /** Writes the value of each example: the mean of its rows that count, or 0 where none does. */
  value(frame: MetricFrame): void {
    const { kernels, batch, target, values, saved } = frame;
    const rows = this.of(frame);
    kernels.compute(FILLED, this.#maskValue, rows.batch, rows.targetSize, saved.real, saved.target, target);
    try {
      this.#figure.value(rows);
    } catch (error) {
      this.#refuse(frame);
      throw error;
    }
    kernels.compute(MEAN, NONE, batch, rows.count, values, saved.share, saved.values, saved.real);
  }

  /** Turns the derivatives of the mean of all rows into those of the examples' means. */
  share({ kernels, dprediction, saved }: LossFrame, { batch, outputSize }: RowsFrame): void {
    kernels.compute(SLOPES, NONE, batch, outputSize, dprediction, saved.share);
  }

  /** Has the figure say what it has no meaning for, in whole examples. */
  #refuse({ batch, outputShape, prediction, saved: { target } }: MetricFrame): void {
    const whole = lossFrame(this.#figure, { outputShape, batch });
    whole.prediction.set(prediction.subarray(0, whole.prediction.length));
    whole.target.set(target.subarray(0, whole.target.length));
    this.#figure.value(whole);
  }
}

const NONE: readonly number[] = [];

const FILLED = /* @__PURE__ */ new Computation({
  name: "targets that count",
  arrays: ["real", "filled", "t"],
  byRow: ["real"],
  scalars: ["maskValue"],
  lines: ["real = max(t == maskValue ? 0 : 1)", "filled = real == 0 ? 0 / 0 : t"],
});
const MEAN = /* @__PURE__ */ new Computation({
  name: "mean of rows that count",
  arrays: ["value", "share", "rows", "real"],
  byRow: ["value"],
  lines: [
    "count = max(sum(real), 1)",
    "value = sum(real == 0 ? 0 : rows) / count",
    "share = real == 0 ? 0 : size / count",
  ],
});
const SLOPES = /* @__PURE__ */ new Computation({
  name: "slopes of rows that count",
  arrays: ["slope", "share"],
  byRow: ["share"],
  lines: ["slope = share == 0 ? 0 : slope * share"],
});

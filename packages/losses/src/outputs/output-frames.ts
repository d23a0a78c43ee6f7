import type { LossFrame, Metric, MetricFrame, OwnKernel, Shape } from "@nn/core/component";
import type { PlacedOutput } from "./output-losses.js";
import { takingKernel } from "./output-place.js";

/** What a loss or a metric of one output is given, which is set to one batch after another. */
export type OutputFrame = { -readonly [Name in keyof LossFrame]: LossFrame[Name] };

/** What it is given of each frame of the whole: made once for each of these. */
export class OutputFrames {
  readonly #placed: PlacedOutput;
  readonly #figure: Metric;
  readonly #takePrediction: OwnKernel;
  readonly #takeTarget: OwnKernel;
  readonly #made: WeakMap<MetricFrame, OutputFrame> = new WeakMap();

  constructor(placed: PlacedOutput, figure: Metric) {
    this.#placed = placed;
    this.#figure = figure;
    this.#takePrediction = takingKernel(placed.prediction);
    this.#takeTarget = takingKernel(placed.target);
  }

  /** The arrays that it needs in those of the whole, by their shape per example. */
  saved(): Record<string, Shape> {
    const { name, shape, targetShape } = this.#placed;
    return {
      [`${name}: prediction`]: shape,
      [`${name}: dprediction`]: shape,
      [`${name}: target`]: targetShape,
      [`${name}: values`]: [1],
      ...Object.fromEntries(this.#own().map(([own, size]) => [`${name}: saved ${own}`, size])),
    };
  }

  /** The output's own frame, as it was last. */
  of(frame: MetricFrame): OutputFrame {
    const { kernels, batch, saved } = frame;
    let made = this.#made.get(frame);
    if (made === undefined) {
      const { name, shape, targetShape, prediction, target } = this.#placed;
      made = {
        ...{ kernels, batch, weights: undefined },
        ...{ outputShape: shape, outputSize: prediction.size, targetShape, targetSize: target.size },
        prediction: saved[`${name}: prediction`],
        dprediction: saved[`${name}: dprediction`],
        target: saved[`${name}: target`],
        values: saved[`${name}: values`],
        saved: Object.fromEntries(this.#own().map(([own]) => [own, saved[`${name}: saved ${own}`]])),
      };
      this.#made.set(frame, made);
    }
    made.batch = batch;
    return made;
  }

  /** The same with the output's predictions and targets of a batch. */
  filled(frame: MetricFrame): OutputFrame {
    const { kernels, batch, prediction, target } = frame;
    const own = this.of(frame);
    kernels.run(this.#takePrediction, batch, own.prediction, prediction);
    kernels.run(this.#takeTarget, batch, own.target, target);
    return own;
  }

  #own(): [string, Shape][] {
    return Object.entries(this.#figure.saved?.(this.#placed.shape) ?? {});
  }
}

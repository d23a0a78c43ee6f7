import { OptionError, seededRandom } from "@nn/core";
import { type Backend, type Kernels, reference } from "@nn/core/backend";
import {
  type DatasetMetric,
  type DType,
  type FloatArray,
  type LossFrame,
  lossFrame,
  type Metric,
  positiveInteger,
  type Random,
  type Shape,
  show,
} from "@nn/core/component";
import { checkBackend, expectNumbers } from "./contracts/contract.js";
import { UNWRITTEN } from "./frames.js";

/** What {@link lossContract} and {@link metricContract} need to know beside the loss or the metric. */
export interface LossContractOptions {
  /** Draws one example that it has a meaning for: a prediction of `size` numbers, and a target. */
  readonly example: (
    random: Random,
    size: number,
  ) => {
    /** One that a network might give: probabilities, for a loss that is about them. */
    prediction: readonly number[];
    /** One that data might ask for: as many numbers, unless `targetShape` says otherwise. */
    target: readonly number[];
  };
  /** The numbers of outputs to try; 1, 2 and 5 unless given. */
  readonly sizes?: readonly number[];
  /** The backend to run on; the reference backend unless given. */
  readonly backend?: Backend;
}

/** The arrays have room for more examples than the batch, so that writing too far is noticed. */
const CAPACITY = 9;

/** Beyond so many, the arrays alone take seconds. */
const MOST_OUTPUTS = 1_000_000;

/** Frames with examples that were drawn, and everything unwritten. */
export interface Figures {
  readonly sizes: readonly number[];
  readonly capacity: number;
  /** @param output - How many numbers a prediction has, or the shape of one, whose rows are drawn one by one. */
  readonly frame: (batch: number, output: number | Shape, dtype?: DType) => LossFrame;
}

/** @throws OptionError for options that make no frames. */
export function figuresFor(
  where: string,
  figure: Metric | DatasetMetric<unknown>,
  options: LossContractOptions,
): Figures {
  const { example, sizes = [1, 2, 5], backend = reference } = options;
  checkBackend(`${where}: backend`, backend);
  if (typeof example !== "function") {
    throw new OptionError(`${where}: example must be a function that draws an example, but is ${show(example)}.`);
  }
  if (!Array.isArray(sizes) || sizes.length === 0) {
    throw new OptionError(`${where}: sizes must be a list of numbers of outputs, but is ${show(sizes)}.`);
  }
  for (let i = 0; i < sizes.length; i++) {
    if (positiveInteger(`${where}: sizes[${i}]`, sizes[i]!) <= MOST_OUTPUTS) continue;
    throw new OptionError(`${where}: a few outputs are enough, as in [1, 2, 5], but sizes[${i}] is ${sizes[i]}.`);
  }

  const capacity = CAPACITY;
  const frame = (batch: number, output: number | Shape, dtype: DType = "float64"): LossFrame => {
    const outputShape = typeof output === "number" ? [output] : output;
    const made = { ...lossFrame(figure, { outputShape, batch: capacity, backend, dtype }), batch };
    const { prediction, target, outputSize, targetSize, values, dprediction, saved } = made;
    const random = seededRandom(figure.name);
    const size = outputShape.at(-1)!;
    const rows = outputSize / size;
    for (let i = 0; i < batch * rows; i++) {
      const drawn = example(random, size);
      prediction.set(drawn.prediction, i * size);
      target.set(drawn.target, (i * targetSize) / rows);
    }
    for (const unwritten of [dprediction, values, ...Object.values(saved)]) unwritten.fill(UNWRITTEN);
    return made;
  };
  return { sizes, capacity, frame };
}

/** An example's value alone is its value among others. */
export function expectAloneTheSame(figure: Metric, { sizes, frame }: Figures): void {
  for (const size of sizes) {
    const [many, one] = [frame(7, size), frame(1, size)];
    figure.value(many);
    for (let i = 0; i < 7; i++) {
      one.prediction.set(many.prediction.subarray(i * size, (i + 1) * size));
      one.target.set(many.target.subarray(i * one.targetSize, (i + 1) * one.targetSize));
      figure.value(one);
      expectNumbers(`the value of example ${i} alone`, one.values.subarray(0, 1), many.values.subarray(i, i + 1));
    }
  }
}

/** The same frame of arrays that are traced. */
export function tracedFrame(frame: LossFrame, kernels: Kernels, traced: () => FloatArray): LossFrame {
  return {
    ...frame,
    kernels,
    values: traced(),
    prediction: traced(),
    target: traced(),
    dprediction: traced(),
    saved: Object.fromEntries(Object.keys(frame.saved).map((name) => [name, traced()])),
  };
}

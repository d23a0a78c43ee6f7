import {
  type BatchFrame,
  checkOptions,
  type DatasetMetric,
  OptionError,
  positiveInteger,
  type Shape,
  type TakenPredictions,
  type Tally,
  trueOrFalse,
} from "@nn/core/component";
import {
  checkClassNumbers,
  checkDistributions,
  checkLabels,
  checkPredictions,
  oneForEachRow,
  rowOf,
} from "../probabilities.js";
import { indexOfLargest } from "./metrics.js";

/** More intervals than a data set has examples tell nothing. */
const MOST_BINS = 1_000_000;

const REMEDY = "It is about probabilities: end the network in softmax, or in sigmoid for one output.";

/** The settings of {@link CalibrationError}. */
export interface CalibrationErrorOptions {
  /** Into how many intervals of one width probabilities are divided; 10 unless given. */
  readonly bins?: number;
  /** Whether targets are class numbers, whole numbers from 0 on, in place of rows with a single 1; `false` unless given. */
  readonly classNumbers?: boolean;
}

/**
 * How far probabilities are from how often they come true, from 0 to 1: of what is said to have 80 %, 80 % should be so. Examples are put
 * into bins by their probability; what lies on the edge of two is in the upper one.
 *
 *     E = Σ over the bins of n_b/n · |share of right answers − mean probability|
 *
 * Of one output, the probability is that of class 1, and what comes true is a target of 1. Of several, it is the largest, and an answer is
 * right where it is the target's. With an output or a target of NaN, it is NaN. Of outputs [steps, classes] each step is counted as an example is.
 *
 * Source: M. Naeini, G. Cooper and M. Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (2015); for several
 * classes, C. Guo, G. Pleiss, Y. Sun and K. Weinberger, "On Calibration of Modern Neural Networks" (2017).
 *
 * @throws DataError for outputs outside [0, 1], and targets that aren't classes; OptionError for options that don't exist, and bins that
 *   aren't a whole number of at least 1.
 *
 * @example
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * const data = { inputs: [0.75, 0.75, 0.75, 0.75], targets: [1, 1, 0, 0] };
 * const options = { loss: meanSquaredError, metrics: { error: new CalibrationError() }, allowMismatch: true };
 * network.evaluate(data, options).error; // => 0.25
 */
export class CalibrationError implements DatasetMetric {
  readonly name: string;
  /** With weights, examples count as much as those say. */
  readonly takesWeights = true;
  readonly predictions: TakenPredictions = {
    what: "probabilities from 0 to 1",
    range: { least: 0, most: 1 },
    remedy: REMEDY,
  };
  /** The shape of a target, where it isn't that of an output. */
  readonly targetShape?: (output: Shape) => Shape;
  readonly #settings: Required<CalibrationErrorOptions>;

  constructor(options: CalibrationErrorOptions = {}) {
    checkOptions("CalibrationError", options, ["bins", "classNumbers"]);
    const { bins = 10, classNumbers = false } = options;
    if (positiveInteger("CalibrationError: bins", bins) > MOST_BINS) {
      throw new OptionError(`CalibrationError: bins must be at most ${MOST_BINS}, but is ${bins}: 10 to 20 are usual.`);
    }
    trueOrFalse("CalibrationError: classNumbers", classNumbers);
    this.#settings = { bins, classNumbers };
    this.name = `CalibrationError(bins ${bins})`;
    if (classNumbers) this.targetShape = oneForEachRow;
  }

  get kind(): string {
    return "CalibrationError";
  }

  settings(): Required<CalibrationErrorOptions> {
    return { ...this.#settings };
  }

  begin(): Tally {
    const { bins, classNumbers } = this.#settings;
    /** Of each bin, how many are right more than was said. */
    const excess = new Float64Array(bins);
    let total = 0;
    let hasNaN = false;
    return {
      add: (frame) => {
        this.#check(frame);
        const { size, rows } = rowOf(frame);
        for (let row = 0; row < frame.batch * rows; row++) {
          const { probability, isRight } = answerOf(frame, row, size, classNumbers);
          const count = frame.weights?.[Math.floor(row / rows)] ?? 1;
          total += count;
          if (Number.isNaN(probability)) hasNaN = true;
          else excess[binOf(probability, bins)] += count * (Number(isRight) - probability);
        }
      },
      result: () => (hasNaN ? Number.NaN : excess.reduce((sum, each) => sum + Math.abs(each), 0) / total),
    };
  }

  #check(frame: BatchFrame): void {
    checkPredictions(this.name, REMEDY, frame);
    if (rowOf(frame).size === 1) checkLabels(this.name, frame);
    else if (this.#settings.classNumbers) checkClassNumbers(this.name, this.name, frame);
    else checkDistributions(this.name, this.name, frame);
  }
}

/** In which of the intervals a probability lies. Its product with their number is rounded, 0.29 · 100 to less than 29: edges decide. */
function binOf(probability: number, bins: number): number {
  const edge = Math.round(probability * bins);
  return Math.min(probability >= edge / bins ? edge : edge - 1, bins - 1);
}

/** What is said to come true, and whether it does; a probability of NaN where one of both is. */
function answerOf(
  { prediction, target }: BatchFrame,
  row: number,
  size: number,
  classNumbers: boolean,
): { readonly probability: number; readonly isRight: boolean } {
  const isNone = { probability: Number.NaN, isRight: false };
  if (size === 1) {
    return Number.isNaN(target[row]) ? isNone : { probability: prediction[row], isRight: target[row] === 1 };
  }
  const largest = indexOfLargest(prediction, row * size, size);
  const meant = classNumbers ? row * size + target[row] : indexOfLargest(target, row * size, size);
  if (largest < 0 || !(meant >= 0)) return isNone;
  return { probability: prediction[largest], isRight: largest === meant };
}

import type { DatasetMetric, Shape, Tally } from "@nn/core/component";
import { oneForEachRow } from "../probabilities.js";
import { type ClassOptions, ClassTally, checkClassOptions } from "./class-tally.js";

/**
 * Which class was taken for which: in row i and column j, the number of examples of class i that were taken for class j. Of
 * several outputs the largest is the answer, and of equal ones the first; of one output there are two classes, 0 and 1. An
 * answer or a target of NaN is none, and isn't counted. Of outputs [steps, classes] each step is counted as an example is.
 *
 * Source: scikit-learn's `confusion_matrix`, which has rows for the true classes as well.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, and for a threshold of
 *   several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [3] });
 * const data = { inputs: [[0, 2, 1], [3, 0, 0], [1, 2, 0]], targets: [1, 1, 0] };
 * const confusion = new ConfusionMatrix({ classNumbers: true });
 * network.evaluate(data, { loss: sparseCategoricalCrossEntropy, metrics: { confusion } }).confusion;
 * // => [[0, 1, 0], [1, 1, 0], [0, 0, 0]]
 */
export class ConfusionMatrix implements DatasetMetric<number[][]> {
  readonly name = "ConfusionMatrix";
  /** With weights, examples count as much as those say. */
  readonly takesWeights = true;
  /** The shape of a target, where it isn't that of an output. */
  readonly targetShape?: (output: Shape) => Shape;
  readonly #options: ClassOptions;

  constructor(options: ClassOptions = {}) {
    checkClassOptions("ConfusionMatrix", options);
    this.#options = { ...options };
    if (options.classNumbers) this.targetShape = oneForEachRow;
  }

  get kind(): string {
    return "ConfusionMatrix";
  }

  settings(): ClassOptions {
    return { ...this.#options };
  }

  begin(_examples: number, output: Shape): Tally<number[][]> {
    const tally = new ClassTally(this.name, this.#options, output);
    const classes = Array.from({ length: tally.classes }, (_, index) => index);
    return {
      add: (frame) => tally.add(frame),
      result: () => classes.map((target) => classes.map((answer) => tally.of(target, answer))),
    };
  }
}

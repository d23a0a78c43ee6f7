import {
  checkOptions,
  type Metric,
  type MetricFrame,
  OptionError,
  positiveInteger,
  type Shape,
  trueOrFalse,
} from "@nn/core/component";
import { checkClassNumbers, checkDistributions, oneForEachRow, rowOf } from "../probabilities.js";
import { indexOfLargest } from "./metrics.js";

/** The settings of {@link TopKAccuracy}. */
export interface TopKAccuracyOptions {
  /** How many of the largest outputs count. */
  readonly k: number;
  /** Whether targets are class numbers, whole numbers from 0 on, in place of rows with a single 1; `false` unless given. */
  readonly classNumbers?: boolean;
}

/**
 * The share of the examples whose class is among the k largest outputs, from 0 to 1; of equal outputs the first counts as larger. With k = 1 it
 * is {@link accuracy}. A row with an output or a target of NaN isn't right. Of outputs [steps, classes], an example has the share of its steps.
 *
 * Source: scikit-learn's `top_k_accuracy_score`, Keras's `TopKCategoricalAccuracy`.
 *
 * @throws DataError for targets that aren't classes, and for fewer than two outputs; OptionError for options that don't exist, and a k
 *   that isn't a whole number from 1 to the number of outputs.
 *
 * @example
 * const network = new Sequential([new Activate(softmax)], { inputShape: [3] });
 * const data = { inputs: [[0, 2, 1], [3, 0, 1], [1, 2, 0]], targets: [2, 1, 0] };
 * const metrics = { top2: new TopKAccuracy({ k: 2, classNumbers: true }) };
 * network.evaluate(data, { loss: sparseCategoricalCrossEntropy, metrics }).top2; // => 0.6667
 */
export class TopKAccuracy implements Metric {
  readonly name: string;
  /** The shape of a target, where it isn't that of an output. */
  readonly targetShape?: (output: Shape) => Shape;
  readonly #settings: Required<TopKAccuracyOptions>;

  constructor(options: TopKAccuracyOptions) {
    checkOptions("TopKAccuracy", options, ["k", "classNumbers"]);
    const { k, classNumbers = false } = options;
    positiveInteger("TopKAccuracy: k", k);
    trueOrFalse("TopKAccuracy: classNumbers", classNumbers);
    this.#settings = { k, classNumbers };
    this.name = `TopKAccuracy(k ${k})`;
    if (classNumbers) this.targetShape = oneForEachRow;
  }

  get kind(): string {
    return "TopKAccuracy";
  }

  settings(): Required<TopKAccuracyOptions> {
    return { ...this.#settings };
  }

  value(frame: MetricFrame): void {
    const { k, classNumbers } = this.#settings;
    (classNumbers ? checkClassNumbers : checkDistributions)(this.name, "binaryAccuracy", frame);
    const { batch, prediction, target, values } = frame;
    const { size, rows } = rowOf(frame);
    if (k > size) throw new OptionError(`${this.name}: k must be at most ${size}, the number of outputs, but is ${k}.`);
    for (let example = 0; example < batch; example++) {
      let right = 0;
      for (let row = example * rows; row < (example + 1) * rows; row++) {
        const from = row * size;
        const meant = classNumbers ? from + target[row] : indexOfLargest(target, from, size);
        if (!(meant >= 0) || indexOfLargest(prediction, from, size) < 0) continue;
        let larger = 0;
        for (let i = from; i < from + size; i++) {
          if (prediction[i] > prediction[meant] || (prediction[i] === prediction[meant] && i < meant)) larger++;
        }
        if (larger < k) right++;
      }
      values[example] = right / rows;
    }
  }
}

import type { BatchFrame, Shape } from "@nn/core/component";
import { checkOptions, DataError, finiteNumber, OptionError, show, sizeOf, trueOrFalse } from "@nn/core/component";
import { indexOfLargest } from "./metrics.js";
import { checkClassNumbers, checkDistributions, checkLabels } from "./probabilities.js";

/** What targets and outputs mean to a metric of classes. */
export interface ClassOptions {
  /** Whether targets are class numbers, whole numbers from 0 on, in place of rows with a single 1; `false` unless given. */
  readonly classNumbers?: boolean;
  /** Of a network with one output, from where on it means class 1: 0.5 unless given, and 0 for logits. */
  readonly threshold?: number;
}

/** @throws OptionError for one that doesn't exist, or has a value that it can't have. */
export function checkClassOptions(where: string, options: ClassOptions, others: readonly string[] = []): void {
  checkOptions(where, options, ["classNumbers", "threshold", ...others]);
  const { classNumbers = false, threshold = 0.5 } = options;
  trueOrFalse(`${where}: classNumbers`, classNumbers);
  finiteNumber(`${where}: threshold`, threshold);
}

/** How many examples of each class were taken for each: with weights, their sums. */
export class ClassTally {
  readonly classes: number;
  /** Whether an answer was NaN, which is none. */
  hasNaN = false;
  readonly #name: string;
  readonly #options: ClassOptions;
  readonly #counts: Float64Array;

  /** @throws OptionError for a threshold where the largest of several outputs decides. */
  constructor(name: string, options: ClassOptions, output: Shape) {
    const outputs = sizeOf(output);
    if (outputs > 1 && options.threshold !== undefined) {
      throw new OptionError(
        `${name}: a threshold is for one output, but the network has ${outputs}. The largest decides.`,
      );
    }
    this.classes = Math.max(2, outputs);
    this.#name = name;
    this.#options = options;
    this.#counts = new Float64Array(this.classes * this.classes);
  }

  add(frame: BatchFrame): void {
    this.#check(frame);
    for (let example = 0; example < frame.batch; example++) {
      const answer = this.#answerTo(frame, example);
      if (answer < 0) this.hasNaN = true;
      else this.#counts[this.#classOf(frame, example) * this.classes + answer] += frame.weights?.[example] ?? 1;
    }
  }

  /** How many examples of one class were taken for another. */
  of(target: number, answer: number): number {
    return this.#counts[target * this.classes + answer];
  }

  #check(frame: BatchFrame): void {
    if (frame.outputSize === 1) this.#checkSingle(frame);
    else if (this.#options.classNumbers) checkClassNumbers(this.#name, this.#name, frame);
    else checkDistributions(this.#name, this.#name, frame);
  }

  /** A threshold that isn't given is that of probabilities. */
  #checkSingle(frame: BatchFrame): void {
    checkLabels(this.#name, frame);
    if (this.#options.threshold !== undefined) return;
    for (let example = 0; example < frame.batch; example++) {
      const prediction = frame.prediction[example];
      if (!(prediction < 0 || prediction > 1)) continue;
      throw new DataError(
        `${this.#name} takes an output from 0.5 on for class 1, as of a probability, but one is ${show(prediction)}. ` +
          "Where the network gives logits, say { threshold: 0 }.",
      );
    }
  }

  /** −1 for NaN. */
  #answerTo({ prediction, outputSize }: BatchFrame, example: number): number {
    if (outputSize > 1) {
      const largest = indexOfLargest(prediction, example * outputSize, outputSize);
      return largest < 0 ? -1 : largest - example * outputSize;
    }
    const { threshold = 0.5 } = this.#options;
    // Two comparisons, as NaN is on neither side.
    return prediction[example] >= threshold ? 1 : prediction[example] < threshold ? 0 : -1;
  }

  #classOf({ target, targetSize }: BatchFrame, example: number): number {
    if (targetSize === 1) return target[example];
    return indexOfLargest(target, example * targetSize, targetSize) - example * targetSize;
  }
}

import type { BatchFrame, Shape } from "@nn/core/component";
import { checkOptions, exampleError, finiteNumber, OptionError, show, trueOrFalse } from "@nn/core/component";
import { checkClassNumbers, checkDistributions, checkLabels, rowOf } from "../probabilities.js";
import { indexOfLargest } from "./metrics.js";

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

/** How many examples, or rows of them, of each class were taken for each: with weights, their sums. */
export class ClassTally {
  readonly classes: number;
  /** Whether an answer or a target was NaN, which is no class. */
  hasNaN = false;
  readonly #name: string;
  readonly #options: ClassOptions;
  readonly #counts: Float64Array;

  /** @throws OptionError for a threshold where the largest of several outputs decides. */
  constructor(name: string, options: ClassOptions, output: Shape) {
    const outputs = output.at(-1)!;
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
    const { size, rows } = rowOf(frame);
    for (let row = 0; row < frame.batch * rows; row++) {
      const answer = this.#answerTo(frame, row, size);
      const target = this.#classOf(frame, row, size);
      const count = frame.weights?.[Math.floor(row / rows)] ?? 1;
      if (answer >= 0 && target >= 0) this.#counts[target * this.classes + answer] += count;
      else this.hasNaN = true;
    }
  }

  /** How many examples of one class were taken for another. */
  of(target: number, answer: number): number {
    return this.#counts[target * this.classes + answer];
  }

  #check(frame: BatchFrame): void {
    if (rowOf(frame).size === 1) this.#checkSingle(frame);
    else if (this.#options.classNumbers) checkClassNumbers(this.#name, this.#name, frame);
    else checkDistributions(this.#name, this.#name, frame);
  }

  /** A threshold that isn't given is that of probabilities. */
  #checkSingle(frame: BatchFrame): void {
    checkLabels(this.#name, frame);
    if (this.#options.threshold !== undefined) return;
    for (let i = 0; i < frame.batch * frame.outputSize; i++) {
      const prediction = frame.prediction[i];
      if (!(prediction < 0 || prediction > 1)) continue;
      throw exampleError(
        Math.floor(i / frame.outputSize),
        (example) =>
          `${this.#name} takes an output from 0.5 on for class 1, as of a probability, but that of ${example} is ` +
          `${show(prediction)}. Where the network gives logits, say { threshold: 0 }.`,
      );
    }
  }

  /** −1 for NaN. */
  #answerTo({ prediction }: BatchFrame, row: number, size: number): number {
    if (size > 1) {
      const largest = indexOfLargest(prediction, row * size, size);
      return largest < 0 ? -1 : largest - row * size;
    }
    const { threshold = 0.5 } = this.#options;
    // Two comparisons, as NaN is on neither side.
    return prediction[row] >= threshold ? 1 : prediction[row] < threshold ? 0 : -1;
  }

  /** Not at least 0 for NaN. */
  #classOf({ target }: BatchFrame, row: number, size: number): number {
    if (size === 1 || this.#options.classNumbers) return target[row];
    return indexOfLargest(target, row * size, size) - row * size;
  }
}

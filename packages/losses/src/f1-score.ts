import { type DatasetMetric, OptionError, type Shape, show, type Tally } from "@nn/core/component";
import { type ClassOptions, ClassTally, checkClassOptions } from "./class-tally.js";
import { oneForEachRow } from "./probabilities.js";

/** How the scores of classes become one. */
const AVERAGES = ["binary", "macro", "micro"] as const;

/** The settings of {@link F1Score}. */
export interface F1ScoreOptions extends ClassOptions {
  /**
   * `"binary"`: the score of class 1, where there are two classes; this unless given. `"macro"`: the mean of the classes'
   * scores, of those that a target or an answer names. `"micro"`: the score of all classes' answers taken together, which
   * is the share of right answers.
   */
  readonly average?: (typeof AVERAGES)[number];
}

/**
 * The harmonic mean of precision and recall, from 0 to 1.
 *
 *     F1 = 2·TP / (2·TP + FP + FN)
 *
 * TP are the examples of a class that were taken for it, FP those of other classes that were, FN those of the class that
 * weren't; where all are 0, so is the score. Of several outputs the largest is the answer, and of equal ones the first. With
 * an answer of NaN, it is NaN. Of outputs [steps, classes] each step is counted as an example is.
 *
 * Source: scikit-learn's `f1_score`, whose averages these are, with `zero_division=0`.
 *
 * @throws DataError for targets that aren't classes; OptionError for options that don't exist, for the average "binary" of more
 *   classes, and for a threshold of several outputs.
 *
 * @example
 * const network = new Sequential([new Activate(sigmoid)], { inputShape: [1] });
 * const data = { inputs: [-3, 2, 5, 1, 4], targets: [1, 1, 0, 1, 1] };
 * network.evaluate(data, { loss: binaryCrossEntropy, metrics: { f1: new F1Score() } }).f1; // => 0.75
 */
export class F1Score implements DatasetMetric {
  readonly name: string;
  /** With weights, examples count as much as those say. */
  readonly takesWeights = true;
  /** The shape of a target, where it isn't that of an output. */
  readonly targetShape?: (output: Shape) => Shape;
  readonly #options: F1ScoreOptions;

  constructor(options: F1ScoreOptions = {}) {
    checkClassOptions("F1Score", options, ["average"]);
    const { average = "binary" } = options;
    if (!AVERAGES.includes(average)) {
      throw new OptionError(`F1Score: average must be "binary", "macro" or "micro", but is ${show(average)}.`);
    }
    this.name = `F1Score(${average})`;
    this.#options = { ...options, average };
    if (options.classNumbers) this.targetShape = oneForEachRow;
  }

  get kind(): string {
    return "F1Score";
  }

  settings(): F1ScoreOptions {
    return { ...this.#options };
  }

  begin(_examples: number, output: Shape): Tally {
    const { average, ...options } = this.#options;
    const tally = new ClassTally(this.name, options, output);
    if (average === "binary" && tally.classes !== 2) throw this.#refusal(tally.classes);
    return {
      add: (frame) => tally.add(frame),
      result: () => (tally.hasNaN ? Number.NaN : scoreOf(tally, average)),
    };
  }

  #refusal(classes: number): OptionError {
    return new OptionError(
      `${this.name}: the average "binary" is for two classes, but the network has ${classes}. Choose "macro" or "micro".`,
    );
  }
}

function scoreOf(tally: ClassTally, average: F1ScoreOptions["average"]): number {
  const counts = Array.from({ length: tally.classes }, (_, index) => countsOf(tally, index));
  if (average === "binary") return score(counts[1]);
  if (average === "micro") {
    return score(counts.reduce((sum, { right, wrong }) => ({ right: sum.right + right, wrong: sum.wrong + wrong })));
  }
  const present = counts.filter(({ right, wrong }) => right + wrong > 0);
  return present.reduce((sum, each) => sum + score(each), 0) / present.length;
}

/** Of a class: TP, and FP + FN. */
interface Counts {
  readonly right: number;
  readonly wrong: number;
}

function countsOf(tally: ClassTally, index: number): Counts {
  let wrong = 0;
  for (let other = 0; other < tally.classes; other++) {
    if (other !== index) wrong += tally.of(index, other) + tally.of(other, index);
  }
  return { right: tally.of(index, index), wrong };
}

function score({ right, wrong }: Counts): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong);
}

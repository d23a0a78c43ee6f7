import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { type Divided, type FoldOptions, kFold, type Pairs, type Selectable, type Split } from "@nn/data";
import { isRecord } from "./list.js";

/** What a fold gives: its figures by name, as `network.evaluate` gives them. */
export type Figures = Readonly<Record<string, unknown>>;

/** The names of figures that are one number each. */
export type NumberNames<F> = { [Name in keyof F]: F[Name] extends number ? Name : never }[keyof F];

/** The figures of all folds together. */
export interface CrossValidation<F> {
  /** What each fold gave, in order. */
  readonly folds: readonly F[];
  /** The mean of each figure that is a number. */
  readonly mean: Readonly<Record<NumberNames<F>, number>>;
  /**
   * The standard deviation of each of them, √(Σ (xᵢ − mean)² / (n − 1)) over the n folds: how much a figure depends on which
   * examples were held out.
   */
  readonly standardDeviation: Readonly<Record<NumberNames<F>, number>>;
}

/**
 * K-fold cross-validation: trains on all folds but one and judges by that one, for each fold in turn, one after the other.
 *
 * `judge` is given the two parts of a fold, and makes everything that learns anew: the network, and what is fitted to data,
 * as a scaler. Otherwise a fold would be judged by what has seen its examples.
 *
 * Source: T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning" (2009), section 7.10.
 *
 * @param options - Those of `kFold`: how many folds, and by what the examples are divided.
 * @param judge - Trains on `train`, and gives figures of `test`. Its second argument is the fold's number, from 0.
 *
 * @throws What `kFold` and `judge` throw; OptionError for a `judge` that is no function or gives no figures.
 *
 * @example
 * const data = noisySine({ examples: 40, seed: 1 });
 * const { folds, mean } = await crossValidate(data, { folds: 4, seed: "folds" }, async ({ train, test }) => {
 *   const network = new Sequential([new Dense(1, 8, { activation: tanh }), new Dense(8, 1, { activation: identity })]);
 *   await network.fit(train, { loss: meanSquaredError, optimizer: new Adam({ learningRate: 0.05 }), epochs: 60, batchSize: 10 });
 *   return network.evaluate(test, { loss: meanSquaredError });
 * });
 * folds.length; // => 4
 * mean.loss; // => 0.18
 */
export async function crossValidate<Input, Target, F extends Figures>(
  data: Pairs<Input, Target>,
  options: FoldOptions,
  judge: (fold: Split<Input, Target>, number: number) => F | Promise<F>,
): Promise<CrossValidation<F>>;
export async function crossValidate<Rows extends Selectable<Rows>, F extends Figures>(
  data: Rows,
  options: FoldOptions,
  judge: (fold: Divided<Rows>, number: number) => F | Promise<F>,
): Promise<CrossValidation<F>>;
export async function crossValidate(
  data: Pairs<unknown, unknown>,
  options: FoldOptions,
  judge: (fold: Split<unknown, unknown>, number: number) => Figures | Promise<Figures>,
): Promise<CrossValidation<Figures>> {
  if (typeof judge !== "function") {
    throw new OptionError(
      `crossValidate: judge must be a function that trains on a fold's train and gives figures of its test, but is ${show(judge)}.`,
    );
  }
  const folds: Figures[] = [];
  for (const [number, fold] of kFold(data, options).entries()) {
    const figures = await judge(fold, number);
    if (!isRecord(figures)) {
      throw new OptionError(
        `crossValidate: judge must give figures by name, as network.evaluate(test, { loss }) does, but gave ${show(figures)} for fold ${number}.`,
      );
    }
    folds.push(figures);
  }
  return { folds, ...summaryOf(folds) };
}

/** Over the folds, of each figure that is a number in all of them. */
function summaryOf(folds: readonly Figures[]): Pick<CrossValidation<Figures>, "mean" | "standardDeviation"> {
  const mean: Record<string, number> = {};
  const standardDeviation: Record<string, number> = {};
  for (const name of Object.keys(folds[0]!)) {
    const values = folds.map((fold) => fold[name]).filter((value) => typeof value === "number");
    if (values.length < folds.length) continue;
    const average = sum(values) / values.length;
    mean[name] = average;
    const squares = values.map((value) => (value - average) * (value - average));
    standardDeviation[name] = Math.sqrt(sum(squares) / (values.length - 1));
  }
  return { mean, standardDeviation };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

import { DataError } from "@nn/core";
import { Computation, show, type TakenPredictions } from "@nn/core/component";
import { type Category, CategoryCode } from "./codes/category-code.js";
import type { NumberCode } from "./codes/number-code.js";

/** What a network answers where classes are told apart. */
export interface ClassAnswer<Label extends Category = Category> {
  /** The class that is most likely. */
  readonly label: Label;
  /** How likely each class is; together 1. */
  readonly probabilities: Readonly<Record<string, number>>;
}

/** What outputs for a class are: probabilities, as of sigmoid or softmax, or logits, which become those in the answer. */
export type ClassOutputs = "probabilities" | "logits";

/** What a network predicts: a column, and how it is coded. */
export interface TargetColumn {
  /** Its name. */
  readonly column: string;
  /** What its cells are as numbers. */
  readonly code: NumberCode | CategoryCode;
  /** Of classes: what the outputs are; `"probabilities"` unless given. */
  readonly outputs?: ClassOutputs;
}

/** The answer to the outputs of one target. */
export function answerTo({ column, code, outputs }: TargetColumn, values: Float64Array): ClassAnswer | number {
  if (!(code instanceof CategoryCode)) return code.decode(values)[0]!;
  const isLogits = outputs === "logits";
  const probabilities = probabilitiesOf(isLogits ? fromLogits(values) : values, column, isLogits);
  const { categories } = code;
  let most = 0;
  // Of two classes that are as likely, the second is taken, as where an output of 0.5 is rounded.
  for (let i = 1; i < categories.length; i++) {
    const isMore =
      values.length === 1 ? probabilities[i]! >= probabilities[most]! : probabilities[i]! > probabilities[most]!;
    if (isMore) most = i;
  }
  const byName = categories.map((category, i) => [String(category), probabilities[i]!] as const);
  return { label: categories[most]!, probabilities: Object.fromEntries(byName) };
}

const ANY = { least: -Infinity, most: Infinity };

/** What the outputs of a network with one target have to be; any, where there are several. */
export function takenBy(targets: readonly TargetColumn[]): TakenPredictions | undefined {
  const [{ code, outputs }, ...others] = targets as [TargetColumn, ...TargetColumn[]];
  if (others.length > 0 || !(code instanceof CategoryCode)) return undefined;
  if (outputs === "logits") {
    return {
      ...{ what: "logits", range: ANY, reaches: ANY },
      remedy: 'Let the last layer have the activation identity, or leave outputs: "logits" out.',
    };
  }
  const isOne = code.size === 1;
  return {
    what: isOne ? "a probability from 0 to 1" : "probabilities that add up to 1",
    range: isOne ? { least: 0, most: 1 } : { least: 0, most: 1, sum: 1 },
    // Which a softmax of one output doesn't: that is always 1.
    ...(isOne && { reaches: { least: 0.5, most: 0.5 } }),
    remedy: `Let the last layer have the activation ${isOne ? "sigmoid" : "softmax"}, or make the pipeline with outputs: "logits".`,
  };
}

function probabilitiesOf(values: Float64Array, column: string, isSure: boolean): readonly number[] {
  const sum = values.length === 1 ? 1 : values.reduce((a, b) => a + b);
  const areProbabilities = values.every((value) => value >= 0 && value <= 1) && Math.abs(sum - 1) < 1e-3;
  if (!isSure && !areProbabilities) {
    throw new DataError(
      `The outputs for ${column}, ${[...values].slice(0, 5).join(", ")}, are no probabilities. Let the last layer have the activation ` +
        `${values.length === 1 ? "sigmoid" : "softmax"}, or make the pipeline with outputs: "logits".`,
    );
  }
  return values.length === 1 ? [1 - values[0]!, values[0]!] : [...values];
}

const SIGMOID: Computation = /* @__PURE__ */ new Computation({
  name: "probability",
  arrays: ["p", "z"],
  lines: ["p = sigmoid(z)"],
});

const SOFTMAX: Computation = /* @__PURE__ */ new Computation({
  name: "probabilities",
  arrays: ["p", "z"],
  lines: ["e = exp(z - max(z))", "p = e / sum(e)"],
});

function fromLogits(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  const computation = values.length === 1 ? SIGMOID : SOFTMAX;
  computation.loop([], 1, values.length, out, values, out, out, out, out);
  return out;
}

/** @throws DataError for what is no number. */
export function outputAt(values: ArrayLike<number>, at: number): number {
  const value: unknown = (values as Partial<ArrayLike<number>> | undefined)?.[at];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new DataError(`The outputs of a network are finite numbers, but number ${at} of a row is ${show(value)}.`);
}

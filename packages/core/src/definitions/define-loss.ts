import { Computation, DataError, type Loop, type Shape } from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Titles } from "../contracts/formats/described.js";
import type { Loss, MetricFrame } from "../contracts/loss.js";
import type { Formula } from "../contracts/mathematics/formula.js";
import type { TakenPredictions } from "../contracts/mathematics/range.js";
import { madeOfKernels } from "../recording/watch/kernels-only.js";

/** What a loss is made from. */
export interface LossDefinition {
  /** The field's name for it: `"meanSquaredError"`. */
  readonly name: string;
  /**
   * Its kind, where it is to be known by that: a registry has it then. Without one, it is written down as its texts, and
   * made again of them.
   */
  readonly kind?: string;
  /** What an equal one of that kind is made from, where a function makes it: `{ delta: 1 }`. */
  readonly settings?: object;
  /** What readers are shown: `{ en: "the mean squared error", fr: "l’erreur quadratique moyenne" }`. */
  readonly titles?: Titles;
  /**
   * The value of one example with predictions p and targets t. With `oneHot`, t is a class number in the lines below. With
   * `lastAxis` it is that of one row, as are the lines, whose `size` is that of a row and whose `batch` counts all rows.
   */
  readonly formula: Formula;
  /** Functions of one number x that its texts call beside those that there are, each by its formula: `{ cube: "x^3" }`. */
  readonly functions?: Readonly<Record<string, string>> | undefined;
  /** What predictions it is made for. */
  readonly predictions?: TakenPredictions | undefined;
  /** How `value` is computed, line by line, where the formula as it stands would overflow or lose digits. */
  readonly value?: readonly string[];
  /** How `gradient`, ∂L/∂p of the mean over the examples, is computed. */
  readonly gradient: readonly string[];
  /** Conditions under which the value has no meaning: `"t < 0 or t > 1"`. */
  readonly refuses?: readonly string[];
  /** Throws what is wrong where one of them holds. */
  readonly refuse?: (frame: MetricFrame) => void;
}

const NONE: readonly number[] = [];
const ONE_NUMBER: Shape = [1];

/**
 * A loss from its formulas, which every backend and every explanation reads. Where they are about one row along the last
 * axis, as `lastAxis` says, an example of several rows, such as the steps of a sequence, has the mean of theirs.
 *
 * @param valueLoop - What was made of its texts beforehand, as `gradientLoop` and, with `lastAxis`, `meanLoop` were.
 * @throws OptionError for what isn't a definition, and for a text that can't be read.
 *
 * @example
 * const meanAbsolute = defineLoss({
 *   name: "meanAbsolute",
 *   formula: { value: "mean(abs(p - t))" },
 *   gradient: ["gradient = (p > t ? 1 : p < t ? -1 : 0) / (batch * size)"],
 * });
 * lossOf(meanAbsolute, { predictions: [1, 4], targets: [0, 2] }); // => 1.5
 */
export function defineLoss(definition: LossDefinition, valueLoop?: Loop, gradientLoop?: Loop, meanLoop?: Loop): Loss {
  const given = advice.onDefinition?.("defineLoss", definition, valueLoop) ?? definition;
  const { name, kind = "defineLoss", titles, formula, functions, predictions, refuses, refuse } = given;
  const { oneHot, lastAxis } = formula;
  const byRow = oneHot ? ["t"] : [];
  const value = new Computation(
    {
      ...given,
      arrays: ["value", "p", "t"],
      byRow: ["value", ...byRow],
      lines: given.value ?? [`value = ${formula.value}`],
    },
    valueLoop,
  );
  const gradient = new Computation(
    { name, arrays: ["gradient", "p", "t"], byRow, functions, lines: given.gradient },
    gradientLoop,
  );
  const mean =
    lastAxis &&
    new Computation({ name, arrays: ["value", "rows"], byRow: ["value"], lines: ["value = mean(rows)"] }, meanLoop);
  const rowsOf = (shape: Shape): Shape => (lastAxis && shape.length > 1 ? shape.slice(0, -1) : ONE_NUMBER);
  return madeOfKernels<Loss>({
    kind,
    name,
    titles,
    formula,
    computes: mean ? [value, gradient, mean] : [value, gradient],
    predictions,
    ...(oneHot && { targetShape: rowsOf }),
    ...(lastAxis && { saved: (shape: Shape) => (shape.length > 1 ? { rows: rowsOf(shape) } : {}) }),
    settings: () => given.settings ?? given,

    value(frame) {
      const { kernels, values, prediction, target, batch, outputShape, outputSize, saved } = frame;
      const { rows = values } = saved;
      const size = lastAxis ? outputShape.at(-1)! : outputSize;
      const count = outputSize / size;
      if (!kernels.compute(value, NONE, batch * count, size, rows, prediction, target)) {
        refuse?.(frame);
        throw new DataError(`${name} refuses ${refuses}.`);
      }
      if (rows !== values) kernels.compute(mean!, NONE, batch, count, values, rows);
    },

    gradient({ kernels, dprediction, prediction, target, batch, outputShape, outputSize }) {
      const size = lastAxis ? outputShape.at(-1)! : outputSize;
      // The mean over the examples of their rows' means is that of all rows.
      kernels.compute(gradient, NONE, (batch * outputSize) / size, size, dprediction, prediction, target);
    },
  });
}

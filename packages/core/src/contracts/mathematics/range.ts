import { isRecord, OptionError, show } from "@nn/numerics";

/** Where the numbers lie that an activation or a layer gives. Both ends may be infinite: then they can be any number. */
export interface OutputRange {
  /** No number is smaller; 0 for a sigmoid, whether or not it is reached. */
  readonly least: number;
  /** No number is larger. */
  readonly most: number;
  /**
   * What the numbers of one row, along the last axis, add up to, where that is always the same: 1 for softmax. The row of
   * an output [steps, classes] is a step.
   */
  readonly sum?: number;
}

/** What predictions a loss or a metric is made for, to be compared with what the network's last layer gives. */
export interface TakenPredictions {
  /** As a message calls them: `"probabilities from 0 to 1"`. */
  readonly what: string;
  /** Where they lie; with a `sum`, each row's must add up to it. */
  readonly range: OutputRange;
  /**
   * What the last layer must be able to give at least: all numbers for logits, −1 to 1 for targets of these two. Without a `sum` of
   * its own, each output must be free to move by itself: those of a softmax aren't, as they always add up to 1.
   */
  readonly reaches?: OutputRange;
  /** What to change where the last layer gives others. */
  readonly remedy: string;
}

/** @throws OptionError for a range that isn't one. */
export function checkRange(where: string, range: OutputRange | undefined): void {
  if (range === undefined || isRange(range)) return;
  throw new OptionError(
    `${where}, has an outputRange, which must be { least, most } with least no larger than most, but is ${showRange(range)}.`,
  );
}

/** Whether a value has two numbers as its ends, in their order, and a sum that is one if there is one. */
function isRange(range: OutputRange): boolean {
  if (!isRecord(range) || !Number.isFinite(range.sum ?? 0)) return false;
  return typeof range.least === "number" && typeof range.most === "number" && range.least <= range.most;
}

/** @throws OptionError for predictions that a figure can't be made for. */
export function checkTaken(name: string, taken: TakenPredictions): void {
  const isTaken =
    isRecord(taken) &&
    isRange(taken.range) &&
    isRange(taken.reaches ?? taken.range) &&
    typeof taken.what === "string" &&
    typeof taken.remedy === "string";
  if (isTaken) return;
  throw new OptionError(
    `The predictions of ${name} must be { what, range: { least, most }, remedy }, but are ${show(taken)}.`,
  );
}

function showRange(range: OutputRange): string {
  return isRecord(range) ? `{ least: ${show(range.least)}, most: ${show(range.most)} }` : show(range);
}

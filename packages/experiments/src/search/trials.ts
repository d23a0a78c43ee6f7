import { DivergenceError, OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { isRecord } from "../list.js";

/** A trial that was made: its settings, and how well a training with them did. */
export interface Trial<Settings> {
  /** Its number, from 0: with the seed, all that its settings depend on. */
  readonly number: number;
  /** What the training was given. */
  readonly settings: Settings;
  /** What the training gave; NaN where it diverged. */
  readonly figure: number;
  /** What it was given to train with, in a search by successive halving. */
  readonly budget?: number;
  /** Why it has no figure. */
  readonly error?: DivergenceError;
}

/** A search that has ended. */
export interface SearchResult<Settings> {
  /** The best trial; of several, the first. Where all trainings diverged, it has an `error` in the place of a figure. */
  readonly best: Trial<Settings>;
  /** All of them, in the order in which they were made. */
  readonly trials: readonly Trial<Settings>[];
}

/** What every search is told. */
export interface SearchOptions {
  /** Whether a smaller figure is better, as of a loss, or a larger one, as of an accuracy; less unless given. */
  readonly better?: "less" | "more";
}

/**
 * Makes a trial. A training that diverges is a result, too: such settings are no good.
 *
 * @throws OptionError where the training gives no number.
 */
export async function madeTrial<Settings>(
  user: string,
  trial: Omit<Trial<Settings>, "figure" | "error">,
  train: () => number | Promise<number>,
): Promise<Trial<Settings>> {
  try {
    const figure: unknown = await train();
    if (typeof figure !== "number") {
      throw new OptionError(
        `${user}: train must give the number to judge by, as a validation loss, but gave ${show(figure)} in trial ${trial.number}.`,
      );
    }
    return { ...trial, figure };
  } catch (error) {
    if (error instanceof DivergenceError) return { ...trial, figure: Number.NaN, error };
    throw error;
  }
}

/** From the best to the worst, those without a figure last; trials that are as good in the order of their numbers. */
export function ranked<Judged extends Pick<Trial<unknown>, "number" | "figure">>(
  trials: readonly Judged[],
  better: SearchOptions["better"] = "less",
): Judged[] {
  const sign = better === "less" ? 1 : -1;
  return [...trials].sort((a, b) => {
    const [isNone, isOtherNone] = [Number.isNaN(a.figure), Number.isNaN(b.figure)];
    if (isNone || isOtherNone) return Number(isNone) - Number(isOtherNone) || a.number - b.number;
    // Two infinite figures have no difference.
    return a.figure === b.figure ? a.number - b.number : sign * (a.figure - b.figure);
  });
}

/** @throws OptionError for what isn't `"less"` or `"more"`. */
export function checkBetter(user: string, { better = "less" }: SearchOptions): SearchOptions["better"] {
  if (better === "less" || better === "more") return better;
  throw new OptionError(`${user}: better must be "less" or "more", but is ${show(better)}.`);
}

/** @throws OptionError for what can't train. */
export function checkTrain(user: string, train: unknown): void {
  if (typeof train !== "function") {
    throw new OptionError(
      `${user}: train must be a function that trains with the settings it is given and gives a number to judge them by, but is ${show(train)}.`,
    );
  }
}

/** A million results that are kept are some hundred megabytes. */
const MOST_TRIALS = 1e6;

/** @throws OptionError for more trials than there is room for. */
export function checkCount(what: string, count: number): number {
  if (count <= MOST_TRIALS) return count;
  throw new OptionError(`${what} must be at most ${MOST_TRIALS}, as the results of all are kept, but is ${count}.`);
}

/** What is searched in, setting by setting. @throws OptionError for what has no settings. */
export function settingsIn(user: string, what: string, given: unknown): [name: string, from: unknown][] {
  const settings = isRecord(given) ? Object.entries(given) : [];
  if (settings.length > 0) return settings;
  throw new OptionError(
    `${user}: the ${what} must be an object with a setting at least, as { learningRate: [0.01, 0.1] }, but is ${show(given)}.`,
  );
}

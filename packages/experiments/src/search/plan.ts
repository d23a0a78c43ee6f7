import { OptionError } from "@nn/core";
import { show } from "@nn/core/component";
import { madeTrial, ranked, type SearchOptions, type SearchResult, type Trial } from "./trials.js";

/** A round of a search. */
export interface SearchRound {
  /** How many trials it has at most: fewer where trainings of the round before diverged. */
  readonly trials: number;
  /** What each of them may train with, in a search by successive halving. */
  readonly budget?: number;
}

/** What a plan needs to know of a trial that was made. */
export type Judged = Pick<Trial<unknown>, "number" | "figure">;

/**
 * A search that is laid out and not yet made: which settings a trial has, and which trials go on. So trials can be made anywhere
 * and in any order, in several processes or on several machines, and the search is the same.
 */
export interface SearchPlan<Settings> {
  /** One after the other; one alone, but in a search by successive halving. */
  readonly rounds: readonly SearchRound[];
  /**
   * What a trial is given to train with, by its number.
   *
   * @throws OptionError for a number that the search doesn't have.
   */
  settings(number: number): Settings;
  /**
   * Which trials a round has, by their numbers; none where the search is over.
   *
   * @param round - Its place in `rounds`.
   * @param before - All trials of the round before; none for the first round.
   */
  numbers(round: number, before: readonly Judged[]): readonly number[];
  /** The trials of a round from the best to the worst, those without a figure last; of those as good, in the order of their numbers. */
  ranked<Trial extends Judged>(trials: readonly Trial[]): readonly Trial[];
}

/** What is planned differently in each kind of search. */
interface Planned<Settings> {
  readonly rounds: readonly SearchRound[];
  readonly better: SearchOptions["better"];
  /** For one in how many trials there is a place in the next round. */
  readonly factor?: number;
  /** The settings of a number that there is. */
  settings(number: number): Settings;
}

/** A plan in which the best trials of a round go on. @param user - Who says what is wrong. */
export function planOf<Settings>(user: string, planned: Planned<Settings>): SearchPlan<Settings> {
  const { rounds, better, factor = 1 } = planned;
  const count = rounds[0]!.trials;
  return {
    rounds,
    settings: (number) => {
      if (Number.isInteger(number) && number >= 0 && number < count) return planned.settings(number);
      throw new OptionError(
        `${user}: the search has the trials 0 to ${count - 1}, but was asked for trial ${show(number)}.`,
      );
    },
    numbers: (round, before) => {
      if (round === 0) return Array.from({ length: count }, (_, number) => number);
      const order = ranked(before, better);
      const right = order.filter(({ figure }) => !Number.isNaN(figure));
      return right.slice(0, Math.max(1, Math.floor(order.length / factor))).map(({ number }) => number);
    },
    ranked: (trials) => ranked(trials, better),
  };
}

/** Makes the trials of a plan one after the other. */
export async function madeSearch<Settings>(
  user: string,
  plan: SearchPlan<Settings>,
  train: (settings: Settings, trial: { readonly number: number; readonly budget?: number }) => number | Promise<number>,
): Promise<SearchResult<Settings>> {
  const trials: Trial<Settings>[] = [];
  let made: Trial<Settings>[] = [];
  for (const [round, { budget }] of plan.rounds.entries()) {
    const numbers = plan.numbers(round, made);
    if (numbers.length === 0) break;
    made = [];
    for (const number of numbers) {
      const settings = plan.settings(number);
      const trial = budget === undefined ? { number } : { number, budget };
      made.push(await madeTrial(user, { ...trial, settings }, () => train(settings, trial)));
    }
    trials.push(...made);
  }
  return { best: plan.ranked(made)[0]!, trials };
}

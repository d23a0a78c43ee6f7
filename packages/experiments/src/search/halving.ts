import { OptionError } from "@nn/core";
import { checkOptions, positiveInteger } from "@nn/core/component";
import { drawnSettings, type RandomSearchOptions } from "./random.js";
import type { Space } from "./space.js";
import { checkCount, checkSearch, madeTrial, ranked, type SearchResult, type Trial } from "./trials.js";

/** How a search by successive halving is made. */
export interface HalvingSearchOptions extends RandomSearchOptions {
  /** What each trial may train with at first, in epochs or in a unit of your own. */
  readonly leastBudget: number;
  /** What the last trials may train with. */
  readonly mostBudget: number;
  /** How many times as much the next round has, for one in so many of the trials, rounded down; 3 unless given. */
  readonly factor?: number;
}

/**
 * A random search that soon gives up what does badly: all trials train a little; the best of them, one in `factor`, rounded down but
 * at least one, train again with `factor` times as much; and so on, until a round has the most. So many more settings are tried
 * in the same time than where each trains to the end. Trainings that diverge don't come back.
 *
 * In each round a trial trains anew with its settings, which are those of {@link randomSearch}. The best trial is one of the
 * last round.
 *
 * Source: L. Li and others, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter Optimization" (2018), algorithm 1,
 * lines 4 to 9.
 *
 * @param train - Trains with the settings and as much as the budget, and gives the number to judge them by.
 *
 * @throws As {@link randomSearch} does, and OptionError for a `mostBudget` below `leastBudget` and a factor below 2.
 *
 * @example
 * const { train, test } = trainTestSplit(noisySine({ examples: 60, seed: 1 }), { testFraction: 0.25, seed: 1 });
 * const options = { trials: 9, leastBudget: 5, mostBudget: 45, seed: "s" };
 * const { best, trials } = await halvingSearch({ learningRate: logUniform(1e-4, 1) }, options, async ({ learningRate }, { budget }) => {
 *   const network = new Sequential([new Dense(1, 8, { activation: tanh }), new Dense(8, 1, { activation: identity })]);
 *   await network.fit(train, { loss: meanSquaredError, optimizer: new Adam({ learningRate }), epochs: budget, batchSize: 15 });
 *   return network.evaluate(test, { loss: meanSquaredError }).loss;
 * });
 * trials.map(({ budget }) => budget); // => [5, 5, 5, 5, 5, 5, 5, 5, 5, 15, 15, 15, 45]
 * best.budget; // => 45
 */
export async function halvingSearch<Settings>(
  space: Space<Settings>,
  options: HalvingSearchOptions,
  train: (settings: Settings, trial: { readonly number: number; readonly budget: number }) => number | Promise<number>,
): Promise<SearchResult<Settings>> {
  checkOptions("halvingSearch", options, ["better", "trials", "seed", "leastBudget", "mostBudget", "factor"]);
  checkSearch("halvingSearch", options, train);
  const { factor = 3, seed, better } = options;
  const count = checkCount("halvingSearch: trials", positiveInteger("halvingSearch: trials", options.trials));
  const least = positiveInteger("halvingSearch: leastBudget", options.leastBudget);
  const most = positiveInteger("halvingSearch: mostBudget", options.mostBudget);
  if (most < least) {
    throw new OptionError(`halvingSearch: mostBudget must be at least leastBudget, which is ${least}, but is ${most}.`);
  }
  if (positiveInteger("halvingSearch: factor", factor) < 2) {
    throw new OptionError("halvingSearch: factor must be at least 2, but is 1: each round would be as the one before.");
  }
  const trials: Trial<Settings>[] = [];
  let numbers = Array.from({ length: count }, (_, number) => number);
  for (let budget = least; ; budget = Math.min(budget * factor, most)) {
    const round: Trial<Settings>[] = [];
    for (const number of numbers) {
      const settings = drawnSettings("halvingSearch", space, seed, number);
      round.push(
        await madeTrial("halvingSearch", { number, settings, budget }, () => train(settings, { number, budget })),
      );
    }
    trials.push(...round);
    const order = ranked(round, better);
    const right = order.filter(({ figure }) => !Number.isNaN(figure));
    if (budget === most || right.length === 0) return { best: order[0]!, trials };
    numbers = right.slice(0, Math.max(1, Math.floor(order.length / factor))).map(({ number }) => number);
  }
}

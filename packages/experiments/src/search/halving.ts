import { OptionError } from "@nn/core";
import { checkOptions, positiveInteger } from "@nn/core/component";
import { madeSearch, planOf, type SearchPlan, type SearchRound } from "./plan.js";
import { drawnSettings, type RandomSearchOptions } from "./random.js";
import type { Space } from "./space.js";
import { checkBetter, checkCount, checkTrain, type SearchResult } from "./trials.js";

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
  const plan = planned("halvingSearch", space, options);
  checkTrain("halvingSearch", train);
  return madeSearch("halvingSearch", plan, (settings, { number, budget = 0 }) => train(settings, { number, budget }));
}

/**
 * The plan of a {@link halvingSearch}, whose trials can be made anywhere: those of a round once all of the round before are made.
 *
 * @throws As {@link halvingSearch} does.
 *
 * @example
 * const plan = halvingPlan({ learningRate: logUniform(1e-3, 1) }, { trials: 9, leastBudget: 5, mostBudget: 45, seed: "s" });
 * plan.rounds; // => [{ trials: 9, budget: 5 }, { trials: 3, budget: 15 }, { trials: 1, budget: 45 }]
 * const made = [0.5, 0.2, 0.9, 0.1, 0.3, 0.8, 0.7, 0.6, 0.4].map((figure, number) => ({ number, figure }));
 * plan.numbers(1, made); // => [3, 1, 4]
 */
export function halvingPlan<Settings>(space: Space<Settings>, options: HalvingSearchOptions): SearchPlan<Settings> {
  return planned("halvingPlan", space, options);
}

function planned<Settings>(user: string, space: Space<Settings>, options: HalvingSearchOptions): SearchPlan<Settings> {
  checkOptions(user, options, ["better", "trials", "seed", "leastBudget", "mostBudget", "factor"]);
  const better = checkBetter(user, options);
  const count = checkCount(`${user}: trials`, positiveInteger(`${user}: trials`, options.trials));
  const least = positiveInteger(`${user}: leastBudget`, options.leastBudget);
  const most = positiveInteger(`${user}: mostBudget`, options.mostBudget);
  if (most < least) {
    throw new OptionError(`${user}: mostBudget must be at least leastBudget, which is ${least}, but is ${most}.`);
  }
  const { factor: given = 3, seed = 0 } = options;
  const factor = positiveInteger(`${user}: factor`, given);
  if (factor < 2) {
    throw new OptionError(`${user}: factor must be at least 2, but is 1: each round would be as the one before.`);
  }
  const rounds: SearchRound[] = [{ trials: count, budget: least }];
  for (let { trials, budget } = { trials: count, budget: least }; budget < most; ) {
    trials = Math.max(1, Math.floor(trials / factor));
    budget = Math.min(budget * factor, most);
    rounds.push({ trials, budget });
  }
  return planOf(user, { rounds, better, factor, settings: drawnSettings(user, space, seed) });
}

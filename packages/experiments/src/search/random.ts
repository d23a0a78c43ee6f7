import { OptionError, seededRandom } from "@nn/core";
import { checkOptions, positiveInteger, type Random, show } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { listOf } from "../list.js";
import { madeSearch, planOf, type SearchPlan } from "./plan.js";
import type { Space } from "./space.js";
import { checkBetter, checkCount, checkTrain, type SearchOptions, type SearchResult, settingsIn } from "./trials.js";

/** How a random search is made. */
export interface RandomSearchOptions extends SearchOptions {
  /** How many trials to make, at most a million; it has no default. */
  readonly trials: number;
  /** What decides the settings; 0 unless given, like a network's. */
  readonly seed?: Seed;
}

/**
 * Tries settings that are drawn, one after the other. It finds what matters in fewer trials than a grid, which tries few
 * values of each setting over and over.
 *
 * A setting's value in a trial depends on the seed, the trial's number and the setting's name alone: trial 17 is the same
 * however many there are, on every machine, and with more settings beside it.
 *
 * Source: J. Bergstra, Y. Bengio, "Random Search for Hyper-Parameter Optimization" (2012).
 *
 * @param train - Trains with the settings that it is given, and gives the number to judge them by: a figure of validation
 *   data, not of what was trained on.
 *
 * @throws OptionError for a space without values, for options that don't exist, for what is no seed, and where `train` gives
 *   no number; what `train` throws, but for a `DivergenceError`, which is a trial's result.
 *
 * @example
 * const { train, test } = trainTestSplit(noisySine({ examples: 60, seed: 1 }), { testFraction: 0.25, seed: 1 });
 * const space = { learningRate: logUniform(1e-3, 1), units: [2, 4, 8] };
 * const { best, trials } = await randomSearch(space, { trials: 6, seed: "s" }, async ({ learningRate, units }) => {
 *   const network = new Sequential([new Dense(1, units, { activation: tanh }), new Dense(units, 1, { activation: identity })]);
 *   await network.fit(train, { loss: meanSquaredError, optimizer: new Adam({ learningRate }), epochs: 20, batchSize: 15 });
 *   return network.evaluate(test, { loss: meanSquaredError }).loss;
 * });
 * trials.length; // => 6
 * best.figure <= trials[0].figure; // => true
 */
export async function randomSearch<Settings>(
  space: Space<Settings>,
  options: RandomSearchOptions,
  train: (settings: Settings, trial: { readonly number: number }) => number | Promise<number>,
): Promise<SearchResult<Settings>> {
  const plan = planned("randomSearch", space, options);
  checkTrain("randomSearch", train);
  return madeSearch("randomSearch", plan, train);
}

/**
 * The plan of a {@link randomSearch}, whose trials can be made anywhere.
 *
 * @throws OptionError for a space without values, for options that don't exist, and for what is no seed.
 *
 * @example
 * const plan = randomPlan({ learningRate: logUniform(1e-3, 1), units: [2, 4, 8] }, { trials: 200, seed: "s" });
 * plan.rounds; // => [{ trials: 200 }]
 * plan.settings(17).units; // => 4
 */
export function randomPlan<Settings>(space: Space<Settings>, options: RandomSearchOptions): SearchPlan<Settings> {
  return planned("randomPlan", space, options);
}

function planned<Settings>(user: string, space: Space<Settings>, options: RandomSearchOptions): SearchPlan<Settings> {
  checkOptions(user, options, ["better", "trials", "seed"]);
  const better = checkBetter(user, options);
  const trials = checkCount(`${user}: trials`, positiveInteger(`${user}: trials`, options.trials));
  const { seed = 0 } = options;
  const settings = drawnSettings(user, space, seed);
  return planOf(user, { rounds: [{ trials }], better, settings });
}

/** The settings of each trial, by its number. @throws OptionError for what nothing can be drawn from. */
export function drawnSettings<Settings>(
  user: string,
  space: Space<Settings>,
  seed: Seed,
): (number: number) => Settings {
  // A seed that can't be one is told of before anything is drawn.
  seededRandom(seed);
  const draws = settingsIn(user, "space", space).map(([name, from]) => [name, drawing(user, name, from)] as const);
  return (number) => {
    const drawn = draws.map(([name, draw]) => [name, draw(seededRandom(seed, `trial ${number}: ${name}`))]);
    return Object.fromEntries(drawn) as Settings;
  };
}

function drawing(user: string, name: string, from: unknown): (random: Random) => unknown {
  const values = listOf(from);
  if (values !== undefined) return (random) => values[Math.floor(random() * values.length)];
  const { draw } = (from ?? {}) as { draw?: unknown };
  if (typeof draw === "function") return (random) => draw.call(from, random);
  throw new OptionError(
    `${user}: ${name} must be an array of values or a distribution, as logUniform(0.001, 1), but is ${show(from)}.`,
  );
}

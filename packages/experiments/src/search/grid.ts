import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { listOf } from "../list.js";
import { madeSearch, planOf, type SearchPlan } from "./plan.js";
import { checkBetter, checkCount, checkTrain, type SearchOptions, type SearchResult, settingsIn } from "./trials.js";

/** For each setting that is searched for, the values to try. */
export type Grid<Settings> = { readonly [Name in keyof Settings]: readonly Settings[Name][] };

/**
 * Tries every combination of some values, one after the other; the last setting changes fastest.
 *
 * @param train - Trains with the settings that it is given, and gives the number to judge them by: a figure of validation
 *   data, not of what was trained on.
 *
 * @throws OptionError for a grid without values, for options that don't exist, and where `train` gives no number; what
 *   `train` throws, but for a `DivergenceError`, which is a trial's result.
 *
 * @example
 * const { train, test } = trainTestSplit(noisySine({ examples: 60, seed: 1 }), { testFraction: 0.25, seed: 1 });
 * const { best, trials } = await gridSearch({ learningRate: [0.001, 0.1], units: [2, 8] }, {}, async ({ learningRate, units }) => {
 *   const network = new Sequential([new Dense(1, units, { activation: tanh }), new Dense(units, 1, { activation: identity })]);
 *   await network.fit(train, { loss: meanSquaredError, optimizer: new Adam({ learningRate }), epochs: 20, batchSize: 15 });
 *   return network.evaluate(test, { loss: meanSquaredError }).loss;
 * });
 * trials.length; // => 4
 * best.settings.learningRate; // => 0.1
 */
export async function gridSearch<Settings>(
  grid: Grid<Settings>,
  options: SearchOptions,
  train: (settings: Settings, trial: { readonly number: number }) => number | Promise<number>,
): Promise<SearchResult<Settings>> {
  const plan = planned("gridSearch", grid, options);
  checkTrain("gridSearch", train);
  return madeSearch("gridSearch", plan, train);
}

/**
 * The plan of a {@link gridSearch}, whose trials can be made anywhere.
 *
 * @throws OptionError for a grid without values, and for options that don't exist.
 *
 * @example
 * const plan = gridPlan({ learningRate: [0.001, 0.1], units: [2, 8] });
 * plan.rounds; // => [{ trials: 4 }]
 * plan.settings(1); // => { learningRate: 0.001, units: 8 }
 */
export function gridPlan<Settings>(grid: Grid<Settings>, options: SearchOptions = {}): SearchPlan<Settings> {
  return planned("gridPlan", grid, options);
}

function planned<Settings>(user: string, grid: Grid<Settings>, options: SearchOptions): SearchPlan<Settings> {
  checkOptions(user, options, ["better"]);
  const better = checkBetter(user, options);
  const listed = settingsIn(user, "grid", grid).map(([name, given]) => {
    const values = listOf(given);
    if (values !== undefined) return { name, values };
    throw new OptionError(`${user}: ${name} must be an array of the values to try, but is ${show(given)}.`);
  });
  const trials = listed.reduce((product, { values }) => product * values.length, 1);
  checkCount(`${user}: the number of combinations`, trials);
  const settings = (number: number): Settings => {
    let rest = number;
    const chosen = [...listed].reverse().map(({ name, values }) => {
      const place = rest % values.length;
      rest = (rest - place) / values.length;
      return [name, values[place]] as const;
    });
    return Object.fromEntries(chosen.reverse()) as Settings;
  };
  return planOf(user, { rounds: [{ trials }], better, settings });
}

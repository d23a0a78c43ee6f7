import { OptionError } from "@nn/core";
import { checkOptions, show } from "@nn/core/component";
import { listOf } from "../list.js";
import {
  checkCount,
  checkSearch,
  madeTrial,
  ranked,
  type SearchOptions,
  type SearchResult,
  settingsIn,
  type Trial,
} from "./trials.js";

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
  checkOptions("gridSearch", options, ["better"]);
  checkSearch("gridSearch", options, train);
  const trials: Trial<Settings>[] = [];
  for (const [number, settings] of combinations(grid).entries()) {
    trials.push(await madeTrial("gridSearch", { number, settings }, () => train(settings, { number })));
  }
  return { best: ranked(trials, options.better)[0]!, trials };
}

function combinations<Settings>(grid: Grid<Settings>): Settings[] {
  const listed = settingsIn("gridSearch", "grid", grid).map(([name, given]) => {
    const values = listOf(given);
    if (values !== undefined) return { name, values };
    throw new OptionError(`gridSearch: ${name} must be an array of the values to try, but is ${show(given)}.`);
  });
  const count = listed.reduce((product, { values }) => product * values.length, 1);
  checkCount("gridSearch: the number of combinations", count);
  let made: object[] = [{}];
  for (const { name, values } of listed) {
    made = made.flatMap((settings) => values.map((value) => ({ ...settings, [name]: value })));
  }
  return made as Settings[];
}

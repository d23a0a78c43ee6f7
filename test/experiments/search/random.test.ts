import { DivergenceError, Sequential } from "@nn/core";
import { integer, logUniform, randomSearch, type Space, uniform } from "@nn/experiments";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

const space = { rate: logUniform(1e-4, 1), units: integer(1, 8), kind: ["a", "b", "c"], share: uniform(-1, 1) };

test("makes so many trials, one after the other, and gives the first of the best", async () => {
  let running = 0;
  const figures = [3, 1, 2, 1];
  const { best, trials } = await randomSearch(space, { trials: 4 }, async (_, { number }) => {
    expect(++running).toBe(1);
    await Promise.resolve();
    running--;
    return figures[number]!;
  });
  expect(trials.map(({ number, figure }) => [number, figure])).toEqual([
    [0, 3],
    [1, 1],
    [2, 2],
    [3, 1],
  ]);
  expect(best).toBe(trials[1]);
  const most = await randomSearch(space, { trials: 4, better: "more" }, (_, { number }) => figures[number]!);
  expect(most.best.number).toBe(0);
});

test("trial 17 is the same however many there are, whatever else is searched for", async () => {
  const settingsOf = async (of: Space<Record<string, unknown>>, trials: number, seed?: string) =>
    (await randomSearch(of, { trials, seed: seed ?? "s" }, () => 0)).trials[17]!.settings;
  const long = await settingsOf(space, 40);
  expect(await settingsOf(space, 18)).toEqual(long);
  const { rate, units } = space;
  expect(long).toMatchObject((await settingsOf({ units, rate }, 20)) as object);
  expect(await settingsOf(space, 18, "t")).not.toEqual(long);
});

test("draws evenly what its distributions say", async () => {
  const { trials } = await randomSearch(space, { trials: 4000, seed: "many" }, () => 0);
  const drawn = trials.map(({ settings }) => settings);
  const share = (of: readonly boolean[]): number => of.filter(Boolean).length / of.length;
  // Four standard deviations of a share of 1/8 of 4,000 draws are 0.021.
  for (let units = 1; units <= 8; units++) {
    expect(Math.abs(share(drawn.map((each) => each.units === units)) - 1 / 8)).toBeLessThan(0.021);
  }
  for (const kind of "abc") expect(Math.abs(share(drawn.map((each) => each.kind === kind)) - 1 / 3)).toBeLessThan(0.03);
  for (const power of [-4, -3, -2, -1]) {
    const isOfIt = drawn.map(({ rate }) => rate >= 10 ** power && rate < 10 ** (power + 1));
    expect(Math.abs(share(isOfIt) - 1 / 4)).toBeLessThan(0.028);
  }
  expect(Math.abs(share(drawn.map((each) => each.share < 0)) - 1 / 2)).toBeLessThan(0.032);
  expect(drawn.every(({ rate, share: s }) => rate >= 1e-4 && rate <= 1 && s >= -1 && s < 1)).toBe(true);
});

test("a training that diverges is a trial without a figure, and never the best", async () => {
  const train = async ({ learningRate }: { learningRate: number }) => {
    const network = new Sequential([new Dense(1, 1, { activation: identity })]);
    const optimizer = new SGD({ learningRate });
    const options = { loss: meanSquaredError, optimizer, epochs: 500, batchSize: 2, onWarning: () => {} };
    const { reports } = await network.fit({ inputs: [1, 2], targets: [2, 4] }, options);
    return reports.at(-1)!.loss;
  };
  const { best, trials } = await randomSearch({ learningRate: [1e3, 0.1] }, { trials: 8, seed: 2 }, train);
  const failed = trials.filter(({ error }) => error !== undefined);
  expect(failed.length).toBeGreaterThan(0);
  for (const trial of failed) {
    expect(trial).toMatchObject({ figure: Number.NaN, settings: { learningRate: 1e3 } });
    expect(trial.error).toBeInstanceOf(DivergenceError);
  }
  expect(best.settings.learningRate).toBe(0.1);
  const broken = new Error("from train");
  await expect(randomSearch(space, { trials: 2 }, () => Promise.reject(broken))).rejects.toBe(broken);
});

describe("says what is wrong with", () => {
  const reasons: [string, () => unknown, string][] = [
    [
      "the space",
      () => randomSearch(5 as never, { trials: 1 }, () => 0),
      "randomSearch: the space must be an object with a setting at least, as { learningRate: [0.01, 0.1] }, but is 5.",
    ],
    [
      "a setting",
      () => randomSearch({ rate: 5 } as never, { trials: 1 }, () => 0),
      "randomSearch: rate must be an array of values or a distribution, as logUniform(0.001, 1), but is 5.",
    ],
    [
      "no values",
      () => randomSearch({ rate: [] }, { trials: 1 }, () => 0),
      "randomSearch: rate must be an array of values or a distribution, as logUniform(0.001, 1), but is an empty array.",
    ],
    [
      "a figure",
      () => randomSearch(space, { trials: 1 }, () => "low" as never),
      'randomSearch: train must give the number to judge by, as a validation loss, but gave "low" in trial 0.',
    ],
    [
      "train",
      () => randomSearch(space, { trials: 1 }, 5 as never),
      "randomSearch: train must be a function that trains with the settings it is given and gives a number to judge them by, but is 5.",
    ],
    [
      "better",
      () => randomSearch(space, { trials: 1, better: "higher" as never }, () => 0),
      'randomSearch: better must be "less" or "more", but is "higher".',
    ],
    ["trials", () => randomSearch(space, {} as never, () => 0), "randomSearch: trials must be a whole number"],
    [
      "too many",
      () => randomSearch(space, { trials: 1e7 }, () => 0),
      "randomSearch: trials must be at most 1000000, as the results of all are kept, but is 10000000.",
    ],
    ["logUniform", () => logUniform(0, 1), "logUniform: from must be a finite number above 0, but is 0."],
    ["uniform", () => uniform(2, 1), "uniform: to must be above from, which is 2, but is 1."],
    ["integer", () => integer(1, 2.5), "integer: to must be a whole number, but is 2.5."],
  ];
  test.each(reasons)("%s", async (_, call, sentence) => {
    await expect((async () => call())()).rejects.toThrow(sentence);
  });
});

import { gridPlan, gridSearch, halvingPlan, halvingSearch, integer, logUniform, randomPlan } from "@nn/experiments";
import { describe, expect, test } from "vitest";

const space = { rate: logUniform(1e-4, 1), units: integer(1, 1000) };

/** Makes a round in any order, as several processes would. */
const made = (numbers: readonly number[], figure: (number: number) => number) =>
  [...numbers].reverse().map((number) => ({ number, figure: figure(number) }));

test("a grid's trial is known by its number alone", async () => {
  const grid = { rate: [1, 2], kind: ["a", "b", "c"], isDeep: [false, true] };
  const plan = gridPlan(grid);
  const { trials } = await gridSearch(grid, {}, () => 0);
  expect(plan.rounds).toEqual([{ trials: 12 }]);
  expect(trials.map(({ number }) => plan.settings(number))).toEqual(trials.map(({ settings }) => settings));
  expect(plan.settings(7)).toEqual({ rate: 2, kind: "a", isDeep: true });
  expect(Object.keys(plan.settings(7))).toEqual(["rate", "kind", "isDeep"]);
});

test("trial 17 is the same in every plan of a space and a seed, asked for in any order", () => {
  const plan = randomPlan(space, { trials: 200, seed: "s" });
  const seventeenth = plan.settings(17);
  plan.settings(3);
  expect(plan.settings(17)).toEqual(seventeenth);
  expect(randomPlan(space, { trials: 18, seed: "s" }).settings(17)).toEqual(seventeenth);
  const halving = halvingPlan(space, { trials: 50, leastBudget: 1, mostBudget: 9, seed: "s" });
  expect(halving.settings(17)).toEqual(seventeenth);
});

describe("halving", () => {
  const options = { trials: 30, leastBudget: 2, mostBudget: 20, seed: "h" };
  const plan = halvingPlan(space, options);

  test("is laid out before a trial is made, and goes on by the results, whatever their order", async () => {
    expect(plan.rounds).toEqual([
      { trials: 30, budget: 2 },
      { trials: 10, budget: 6 },
      { trials: 3, budget: 18 },
      { trials: 1, budget: 20 },
    ]);
    const figure = (number: number) => plan.settings(number).units;
    const { trials } = await halvingSearch(space, options, ({ units }) => units);
    let round: { number: number; figure: number }[] = [];
    const numbers = plan.rounds.map((_, place) => {
      const going = plan.numbers(place, round);
      round = made(going, figure);
      return going;
    });
    expect(numbers.flat()).toEqual(trials.map(({ number }) => number));
  });

  test("has the first of those that are as good go on", () => {
    const numbers = plan.numbers(
      1,
      made(plan.numbers(0, []), (number) => (number === 4 ? -Infinity : Infinity)),
    );
    expect(numbers).toEqual([4, 0, 1, 2, 3, 5, 6, 7, 8, 9]);
  });

  test("is over where all trainings diverged, and shorter where some did", () => {
    const all = plan.numbers(0, []);
    expect(
      plan.numbers(
        1,
        made(all, () => Number.NaN),
      ),
    ).toEqual([]);
    expect(
      plan.numbers(
        1,
        made(all, (number) => (number < 28 ? Number.NaN : number)),
      ),
    ).toEqual([28, 29]);
  });
});

test("says which trials there are", () => {
  for (const number of [-1, 12, 1.5, "3"]) {
    expect(() => randomPlan(space, { trials: 12 }).settings(number as number)).toThrow(
      /^randomPlan: the search has the trials 0 to 11, but was asked for trial /,
    );
  }
  expect(() => gridPlan({ rate: [] })).toThrow("gridPlan: rate must be an array of the values to try");
  expect(() => halvingPlan(space, { trials: 3, leastBudget: 3, mostBudget: 2 })).toThrow(
    "halvingPlan: mostBudget must",
  );
});

import { DivergenceError, Sequential } from "@nn/core";
import { gridSearch, halvingPlan, halvingSearch, integer, randomPlan, randomSearch } from "@nn/experiments";
import { Dense, identity } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { describe, expect, test } from "vitest";

describe("a grid", () => {
  test("is gone through with the last setting fastest", async () => {
    const { best, trials } = await gridSearch(
      { rate: [1, 2], kind: ["a", "b"] },
      { better: "more" },
      ({ rate, kind }) => (kind === "b" ? rate : 0),
    );
    expect(trials.map(({ number, settings }) => [number, settings.rate, settings.kind])).toEqual([
      [0, 1, "a"],
      [1, 1, "b"],
      [2, 2, "a"],
      [3, 2, "b"],
    ]);
    expect(best.number).toBe(3);
  });

  test("needs values for each setting", async () => {
    await expect(gridSearch({ rate: [] }, {}, () => 0)).rejects.toThrow(
      "gridSearch: rate must be an array of the values to try, but is an empty array.",
    );
    await expect(gridSearch([] as never, {}, () => 0)).rejects.toThrow(
      "gridSearch: the grid must be an object with a setting at least",
    );
    await expect(gridSearch({}, {}, () => 0)).rejects.toThrow("with a setting at least");
    const many = Object.fromEntries([..."abcdefgh"].map((name) => [name, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]));
    await expect(gridSearch(many, {}, () => 0)).rejects.toThrow(
      "gridSearch: the number of combinations must be at most 1000000, as the results of all are kept, but is 100000000.",
    );
    await expect(gridSearch({ rate: [1] }, { trials: 3 } as never, () => 0)).rejects.toThrow(/has no option "trials"/);
  });
});

describe("successive halving", () => {
  const space = { x: integer(0, 1000) };
  const options = { trials: 9, leastBudget: 2, mostBudget: 20, seed: "h" };

  test("gives the best third three times as much, and the last round the most", async () => {
    const { best, trials } = await halvingSearch(space, options, ({ x }) => x);
    const { trials: drawn } = await randomSearch(space, { trials: 9, seed: "h" }, ({ x }) => x);
    const sorted = drawn.toSorted((a, b) => a.figure - b.figure).map(({ number }) => number);
    expect(trials.map(({ number, budget }) => [number, budget])).toEqual([
      ...drawn.map(({ number }) => [number, 2]),
      ...sorted.slice(0, 3).map((number) => [number, 6]),
      [sorted[0], 18],
      [sorted[0], 20],
    ]);
    expect(best).toBe(trials.at(-1));
    expect(trials.slice(0, 9).map(({ settings }) => settings)).toEqual(drawn.map(({ settings }) => settings));
  });

  test("judges by the last round alone", async () => {
    // What is best with little is worst with much, and the other way round.
    const { best, trials } = await halvingSearch(space, { ...options, factor: 2 }, ({ x }, { budget }) =>
      budget === 2 ? x : -x,
    );
    const last = trials.filter(({ budget }) => budget === 20);
    expect(best.figure).toBe(Math.min(...last.map(({ figure }) => figure)));
  });

  test("what diverged doesn't come back, and a search in which all diverge ends", async () => {
    const diverging = async ({ x }: { x: number }) => {
      const network = new Sequential([new Dense(1, 1, { activation: identity })]);
      const optimizer = new SGD({ learningRate: x });
      const data = { inputs: [1, 2], targets: [2, 4] };
      await network.fit(data, { loss: meanSquaredError, optimizer, epochs: 500, batchSize: 2, onWarning: () => {} });
      return x;
    };
    const { trials } = await halvingSearch({ x: [0.1, 1e3] }, options, diverging);
    const failed = trials.filter(({ error }) => error !== undefined);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every(({ budget }) => budget === 2)).toBe(true);
    const none = await halvingSearch({ x: [1e3] }, options, diverging);
    expect([none.trials.length, none.best.figure, none.best.error]).toEqual([
      9,
      Number.NaN,
      expect.any(DivergenceError),
    ]);
  });

  test("refuses budgets that don't grow", async () => {
    await expect(halvingSearch(space, { ...options, mostBudget: 1 }, () => 0)).rejects.toThrow(
      "halvingSearch: mostBudget must be at least leastBudget, which is 2, but is 1.",
    );
    await expect(halvingSearch(space, { ...options, factor: 1 }, () => 0)).rejects.toThrow(
      "halvingSearch: factor must be at least 2, but is 1: each round would be as the one before.",
    );
  });
});

test("a seed that can't be one is refused before anything is drawn", () => {
  const space = { x: [1, 2] };
  for (const seed of [null, Number.NaN, {}, ["s"]] as never[]) {
    const refusal = expect.objectContaining({
      name: "OptionError",
      message: expect.stringMatching(/^A seed is a string or a finite number, but got /),
    });
    expect(() => randomPlan(space, { trials: 3, seed })).toThrow(refusal);
    expect(() => halvingPlan(space, { trials: 3, leastBudget: 1, mostBudget: 9, seed })).toThrow(refusal);
  }
});

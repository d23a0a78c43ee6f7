import { seededRandom } from "@nn/core";
import { normal, type Random, restoreRandom, uniform } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { describe, expect, test } from "vitest";

const DRAWS = 100_000;

/** `count` numbers of a rule that draws one at a time. */
function draws(count: number, draw: (random: Random) => number, seed: Seed = "draws"): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => draw(random));
}

/** The mean of a power of the numbers' distances from a centre. */
function moment(values: readonly number[], power: number, centre = 0): number {
  return values.reduce((sum, value) => sum + (value - centre) ** power, 0) / values.length;
}

describe("uniform", () => {
  test("is even over its range: moments and tenths", () => {
    const values = draws(DRAWS, (random) => uniform(random, -3, 5));
    expect(Math.min(...values.slice(0, 10_000))).toBeGreaterThanOrEqual(-3);
    expect(values.every((value) => value >= -3 && value < 5)).toBe(true);
    // The mean of n draws deviates by √(64/12/n) = 0.007, the variance by √(64²/180/n) = 0.015.
    expect(Math.abs(moment(values, 1) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(values, 2, 1) - 64 / 12)).toBeLessThan(0.06);
    for (let tenth = 0; tenth < 10; tenth++) {
      const inside = values.filter((value) => Math.floor((value + 3) / 0.8) === tenth).length;
      expect(Math.abs(inside - DRAWS / 10)).toBeLessThan(400);
    }
  });

  test("is the source's own number unless bounds are given", () => {
    expect(uniform(seededRandom(5))).toBe(seededRandom(5)());
  });

  test("never reaches the upper bound, though its last step below it may round up", () => {
    const largest = 1 - 2 ** -53;
    expect(uniform(() => largest, 1, 2)).toBeLessThan(2);
    expect(uniform(() => largest, -1, 1)).toBeLessThan(1);
  });
});

describe("normal", () => {
  test("has the moments and the shares of the normal distribution", () => {
    const values = draws(DRAWS, (random) => normal(random));
    expect(Math.abs(moment(values, 1))).toBeLessThan(4 / Math.sqrt(DRAWS));
    expect(Math.abs(moment(values, 2) - 1)).toBeLessThan(4 * Math.sqrt(2 / DRAWS));
    expect(Math.abs(moment(values, 3))).toBeLessThan(4 * Math.sqrt(15 / DRAWS));
    expect(Math.abs(moment(values, 4) - 3)).toBeLessThan(4 * Math.sqrt(96 / DRAWS));
    for (const [deviations, share] of [
      [1, 0.682689],
      [2, 0.9545],
      [3, 0.9973],
    ] as const) {
      const inside = values.filter((value) => Math.abs(value) < deviations).length / DRAWS;
      expect(Math.abs(inside - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / DRAWS));
    }
  });

  test("is moved by its mean and stretched by its deviation", () => {
    const standard = draws(50, (random) => normal(random));
    expect(draws(50, (random) => normal(random, 3, 2))).toEqual(standard.map((value) => 3 + 2 * value));
    expect(draws(3, (random) => normal(random, 7, 0))).toEqual([7, 7, 7]);
  });

  test("keeps nothing: the state of the source is the only state", () => {
    const random = seededRandom("lab-0");
    normal(random);
    const saved = random.state();
    expect(normal(restoreRandom(saved))).toBe(normal(random));
  });

  test("gives the numbers it has always given", () => {
    expect(draws(3, (random) => normal(random), "lab-0")).toMatchInlineSnapshot(`
      [
        0.4857613914855697,
        -0.3171565154550286,
        -0.5719942325032386,
      ]
    `);
  });
});

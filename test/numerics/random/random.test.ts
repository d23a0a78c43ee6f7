import { OptionError, seededRandom } from "@nn/core";
import { permutation, permute, type Random, restoreRandom } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { describe, expect, test } from "vitest";

const DRAWS = 100_000;

/** `count` numbers of a rule that draws one at a time. */
function draws(count: number, draw: (random: Random) => number, seed: Seed = "draws"): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => draw(random));
}

describe("a seeded source", () => {
  test("gives the numbers it has always given", () => {
    expect(draws(3, (random) => random(), "lab-0")).toEqual([
      0.13943067087739347, 0.9050760645486953, 0.8691808870980755,
    ]);
    expect(draws(2, (random) => random(), 42)).toEqual([0.6848634964661496, 0.8455933186223463]);
  });

  test("gives the same numbers for the same seed, and others for another", () => {
    const first = draws(100, (random) => random(), "lab-0");
    expect(draws(100, (random) => random(), "lab-0")).toEqual(first);
    for (const other of ["lab-1", "lab-0 ", "Lab-0", "", 0]) {
      const shared = draws(100, (random) => random(), other).filter((value) => first.includes(value));
      expect(shared).toEqual([]);
    }
  });

  test("takes a number for what it prints as", () => {
    expect(seededRandom(42)()).toBe(seededRandom("42")());
    expect(seededRandom(-1.5)()).toBe(seededRandom("-1.5")());
  });

  test("gives multiples of 2^-53 in [0, 1), the odd ones as often as the even ones", () => {
    const wholes = draws(DRAWS, (random) => random() * 2 ** 53, "bits");
    expect(wholes.every((whole) => Number.isInteger(whole) && whole >= 0 && whole < 2 ** 53)).toBe(true);
    const odd = wholes.filter((whole) => whole % 2 === 1).length / DRAWS;
    expect(Math.abs(odd - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / DRAWS));
  });

  test("goes on with the same bits where its state was saved, also after a way through JSON", () => {
    const random = seededRandom("lab-0");
    for (let i = 0; i < 1000; i++) random();
    const saved = random.state();
    const text = JSON.stringify(saved);
    const next = Array.from({ length: 1000 }, random);
    expect(Array.from({ length: 1000 }, restoreRandom(saved))).toEqual(next);
    expect(Array.from({ length: 1000 }, restoreRandom(JSON.parse(text)))).toEqual(next);
  });

  test("can save a restored source again", () => {
    const random = seededRandom(1);
    random();
    const restored = restoreRandom(random.state());
    restored();
    random();
    expect(restored.state()).toEqual(random.state());
    expect(restoreRandom(restored.state())()).toBe(random());
  });

  test("refuses a seed that isn't a string or a finite number", () => {
    expect(() => seededRandom(Number.NaN)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: A seed is a string or a finite number, but got NaN.]`,
    );
    expect(() => seededRandom(undefined as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: A seed is a string or a finite number, but got undefined.]`,
    );
    expect(() => seededRandom({} as never)).toThrowErrorMatchingInlineSnapshot(
      `[OptionError: A seed is a string or a finite number, but got an object.]`,
    );
  });

  test("refuses to go on from what isn't a state", () => {
    expect(() => restoreRandom({} as never)).toThrow(OptionError);
    expect(() => restoreRandom(undefined as never)).toThrow(OptionError);
    expect(() => restoreRandom({ c: 1, s0: 0.5, s1: 0.5, s2: Number.NaN })).toThrow(OptionError);
  });
});

describe("permute and permutation", () => {
  test("take each of the 6 orders of 3 equally often", () => {
    const random = seededRandom("orders");
    const counts = new Map<string, number>();
    for (let i = 0; i < 60_000; i++) {
      const order = permutation(random, 3).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(["012", "021", "102", "120", "201", "210"]);
    // A count deviates by √(60000 · 1/6 · 5/6) = 91.
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(4 * 91);
  });

  test("keep every item, in place, in any kind of list", () => {
    const words = ["a", "b", "c", "d", "e"];
    permute(seededRandom(3), words);
    expect([...words].sort()).toEqual(["a", "b", "c", "d", "e"]);
    const rows = permutation(seededRandom(3), 1000);
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, row) => row));
  });

  test("order words and rows alike, from the same seed", () => {
    const words = ["0", "1", "2", "3", "4", "5", "6", "7"];
    permute(seededRandom("lab-0"), words);
    expect(words.join(" ")).toBe(permutation(seededRandom("lab-0"), 8).join(" "));
    expect(words.join(" ")).toBe("7 0 4 2 3 5 6 1");
  });

  test("have nothing to do for none and for one", () => {
    expect([...permutation(seededRandom(1), 0)]).toEqual([]);
    expect([...permutation(seededRandom(1), 1)]).toEqual([0]);
  });
});

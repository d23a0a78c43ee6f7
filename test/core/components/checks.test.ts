import {
  type Bounds,
  checkOptions,
  finiteNumber,
  formatShape,
  positiveInteger,
  rateAt,
  sameShape,
  sizeOf,
  suggestion,
} from "@nn/core/component";
import { describe, expect, test } from "vitest";

describe("a suggestion after a misspelt name", () => {
  const known = ["learningRate", "momentum", "nesterov"];

  test("is the nearest name, whatever its case", () => {
    expect(suggestion("learnRate", known)).toBe('Did you mean "learningRate"?');
    expect(suggestion("LEARNINGRATE", known)).toBe('Did you mean "learningRate"?');
    expect(suggestion("momentun", known)).toBe('Did you mean "momentum"?');
    expect(suggestion("netserov", known)).toBe('Did you mean "nesterov"?');
  });

  test("is all names where none is near", () => {
    expect(suggestion("decay", known)).toBe("It has: learningRate, momentum, nesterov.");
    expect(suggestion("", known)).toBe("It has: learningRate, momentum, nesterov.");
  });

  test("is no name that has no letter in common, however short both are", () => {
    expect(suggestion("K", ["L1", "L2"])).toBe("It has: L1, L2.");
    expect(suggestion("q", ["z"])).toBe("It has: z.");
    expect(suggestion("no", ["L1"])).toBe("It has: L1.");
    expect(suggestion("", ["x"])).toBe("It has: x.");
    expect(suggestion("L", ["L1", "max"])).toBe('Did you mean "L1"?');
    expect(suggestion("l2", ["L1", "L2"])).toBe('Did you mean "L2"?');
  });

  test("says so where there are no names", () => {
    expect(suggestion("anything", [])).toBe("It has none.");
  });
});

describe("checkOptions", () => {
  test("lets known names through, also without a value", () => {
    expect(() => checkOptions("SGD", {}, ["momentum"])).not.toThrow();
    expect(() => checkOptions("SGD", { momentum: undefined }, ["momentum"])).not.toThrow();
  });

  test("isn't fooled by names that every object has", () => {
    expect(() => checkOptions("SGD", { toString: 1 }, ["momentum"])).toThrow(/SGD has no option "toString"/);
  });
});

describe("positiveInteger", () => {
  test("passes whole numbers of at least 1 on, and nothing else", () => {
    expect([1, 7, 2 ** 40].map((value) => positiveInteger("n", value))).toEqual([1, 7, 2 ** 40]);
    for (const value of [0, -1, 1.5, Number.NaN, Infinity, "3", null, undefined, [3]]) {
      expect(() => positiveInteger("n", value as number)).toThrow(/^n must be a whole number of at least 1, but is /);
    }
  });
});

describe("finiteNumber", () => {
  test("passes its bounds and what is between on", () => {
    expect([0, 0.5].map((value) => finiteNumber("p", value, { atLeast: 0, below: 1 }))).toEqual([0, 0.5]);
    expect(finiteNumber("p", -1e300)).toBe(-1e300);
  });

  test("says which bounds there are", () => {
    const refused = (value: number, bounds?: Bounds) => () => finiteNumber("p", value, bounds);
    expect(refused(1, { atLeast: 0, below: 1 })).toThrow(
      "p must be a finite number of at least 0 and below 1, but is 1.",
    );
    expect(refused(0, { above: 0 })).toThrow("p must be a finite number above 0, but is 0.");
    expect(refused(Infinity)).toThrow("p must be a finite number, but is Infinity.");
    expect(refused("3" as never)).toThrow('p must be a finite number, but is "3".');
  });
});

describe("rateAt", () => {
  test("is the number, or the function of the step", () => {
    expect(rateAt(0.3, 7)).toBe(0.3);
    expect(rateAt((step) => 1 / step, 4)).toBe(0.25);
    expect(rateAt(() => 0, 1)).toBe(0);
  });

  test("refuses what isn't a finite number of at least 0", () => {
    for (const rate of [-0.1, Number.NaN, Infinity, undefined, "0.1", null, [], true]) {
      expect(() => rateAt(() => rate as number, 3), String(rate)).toThrow(/^The learning rate at step 3 must be /);
    }
  });
});

test("shapes have a size, a form people read, and an order", () => {
  expect([[5], [2, 3], [28, 28, 3], []].map(sizeOf)).toEqual([5, 6, 2352, 1]);
  expect([[5], [2, 3], [28, 28, 3]].map(formatShape)).toEqual(["5", "2×3", "28×28×3"]);
  expect([sameShape([2, 3], [2, 3]), sameShape([2, 3], [3, 2]), sameShape([6], [6, 1])]).toEqual([true, false, false]);
});

import { lossCode, lossOfCode, spreadOf } from "@nn/explain";
import { describe, expect, test } from "vitest";

describe("the code of a loss", () => {
  test("says it to within 0.12 %", () => {
    for (let loss = 1e-17; loss < 1e6; loss *= 1.37) {
      const code = lossCode(loss);
      expect(code).toMatch(/^[2-9B-DF-HJ-NP-TV-Z]{4}$/);
      expect(Math.abs(lossOfCode(code)! / loss - 1)).toBeLessThan(0.0012);
      expect(lossOfCode(` ${code.toLowerCase()} `)).toBe(lossOfCode(code));
    }
  });

  test("of 0, and of a training that diverged", () => {
    expect(lossOfCode(lossCode(0))).toBe(1e-18);
    expect(lossOfCode(lossCode(Number.POSITIVE_INFINITY))).toBe(Number.POSITIVE_INFINITY);
    expect(lossOfCode(lossCode(1e30))).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  test("is none with one letter mistyped, or two beside each other changed", () => {
    const letters = [..."23456789BCDFGHJKLMNPQRSTVWXYZ"];
    for (const loss of [0, 1e-9, 0.0015, 0.125, 0.25, 3]) {
      const code = lossCode(loss);
      for (let place = 0; place < 4; place++) {
        for (const letter of letters) {
          if (letter !== code[place])
            expect(lossOfCode(code.slice(0, place) + letter + code.slice(place + 1))).toBe(null);
        }
        const swapped = code.slice(0, place) + (code[place + 1] ?? "") + code[place] + code.slice(place + 2);
        if (swapped !== code) expect(lossOfCode(swapped)).toBe(null);
      }
    }
    for (const text of ["", "AAAA", "222", "22222"]) expect(lossOfCode(text)).toBe(null);
  });

  test("what is no loss", () => {
    for (const loss of [-1, Number.NaN, "0.5"]) {
      expect(() => lossCode(loss as number)).toThrow("lossCode takes a loss, a number of at least 0, but got");
    }
  });
});

describe("the spread of losses", () => {
  test.each([
    [[3], 3],
    [[2, 1], 1.5],
    [[4, 1, 8, 2], 3],
    [[1, 2, 9], 2],
    [[1, Number.POSITIVE_INFINITY], Number.POSITIVE_INFINITY],
  ])("has the middle of %s", (losses, median) => {
    expect(spreadOf(losses).median).toBe(median);
  });

  test("counts those that are stuck, and puts dots of the same power of ten above one another", () => {
    const { stuck, share, median, dots, learnt } = spreadOf([0.13, 0, 0.001, 0.0011, Number.POSITIVE_INFINITY]);
    expect({ stuck, share, median, learnt }).toEqual({ stuck: 2, share: 0.4, median: 0.0011, learnt: 0.01 });
    expect(dots.map(({ exponent, above }) => [exponent, above])).toEqual([
      [-18, 0],
      [-3, 0],
      [-3, 1],
      [-1, 0],
      [Number.POSITIVE_INFINITY, 0],
    ]);
    expect(spreadOf([0.13], { learnt: 0.2 }).stuck).toBe(0);
  });

  test("what is refused", () => {
    expect(() => spreadOf([])).toThrow(
      "spreadOf takes losses, at least one, as in [0.001, 0.13], but got an empty array.",
    );
    expect(() => spreadOf([0.1, -1])).toThrow("spreadOf: losses[1] must be a number of at least 0, but is -1.");
    expect(() => spreadOf([0.1], { learned: 1 } as never)).toThrow('spreadOf has no option "learned".');
  });
});

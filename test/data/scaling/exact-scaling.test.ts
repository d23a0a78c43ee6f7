import { minMax, Scaler, standardize } from "@nn/data";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { above, below, exact, exactMoments } from "./exact.js";

const asRows = (column: readonly number[]) => column.map((x) => [x]);
const { MAX_VALUE, MIN_VALUE } = Number;

/** Holds a scaler's mean and deviation against exact arithmetic, in whole numbers of any length. */
function expectExact(column: readonly number[]): void {
  const { offset, scale } = standardize(asRows(column));
  const [mean, deviation] = [offset[0]!, scale[0]!];
  const { sum, squares, n } = exactMoments(column);
  if (squares === 0n) {
    expect([mean, deviation]).toEqual([column[0]! + 0, 1]);
    return;
  }
  // σ lies between its two neighbours: their squares are on either side of the exact variance, times n³.
  expect(n ** 3n * exact(below(deviation)) ** 2n <= squares).toBe(true);
  if (deviation < MAX_VALUE) expect(n ** 3n * exact(above(deviation)) ** 2n >= squares).toBe(true);
  // So does the mean, or it is as near as makes no difference to the deviation.
  const slack = (n * exact(deviation)) >> 80n;
  expect(n * exact(below(mean)) <= sum + slack && sum - slack <= n * exact(above(mean))).toBe(true);
}

describe("standardize is exact to a unit of the last digit", () => {
  test.each<[string, number[], number, number]>([
    ["numbers whose mean isn't one", [1e15, 1e15 + 0.125], 1e15, 0.0625],
    ["neighbours", [1, 1 + 2 ** -52], 1, 2 ** -53],
    ["neighbours far from 0", [-1e300, below(-1e300)], -1e300, (-1e300 - below(-1e300)) / 2],
    ["tiny numbers", [1e-200, -1e-200], 0, 1e-200],
    ["the least numbers", [-3 * MIN_VALUE, 3 * MIN_VALUE], 0, 3 * MIN_VALUE],
    ["a deviation below the least number", [0, 0, 0, MIN_VALUE], 0, MIN_VALUE],
    ["huge numbers", [-1.7e308, 1.7e308], 0, 1.7e308],
    ["the largest numbers", [MAX_VALUE, -MAX_VALUE], 0, MAX_VALUE],
    [
      "huge numbers that lie close together",
      [MAX_VALUE, below(MAX_VALUE)],
      below(MAX_VALUE),
      (MAX_VALUE - below(MAX_VALUE)) / 2,
    ],
    ["a constant that sums don't keep", [0.1, 0.1, 0.1], 0.1, 1],
    ["a constant near the largest number", [1.7e308, 1.7e308, 1.7e308], 1.7e308, 1],
    ["a constant of the least number", [MIN_VALUE, MIN_VALUE], MIN_VALUE, 1],
    ["zeros of either sign", [0, -0], 0, 1],
    ["one huge number among small ones", [1, 2, 3, 1e308], 2.5e307, 4.330127018922193e307],
    ["sums that cancel", [1e16, 1, -1e16], 1 / 3, 8164965809277260],
  ])("%s", (_, column, mean, deviation) => {
    expect(standardize(asRows(column)).toJSON()).toEqual({ name: "standardize", offset: [mean], scale: [deviation] });
    expectExact(column);
  });

  const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
  const close = fc
    .tuple(anyNumber, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }))
    .map(([x, steps]) => steps.map((step) => x * (1 + step * 2 ** -52)).filter(Number.isFinite))
    .filter((column) => column.length > 0);
  const even = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 50 });
  const measured = fc.array(
    fc.integer({ min: -1e9, max: 1e9 }).map((x) => x / 1000),
    { minLength: 1, maxLength: 200 },
  );
  test.each([
    ["any numbers", fc.array(anyNumber, { minLength: 1, maxLength: 20 })],
    ["numbers that lie close together", close],
    ["numbers of one size", even],
    ["decimals", measured],
  ])("%s, compared with whole numbers of any length", (_, columns) => {
    fc.assert(fc.property(columns, expectExact), { seed: 14, numRuns: 200 });
  });

  test("a column is scaled as if no other were there, whatever the order of the rows", () => {
    const rows = [
      [1e15, 5e-324, 1e308],
      [1e15 + 0.125, 0, -1e308],
      [1e15 + 0.25, 5e-324, 1e308],
    ];
    const together = standardize(rows);
    expect(together.scale).toEqual([0, 1, 2].map((c) => standardize(rows.map((row) => [row[c]!])).scale[0]));
    expect(standardize(rows.toReversed()).scale).toEqual(together.scale);
  });
});

describe("minMax", () => {
  test.each<[string, number[]]>([
    ["a subnormal range", [0, 1e-310, 5e-311]],
    ["the least range", [0, MIN_VALUE]],
    ["neighbours", [1, 1 + 2 ** -52]],
    ["a huge range", [-8e307, 8e307, 1e300]],
    ["zeros of either sign", [-0, 0, -0]],
  ])("of %s puts its ends on 0 and 1", (_, column) => {
    const scaled = minMax(asRows(column)).transform(asRows(column)).flat();
    const constant = Math.max(...column) === Math.min(...column);
    expect([Math.min(...scaled), Math.max(...scaled)]).toEqual([0, constant ? 0 : 1]);
  });

  test("refuses a range above the largest number", () => {
    expect(() => minMax([[-1e308], [1e308]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: minMax: column 0 reaches from -1e+308 to 1e+308, which is wider than the largest number, 1.8e308. Divide its numbers by 2 first. Counts start at 0.]`,
    );
  });
});

describe("what is scaled is a finite number, or a sentence", () => {
  test("a range of nearly nothing", () => {
    expect(() => minMax([[0], [1e-310]]).transform([[5e-311], [1]])).toThrowErrorMatchingInlineSnapshot(
      `[DataError: minMax: row 1, number 0, is 1; with the offset 0 and the scale 1e-310 it comes to more than the largest number, 1.8e308. Counts start at 0.]`,
    );
  });

  test.each<[number, number, number, number]>([
    [1.7e308, -1.7e308, 1.7e308, 2],
    [-1.7e308, 1.7e308, 1e308, -3.4],
    [MAX_VALUE, -MAX_VALUE, MAX_VALUE, 2],
    [5e-324, 0, 1e-323, 0.5],
  ])("%d less %d, divided by %d, is %d, and back", (x, offset, scale, scaled) => {
    const scaler = new Scaler({ name: "own", offset: [offset], scale: [scale] });
    expect(scaler.transform([[x]])).toEqual([[scaled]]);
    expect(scaler.inverse([[scaled]])).toEqual([[x]]);
  });

  test("scaled back beyond the largest number", () => {
    expect(() => minMax([[0], [1e308]]).inverse([[0.5], [2]])).toThrow(
      "minMax: row 1, number 0, is 2; with the offset 0 and the scale 1e+308 it comes to more than the largest number",
    );
  });

  test("with any scaler of finite numbers", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const scalers = fc.record({ offset: number, scale: number.filter((scale) => scale !== 0) });
    fc.assert(
      fc.property(scalers, number, fc.constantFrom("transform" as const, "inverse" as const), (data, x, way) => {
        const scaler = new Scaler({ name: "own", offset: [data.offset], scale: [data.scale] });
        try {
          const result = scaler[way]([[x]])[0]![0]!;
          expect(Number.isFinite(result) && !Object.is(result, -0)).toBe(true);
        } catch (error) {
          expect(String(error)).toMatch(/^DataError: own: row 0, number 0, is .*1\.8e308\. Counts start at 0\.$/);
        }
      }),
      { seed: 14, numRuns: 1000 },
    );
  });
});

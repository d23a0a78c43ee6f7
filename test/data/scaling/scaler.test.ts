import { minMax, type Rows, Scaler, shift, standardize } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";
import { measured, people } from "../../fixtures/people.mjs";

const table: fc.Arbitrary<number[][]> = fc.integer({ min: 1, max: 4 }).chain((width) => {
  const value = fc.oneof(
    fc.integer({ min: -10_000_000, max: 10_000_000 }).map((tenths) => tenths / 10),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.constantFrom(0, 0.1, 1e-9),
  );
  return fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1 });
});

test("shift gives the lab's numbers", () => {
  expect(shift([135, 66]).transform(measured)).toEqual(people.inputs);
});

test("standardize measures means and biased standard deviations", () => {
  const { name, offset, scale } = standardize(measured);
  expect(name).toBe("standardize");
  expect(offset).toEqual([141.25, 66.75]);
  // Σ (x − μ)² is 68.0625 + 351.5625 + 115.5625 + 451.5625, and 3.0625 + 27.5625 + 10.5625 + 45.5625.
  expect(scale[0]).toBeCloseTo(Math.sqrt(986.75 / 4), 12);
  expect(scale[1]).toBeCloseTo(Math.sqrt(86.75 / 4), 12);
});

test("minMax measures the least and the greatest", () => {
  expect(minMax(measured)).toMatchObject({ name: "minMax", offset: [120, 60], scale: [40, 12] });
  expect(minMax(measured).transform([[130, 78]])).toEqual([[0.25, 1.5]]);
});

test.each([standardize, minMax])("%o keeps the unit of a constant column", (make) => {
  // The sum of three 0.1 is not three times 0.1: a mean by that sum would leave a deviation from rounding.
  const scaler = make([[0.1], [0.1], [0.1]]);
  expect(scaler.toJSON()).toEqual({ name: make.name, offset: [0.1], scale: [1] });
  expect(scaler.transform([[0.1], [1.1]])).toEqual([[0], [1]]);
});

test("standardized training rows have the mean 0 and the standard deviation 1", () => {
  fc.assert(
    fc.property(table, (rows) => {
      const scaler = standardize(rows);
      const scaled = scaler.transform(rows);
      for (let column = 0; column < rows[0]!.length; column++) {
        const values = scaled.map((row) => row[column]!);
        const spread = Math.max(...rows.map((row) => row[column]!)) - Math.min(...rows.map((row) => row[column]!));
        // Columns that rounding makes almost constant have no meaningful digits left.
        if (spread > 0 && spread < 1e-6) continue;
        expect(values.reduce((a, b) => a + b) / rows.length).toBeCloseTo(0, 6);
        const variance = values.reduce((sum, x) => sum + x * x, 0) / rows.length;
        expect(variance).toBeCloseTo(spread === 0 ? 0 : 1, 6);
      }
    }),
  );
});

test("minMax puts training rows into [0, 1], and its ends on the ends", () => {
  fc.assert(
    fc.property(table, (rows) => {
      const scaled = minMax(rows).transform(rows);
      for (let column = 0; column < rows[0]!.length; column++) {
        const values = scaled.map((row) => row[column]!);
        const constant = rows.every((row) => row[column] === rows[0]![column]);
        expect(Math.min(...values)).toBe(0);
        expect(Math.max(...values)).toBe(constant ? 0 : 1);
      }
    }),
  );
});

test.each([standardize, minMax, (rows: Rows) => shift(rows[0]!)])("%o: inverse gives the rows back", (make) => {
  fc.assert(
    fc.property(table, (rows) => {
      const scaler = make(rows);
      const before = structuredClone(rows);
      const back = scaler.inverse(scaler.transform(rows));
      expect(rows).toEqual(before);
      for (const [r, row] of rows.entries()) {
        for (const [column, x] of row.entries()) expect(Math.abs(back[r]![column]! - x)).toBeLessThan(1e-8);
      }
    }),
  );
});

test("comes back from JSON the same", () => {
  const scaler = standardize(measured);
  const restored = new Scaler(JSON.parse(JSON.stringify(scaler)));
  expect(restored).toEqual(scaler);
  expect(restored.transform(measured)).toEqual(scaler.transform(measured));
});

test("keeps what it was given, whatever becomes of the arrays", () => {
  const offset = [135, 66];
  const scaler = shift(offset);
  offset[0] = 0;
  expect(scaler.transform([[135, 66]])).toEqual([[0, 0]]);
});

test("refuses rows that it can't learn from", () => {
  expect(() => standardize([])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: standardize learns from rows of at least one number each, as in [[133, 65]], but got undefined.]`,
  );
  expect(() => minMax([[]])).toThrow("minMax learns from rows of at least one number each");
  expect(() => standardize([[1, 2], [3]])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The rows for standardize must have 2 numbers each, but row 1 has 1. Counts start at 0.]`,
  );
  expect(() => minMax([[1], [Number.NaN]])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: The rows for minMax must be finite numbers, but row 1, number 0, is NaN. Counts start at 0.]`,
  );
  expect(() => shift([1, Infinity])).toThrow(
    "shift takes a finite number for each column, but number 1 is Infinity. Counts start at 0.",
  );
});

test.each(["transform", "inverse"] as const)("%s refuses rows that don't fit", (way) => {
  const scaler = minMax(measured);
  expect(() => scaler[way]([[1, 2], [3]])).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The rows for minMax must have 2 numbers each, but row 1 has 1. Counts start at 0.]`,
  );
  expect(() => scaler[way]([[1, Infinity]])).toThrowErrorMatchingInlineSnapshot(
    `[DataError: The rows for minMax must be finite numbers, but row 0, number 1, is Infinity. Counts start at 0.]`,
  );
  expect(() => scaler[way]([133, 65] as unknown as Rows)).toThrowErrorMatchingInlineSnapshot(
    `[ShapeError: The rows for minMax must have 2 numbers each, but row 0 is 133. Counts start at 0.]`,
  );
  expect(() => scaler[way]([["133", 65]] as unknown as Rows)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: The rows for minMax must be finite numbers, but row 0, number 0, is "133". Counts start at 0.]`,
  );
});

test("refuses data that is no scaler", () => {
  const restore = (data: object) => () => new Scaler(data as Scaler);
  expect(restore({ name: "shift", offset: [1, 2], scale: [1] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: A scaler needs a name, and an offset and a scale for each of at least one column, but the name is "shift", the offset is an array of 2 and the scale is an array of 1.]`,
  );
  expect(restore({ offset: [1], scale: [1] })).toThrow("the name is undefined");
  expect(restore({ name: "shift", offset: [], scale: [] })).toThrow("at least one column");
  expect(restore({ name: "minMax", offset: [1], scale: [0] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: The scaler minMax needs finite numbers, and no scale of 0, but column 0 has the offset 1 and the scale 0. Counts start at 0.]`,
  );
  expect(restore({ name: "shift", offsets: [1], scale: [1] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: A scaler has no option "offsets". Did you mean "offset"?]`,
  );
});

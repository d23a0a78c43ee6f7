import { type Cell, type DivisionOptions, kFold, type Selectable, trainTestSplit } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

const numbered = (size: number) => {
  const numbers = Array.from({ length: size }, (_, i) => i);
  return { inputs: numbers, targets: numbers };
};

/** A table with a column of row numbers, as anything that has columns and gives rows. */
class Numbered implements Selectable<Numbered> {
  readonly columns = ["row", "group"];
  readonly #cells: Readonly<Record<string, readonly Cell[]>>;

  constructor(cells: Readonly<Record<string, readonly Cell[]>>) {
    this.#cells = cells;
  }

  get size(): number {
    return this.cells("row").length;
  }

  cells(column: string): readonly Cell[] {
    return this.#cells[column]!;
  }

  take(rows: readonly number[]): Numbered {
    const taken = Object.entries(this.#cells).map(([name, cells]) => [name, rows.map((row) => cells[row]!)]);
    return new Numbered(Object.fromEntries(taken));
  }
}

const labels = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 4, maxLength: 60 });
const countOf = (values: readonly unknown[], value: unknown) => values.filter((each) => each === value).length;

test("a class of two rows is in both parts, whatever the seed", () => {
  const size = 40;
  const genders = Array.from({ length: size }, (_, i) => (i === 7 || i === 30 ? "rare" : "frequent"));
  const kept = (options: Partial<DivisionOptions>) => {
    let lost = 0;
    for (let seed = 0; seed < 200; seed++) {
      const { test: tested } = trainTestSplit(numbered(size), { testFraction: 0.2, seed, ...options });
      expect(tested.inputs.length).toBe(8);
      if (tested.inputs.filter((row) => genders[row] === "rare").length !== 1) lost++;
    }
    return lost;
  };
  expect(kept({})).toBeGreaterThan(100);
  expect(kept({ stratify: genders })).toBe(0);
});

test("each part has each class in the whole's share, to within one example", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 10, max: 90 }), fc.integer(), (classes, percent, seed) => {
      const each = (["a", "b", "c"] as const).filter((label) => classes.includes(label));
      fc.pre(each.every((label) => countOf(classes, label) >= 2));
      const data = numbered(classes.length);
      const options = { testFraction: percent / 100, seed, stratify: classes };
      const { train, test: kept } = trainTestSplit(data, options);
      expect([...train.inputs, ...kept.inputs].sort((a, b) => a - b)).toEqual(data.inputs);
      const keptClasses = kept.inputs.map((row) => classes[row]);
      for (const label of each) {
        const all = countOf(classes, label);
        const share = countOf(keptClasses, label);
        expect(share).toBeGreaterThanOrEqual(1);
        expect(share).toBeLessThan(all);
        expect(Math.abs(share - (all * percent) / 100)).toBeLessThan(2);
      }
      const enough = each.every((label) => (countOf(classes, label) * percent) / 100 >= 1);
      const left = each.every((label) => (countOf(classes, label) * (100 - percent)) / 100 >= 1);
      if (enough && left) expect(kept.inputs.length).toBe(Math.round((classes.length * percent) / 100));
    }),
  );
});

test("targets themselves are the classes, also as one-hot rows and typed arrays", () => {
  const targets = [[1, 0], [0, 1], Float64Array.of(1, 0), Float64Array.of(0, 1)];
  const { test: kept } = trainTestSplit({ inputs: [0, 1, 2, 3], targets }, { testFraction: 0.5, stratify: true });
  expect(kept.targets.map((row) => row[0]).sort()).toEqual([0, 1]);
});

test("stratified folds have every class, and sizes that differ by one at most", () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 2, max: 5 }), fc.integer(), (classes, folds, seed) => {
      const each = [...new Set(classes)];
      fc.pre(each.every((label) => countOf(classes, label) >= folds));
      const divided = kFold(numbered(classes.length), { folds, seed, stratify: classes });
      for (const { train, test: kept } of divided) {
        for (const label of each) {
          const found = kept.inputs.filter((row) => classes[row] === label).length;
          expect(Math.abs(found - countOf(classes, label) / folds)).toBeLessThan(1);
        }
        expect(train.inputs.length + kept.inputs.length).toBe(classes.length);
      }
      const sizes = divided.map(({ test: kept }) => kept.inputs.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test("every example is in the test of one fold, with any division but that by time", () => {
  fc.assert(
    fc.property(labels, fc.integer(), fc.constantFrom("none", "groups", "stratify"), (values, seed, way) => {
      fc.pre(["a", "b", "c"].every((label) => countOf(values, label) >= 3));
      const options = { folds: 3, seed, ...(way === "none" ? {} : { [way]: values }) };
      const data = numbered(values.length);
      const divided = kFold(data, options);
      expect(divided.flatMap(({ test: kept }) => kept.inputs).sort((a, b) => a - b)).toEqual(data.inputs);
      for (const { train, test: kept } of divided) {
        expect([...train.inputs, ...kept.inputs].sort((a, b) => a - b)).toEqual(data.inputs);
        expect(kept.targets).toEqual(kept.inputs);
      }
    }),
  );
});

test("no group is in both parts, and the test has about as many examples as were asked for", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 60 }),
      fc.integer({ min: 5, max: 95 }),
      fc.integer(),
      (groups, percent, seed) => {
        fc.pre(new Set(groups).size >= 2);
        const { train, test: kept } = trainTestSplit(numbered(groups.length), {
          testFraction: percent / 100,
          seed,
          groups,
        });
        const [trained, tested] = [train, kept].map(({ inputs }) => new Set(inputs.map((row) => groups[row])));
        expect(trained!.size).toBeGreaterThan(0);
        expect(tested!.size).toBeGreaterThan(0);
        expect([...trained!].filter((group) => tested!.has(group))).toEqual([]);
        const largest = Math.max(...groups.map((group) => countOf(groups, group)));
        expect(Math.abs(kept.inputs.length - (groups.length * percent) / 100)).toBeLessThanOrEqual(largest);
      },
    ),
  );
  const folds = kFold(numbered(6), { folds: 3, groups: ["x", "x", "y", "y", "z", "z"] });
  expect(folds.map(({ test: kept }) => kept.inputs.length)).toEqual([2, 2, 2]);
});

test("by time, what is tested on is later than all that is trained on", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 40 }),
      fc.integer({ min: 5, max: 95 }),
      (time, percent) => {
        fc.pre(new Set(time).size >= 5);
        const at = (rows: readonly number[]) => rows.map((row) => time[row]!);
        const { train, test: kept } = trainTestSplit(numbered(time.length), { testFraction: percent / 100, time });
        expect(Math.max(...at(train.inputs))).toBeLessThan(Math.min(...at(kept.inputs)));
        const folds = kFold(numbered(time.length), { folds: 4, time });
        for (const fold of folds) {
          expect(Math.max(...at(fold.train.inputs))).toBeLessThan(Math.min(...at(fold.test.inputs)));
        }
        const first = folds[0]!.train.inputs.length;
        const tested = folds.flatMap(({ test: later }) => later.inputs);
        expect(first + tested.length).toBe(time.length);
        expect(new Set(tested).size).toBe(tested.length);
      },
    ),
  );
});

test("moments are numbers, dates, or texts of either, and the same on every machine", () => {
  const order = (time: DivisionOptions["time"]) => {
    const [fold] = kFold(numbered(3), { folds: 2, time: time! });
    const [, last] = kFold(numbered(3), { folds: 2, time: time! });
    return [...fold!.train.inputs, ...fold!.test.inputs, ...last!.test.inputs];
  };
  expect(order([2, 1, 10])).toEqual([1, 0, 2]);
  expect(order(["2", "1", "10"])).toEqual([1, 0, 2]);
  expect(order([new Date(5), new Date(-5), new Date(50)])).toEqual([1, 0, 2]);
  expect(order(["2024-01-09", "2023-12-31", "2024-01-10"])).toEqual([1, 0, 2]);
  expect(order(["2024-01-09 12:00", "2024-01-09T14:30+03:00", "2024-01-09T12:00:01Z"])).toEqual([1, 0, 2]);
});

test("a table is divided into tables, by its columns", () => {
  const table = new Numbered({ row: [0, 1, 2, 3, 4, 5], group: ["a", "b", "a", "b", null, null] });
  const { train, test: kept } = trainTestSplit(table, { testFraction: 0.5, stratify: "group" });
  const [trained, tested]: readonly [Numbered, Numbered] = [train, kept];
  expect([...trained.cells("row"), ...tested.cells("row")].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(tested.cells("group").toSorted()).toEqual(["a", "b", null]);
  expect(kFold(table, { folds: 2, time: "row" }).map((fold) => fold.test.cells("row"))).toEqual([
    [2, 3],
    [4, 5],
  ]);
});

test("says why examples can't be divided", () => {
  const split = (options: object, size = 4) => {
    return () => trainTestSplit(numbered(size), { testFraction: 0.5, ...options });
  };
  expect(split({ stratify: ["M", "F", "M", "M"] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: stratify: the class "F" has only example 1, counted from 0, but each part needs one. Leave the class out, join it with another one, or divide without stratify.]`,
  );
  expect(split({ stratify: true })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: stratify: the class 0 has only example 0, counted from 0, but each part needs one. Leave the class out, join it with another one, or divide without stratify.]`,
  );
  expect(split({ stratify: ["M", "F"] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: stratify has 2 values, but there are 4 examples: each needs one.]`,
  );
  expect(split({ stratify: "gender" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: trainTestSplit: stratify must be an array with one value an example, but is "gender".]`,
  );
  expect(split({ stratify: [1, 1, Number.NaN, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: stratify: row 2, counted from 0, has NaN. A value is a text, a number, true or false, or null where it is missing.]`,
  );
  expect(split({ stratify: ["a", "a", "b", "b"], groups: [1, 2, 3, 4] })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: trainTestSplit: stratify and groups are two ways to divide examples. Leave one of them out.]`,
  );
  expect(split({ groups: [1, 1, 1, 1] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: groups: 2 parts need at least 2 groups, but there is one, 1.]`,
  );
  expect(split({ groups: [1, 2, null, 3] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: groups: row 2, counted from 0, has null. A value is a text, a number, true or false; leave rows without one out.]`,
  );
  expect(split({ time: [5, 5, 5, 5] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: time: 2 parts need at least 2 moments, but all examples have the same one.]`,
  );
  expect(split({ time: ["03.04.24", "05.04.24", "06.04.24", "07.04.24"] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: time: row 0, counted from 0, has "03.04.24", which isn't sure to be a moment. Moments are numbers, Dates or texts such as "2024-12-31" and "2024-12-31T23:59": of other dates nothing tells the day from the month.]`,
  );
  expect(split({ time: [1, 2, "2024-01-01", 3] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: time: row 2, counted from 0, has "2024-01-01", a date, but row 0 has a number. Give all of one kind.]`,
  );
  const fold = (options: object) => () => kFold(numbered(4), { folds: 3, ...options });
  expect(fold({ folds: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: kFold: folds must be a whole number of at least 2, but is 1.]`,
  );
  expect(fold({ folds: 5 })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: kFold needs at least 5 examples, one for each fold, but got 4.]`,
  );
  expect(fold({ stratify: [1, 1, 2, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: kFold: stratify: the class 1 has 2 examples, but each fold needs one. Leave the class out, join it with another one, take fewer folds, or divide without stratify.]`,
  );
  expect(fold({ groups: [1, 1, 2, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: kFold: groups: 3 folds need at least 3 groups, but there are 2.]`,
  );
  expect(fold({ time: [1, 1, 2, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: kFold: time: 3 folds and what comes before them need at least 4 moments, but there are 2.]`,
  );
  expect(fold({ k: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: kFold has no option "k". It has: folds, seed, stratify, groups, time.]`,
  );
  const table = new Numbered({ row: [1, 2, 3], group: ["a", "a", "b"] });
  expect(() => trainTestSplit(table, { testFraction: 0.5, stratify: true })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: trainTestSplit: stratify: a table doesn't say which of its columns has the classes. Name it, as in { stratify: "gender" }.]`,
  );
});

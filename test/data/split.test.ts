import { shuffled, trainTestSplit } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

const numbered = (size: number) => {
  const numbers = Array.from({ length: size }, (_, i) => i);
  return { inputs: numbers.map((i) => [i, -i]), targets: numbers };
};

test("every example is in one part, with its own target", () => {
  const fraction = fc.oneof(
    fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100),
    fc.constantFrom(Number.MIN_VALUE, 1 - Number.EPSILON / 2),
  );
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 60 }), fraction, fc.string(), (size, testFraction, seed) => {
      const data = numbered(size);
      const { train, test: kept } = trainTestSplit(data, { testFraction, seed });
      const targets = [...train.targets, ...kept.targets];
      const inputs = [...train.inputs, ...kept.inputs];
      expect(targets.toSorted((a, b) => a - b)).toEqual(data.targets);
      expect(targets.every((target, i) => inputs[i] === data.inputs[target])).toBe(true);
      expect(train.inputs.length).toBeGreaterThan(0);
      expect(kept.targets.length).toBeGreaterThan(0);
      if (size * testFraction >= 1 && size * (1 - testFraction) >= 1) {
        expect(kept.inputs.length).toBe(Math.round(size * testFraction));
      }
    }),
  );
});

test("the seed decides the parts, and nothing else does", () => {
  const kept = (seed: number) => trainTestSplit(numbered(50), { testFraction: 0.2, seed }).test.targets;
  expect(kept(1)).toEqual(kept(1));
  expect(kept(1)).not.toEqual(kept(2));
});

test("each example is as likely as the others to be kept for the test", () => {
  const counts = [0, 0, 0, 0];
  for (let seed = 0; seed < 1000; seed++) {
    const [kept] = trainTestSplit(numbered(4), { testFraction: 0.25, seed }).test.targets;
    counts[kept!]!++;
  }
  // 250 are expected of each, with a standard deviation of 14.
  for (const count of counts) expect(Math.abs(count - 250)).toBeLessThan(70);
});

test("keeps the types of rows and targets", () => {
  const data = { inputs: [new Float64Array(2), new Float64Array(2)], targets: ["F", "M"] };
  const { train } = trainTestSplit(data, { testFraction: 0.5, seed: 0 });
  const inputs: readonly Float64Array[] = train.inputs;
  const targets: readonly string[] = train.targets;
  expect(inputs[0]).toBe(data.inputs[data.targets.indexOf(targets[0]!)]);
});

test("takes the seed 0 unless given, as a network does", () => {
  expect(trainTestSplit(numbered(9), { testFraction: 0.4 })).toEqual(
    trainTestSplit(numbered(9), { testFraction: 0.4, seed: 0 }),
  );
});

test("refuses what can't be split", () => {
  const split = (options: object, data: object = numbered(4)) => {
    return () => trainTestSplit(data as ReturnType<typeof numbered>, options as { testFraction: number; seed: number });
  };
  expect(split({ testFraction: 20, seed: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: trainTestSplit: testFraction must be a number above 0 and below 1, but is 20.]`,
  );
  expect(split({ testFraction: 0, seed: 0 })).toThrow("but is 0.");
  expect(split({ testFraction: 1, seed: 0 })).toThrow("but is 1.");
  expect(split({ testFraction: "0.5", seed: 0 })).toThrow('but is "0.5".');
  expect(split({ testFraction: 0.5, seed: null })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: A seed is a string or a finite number, but got null.]`,
  );
  expect(split({ testSize: 0.5, seed: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: trainTestSplit has no option "testSize". It has: testFraction, seed, stratify, groups, time.]`,
  );
  const options = { testFraction: 0.5, seed: 0 };
  expect(split(options, { inputs: [[1], [2]], targets: [1] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit: there are 2 inputs, but 1 target: each example needs one target.]`,
  );
  expect(split(options, numbered(1))).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit needs at least 2 examples, one for each part, but got 1.]`,
  );
  expect(split(options, { inputs: new Float64Array(4), targets: [1, 2] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: trainTestSplit takes { inputs, targets }, each an array with one element an example, or a table, but got inputs: a Float64Array, targets: an array of 2.]`,
  );
});

test("shuffled is a new array of the same items, in the seed's order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const before = [...items];
      const result = shuffled(items, seed);
      expect(result).not.toBe(items);
      expect(items).toEqual(before);
      expect(result.toSorted()).toEqual(before.toSorted());
      expect(shuffled(items.map(String), seed)).toEqual(result.map(String));
    }),
  );
  const items = Array.from({ length: 20 }, (_, i) => i);
  expect(shuffled(items, 1)).not.toEqual(items);
  expect(shuffled(items, 1)).not.toEqual(shuffled(items, 2));
});

test("refuses what is no seed", () => {
  expect(() => shuffled([1, 2], Number.NaN)).toThrow("A seed is a string or a finite number, but got NaN.");
});

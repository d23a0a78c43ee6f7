import { balanced, Table } from "@nn/data";
import fc from "fast-check";
import { expect, test } from "vitest";

const countOf = (values: readonly unknown[], value: unknown) => values.filter((each) => each === value).length;

test("each class has the same number of examples, and none is lost or repeated more than another", () => {
  const classes = fc.array(fc.constantFrom(0, 1, 2), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(classes, fc.integer(), fc.constantFrom("oversample", "undersample"), (targets, seed, sampling) => {
      fc.pre(new Set(targets).size <= 2 || new Set(targets).size < targets.length);
      const inputs = targets.map((_, row) => row);
      const even = balanced({ inputs, targets }, { sampling, seed });
      const sizes = [...new Set(targets)].map((label) => countOf(targets, label));
      const each = sampling === "oversample" ? Math.max(...sizes) : Math.min(...sizes);
      for (const label of new Set(targets)) {
        expect(countOf(even.targets, label)).toBe(each);
        const rows = inputs.filter((row) => targets[row] === label);
        const times = rows.map((row) => countOf(even.inputs, row));
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
        if (sampling === "oversample") expect(Math.min(...times)).toBeGreaterThanOrEqual(1);
      }
      expect(even.inputs.every((row, i) => targets[row] === even.targets[i])).toBe(true);
    }),
  );
});

test("the order is mixed, and follows from the seed", () => {
  const inputs = Array.from({ length: 60 }, (_, row) => row);
  const data = { inputs, targets: inputs.map((row) => (row < 50 ? 0 : 1)) };
  expect(balanced(data, { seed: 1 })).toEqual(balanced(data, { seed: 1 }));
  expect(balanced(data, { seed: 1 })).not.toEqual(balanced(data, { seed: 2 }));
  expect(balanced(data)).toEqual(balanced(data, { seed: 0 }));
  const firstHalf = balanced(data).targets.slice(0, 50);
  expect(countOf(firstHalf, 1)).toBeGreaterThan(12);
});

test("classes may be other than the targets", () => {
  const even = balanced({ inputs: [1, 2, 3], targets: [0.1, 0.2, 0.3] }, { by: ["x", "x", "y"] });
  expect(countOf(even.inputs, 3)).toBe(2);
});

test("says what can't be balanced", () => {
  const pairs = { inputs: [1, 2, 3], targets: [0.1, 0.2, 0.3] };
  expect(() => balanced(pairs)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: balanced: each of the 3 examples has a value of its own, such as 0.1, so these are no classes. Say what they are by, as in balanced(data, { by: labels }).]`,
  );
  expect(() => balanced({ inputs: [], targets: [] })).toThrowErrorMatchingInlineSnapshot(
    `[DataError: balanced needs at least 1 example, one for each class, but got 0.]`,
  );
  expect(() => balanced(pairs, { sampling: "over" as "oversample" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: balanced: sampling must be "oversample" or "undersample", but is "over".]`,
  );
  expect(() => balanced(pairs, { by: "gender" })).toThrowErrorMatchingInlineSnapshot(
    `[OptionError: balanced: by must be an array with one value an example, but is "gender".]`,
  );
  expect(() => balanced(Table as never)).toThrowErrorMatchingInlineSnapshot(
    `[DataError: balanced takes { inputs, targets }, each an array with one element an example, or a table, but got the function or class Table.]`,
  );
});

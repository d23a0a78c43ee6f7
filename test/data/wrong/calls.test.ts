import { runInNewContext } from "node:vm";
import { batches, type Pairs, Scaler, shift, shuffled, standardize, Table, trainTestSplit } from "@nn/data";
import { describe, expect, test } from "vitest";
import { millisecondsOf, SECOND } from "../../fixtures/computing.js";

/** A value where the compiler expects another. */
const as = <T>(value: unknown): T => value as T;

const ownDataset = (change: object) => ({
  size: 2,
  inputShape: [1],
  targetShape: [1],
  read(inputs: { fill(x: number): unknown }, targets: { fill(x: number): unknown }): unknown {
    inputs.fill(1);
    return targets.fill(1);
  },
  ...change,
});
const passOver = (change: object, options: object = { batchSize: 2 }) => [
  ...batches(as(ownDataset(change)), as(options)),
];

describe("a wrong call ends in a sentence", () => {
  test.each<[string, () => unknown, string]>([
    [
      "offsets one by one",
      () => as<(...offset: number[]) => unknown>(shift)(135, 66),
      "shift takes an array of offsets, one for each column, as in [135, 66], but got 135.",
    ],
    [
      "an offset as text",
      () => shift(as(["135", 66])),
      'shift takes a finite number for each column, but number 0 is "135". Counts start at 0.',
    ],
    [
      "an endless list without numbers",
      () => shift(new Array(2 ** 32 - 1)),
      "shift takes a finite number for each column, but number 0 is undefined. Counts start at 0.",
    ],
    [
      "a promise of rows",
      () => standardize(as(Promise.resolve([[1]]))),
      "standardize takes an array of rows, as in [[133, 65]], but got a Promise. Wait for it first, with await.",
    ],
    [
      "numbers in place of rows",
      () => standardize(as([1, 2])),
      "standardize learns from rows of at least one number each, as in [[133, 65]], but got 1.",
    ],
    [
      "a text in place of a row",
      () => standardize(as(["12"])),
      'standardize learns from rows of at least one number each, as in [[133, 65]], but got "12".',
    ],
    [
      "one row in place of rows",
      () => shift([1]).transform(as(5)),
      "shift takes an array of rows, as in [[133, 65]], but got 5.",
    ],
    [
      "symbols in a scaler",
      () => new Scaler(as({ name: "own", offset: [Symbol("a")], scale: [1, 2] })),
      'A scaler needs a name, and an offset and a scale for each of at least one column, but the name is "own", the offset is an array of 1 and the scale is an array of 2.',
    ],
    [
      "nothing to split",
      () => trainTestSplit(as<Pairs<number, number>>(undefined), { testFraction: 0.5 }),
      "trainTestSplit takes { inputs, targets }, each an array with one element an example, or a table, but got undefined.",
    ],
    [
      "targets under another name",
      () => trainTestSplit(as<Pairs<number, number>>({ inputs: [1, 2], labels: [1, 2] }), { testFraction: 0.5 }),
      "trainTestSplit takes { inputs, targets }, each an array with one element an example, or a table, but got inputs: an array of 2, targets: undefined.",
    ],
    [
      "rows that are no table yet",
      () => trainTestSplit(as<Table>([{ weight: 133, born: null }]), { testFraction: 0.5 }),
      "trainTestSplit takes { inputs, targets }, each an array with one element an example, or a table, but got an array of 1. Table.fromRows(rows) makes a table of rows by the names of columns.",
    ],
    [
      "examples with holes",
      () => trainTestSplit({ inputs: new Array(2 ** 31), targets: new Array(2 ** 31) }, { testFraction: 0.5 }),
      "trainTestSplit: inputs: the array has nothing at 0, counted from 0. Leave such places out, or fill them.",
    ],
    [
      "letters to shuffle",
      () => shuffled(as<string[]>("Alice"), 1),
      'shuffled takes an array of items, as in ["Alice", "Bob"], but got "Alice".',
    ],
    [
      "holes to shuffle",
      () => shuffled(Object.assign(new Array(3), { 0: 1, 2: 3 }), 1),
      "shuffled: the array has nothing at 1, counted from 0. Leave such places out, or fill them.",
    ],
    [
      "a table without text",
      () => new (as<new (...given: unknown[]) => Table>(Table))("a,b\n1,2\n"),
      "A Table is made by Table.fromCsv(text), or by fromRows, fromColumns or fromJsonLines in its place.",
    ],
    [
      "a row by its text",
      () => Table.fromCsv("a\nx\n").lineOf(as("length")),
      'CSV has rows 0 to 0, but row "length" was asked for.',
    ],
  ])("%s", (_, call, message) => {
    const said = new RegExp(`^${message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
    expect(millisecondsOf(() => expect(call).toThrow(said))).toBeLessThan(SECOND);
  });

  test.each<[string, object, string]>([
    [
      "too many examples",
      { size: 1e12 },
      "batches: the data set's size is 1000000000000, and its order would take 4000.0 GB.",
    ],
    [
      "a size that is none",
      { size: Symbol("two") },
      "The data set's size must be a whole number of at least 1, but is Symbol(two).",
    ],
    [
      "a shape that is a number",
      { inputShape: 1 },
      "batches: the data set's inputShape must be an array of whole numbers of at least 1, such as [2], but is 1.",
    ],
    [
      "a shape that is missing",
      { targetShape: undefined },
      "batches: the data set's targetShape must be an array of whole numbers of at least 1, such as [2], but is undefined.",
    ],
    [
      "an example too large",
      { inputShape: [2 ** 50] },
      "batches: batchSize is 2, and so many examples of 1125899906842624 numbers take 18014398.5 GB. Choose a smaller one.",
    ],
    ["numbers that aren't written", { read: () => undefined }, "The inputs must be finite numbers, but example "],
    ["a read that is awaited", { read: async () => undefined }, "promise"],
  ])("a data set with %s", (_, change, message) => expect(() => passOver(change)).toThrow(message));
});

describe("what is right is right wherever it was made", () => {
  test("arrays of another realm, and frozen ones, which stay as they are", () => {
    const foreign = runInNewContext("[[1, 2], [3, 4]]") as number[][];
    expect(standardize(foreign).transform(foreign)).toEqual([
      [-1, -1],
      [1, 1],
    ]);
    const data: Pairs<string, number> = Object.freeze({
      inputs: Object.freeze(["a", "b", "c"]),
      targets: runInNewContext("Object.freeze([1, 2, 3])") as number[],
    });
    const { train, test: judged } = trainTestSplit(data, Object.freeze({ testFraction: 0.4 }));
    expect([...train.targets, ...judged.targets].toSorted()).toEqual([1, 2, 3]);
    expect(shuffled(data.inputs, 1).toSorted()).toEqual(["a", "b", "c"]);
  });

  test("items that are undefined, which are no holes", () => {
    expect(shuffled([undefined, undefined], 1)).toEqual([undefined, undefined]);
  });
});

/** What users of scikit-learn, Danfo.js and Arquero type first, in JavaScript. */
test("what there is one of stands in the singular", () => {
  expect(() => trainTestSplit({ inputs: [1], targets: [1, 2] }, { testFraction: 0.5 })).toThrow(
    "trainTestSplit: there is 1 input, but 2 targets: each example needs one target.",
  );
  expect(() => trainTestSplit({ inputs: [1, 2], targets: [1] }, { testFraction: 0.5 })).toThrow(
    "trainTestSplit: there are 2 inputs, but 1 target: each example needs one target.",
  );
});

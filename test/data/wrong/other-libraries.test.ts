import { LabelEncoder, Scaler, shift, Table, trainTestSplit } from "@nn/data";
import { describe, expect, test } from "vitest";

describe("the methods of other libraries lead to ours", () => {
  // biome-ignore lint/suspicious/noExplicitAny: programs without types are what this is about
  type Untyped = any;
  const scaler: Untyped = shift([1, 2]);
  const encoder: Untyped = new LabelEncoder(["M", "F"]);
  const table: Untyped = Table.fromCsv("weight,height\n133,65\n");

  test.each<[string, () => unknown, RegExp]>([
    [
      "scaler.fitTransform",
      () => scaler.fitTransform([[1, 2]]),
      /^A scaler has no fitTransform\. .*= standardize\(rows\)/,
    ],
    ["scaler.fit", () => scaler.fit([[1, 2]]), /standardize\(rows\), or minMax\(rows\)/],
    ["scaler.fit_transform", () => scaler.fit_transform([[1, 2]]), /standardize\(rows\)/],
    ["scaler.inverse_transform", () => scaler.inverse_transform([[1, 2]]), /Here it is scaler\.inverse\(rows\)\.$/],
    ["scaler.save", () => scaler.save(), /JSON\.stringify\(scaler\)/],
    ["encoder.transform", () => encoder.transform(["M"]), /encoder\.encode\(labels\).*encoder\.oneHot\(labels\)/],
    ["encoder.fitTransform", () => encoder.fitTransform(["M"]), /LabelEncoder\.fit\(labels\)/],
    ["encoder.inverse_transform", () => encoder.inverse_transform([0]), /encoder\.decode\(indices\)/],
    ["table.column", () => table.column("weight"), /table\.numbers\("weight"\)/],
    ["table.head", () => table.head(), /^A table has no head\. Here it is table\.take\(\[0, 1, 2\]\)/],
    [
      "table.map(row => …)",
      () => table.map((row: object) => row),
      /For an array, it is table\.toRows\(\)\.map\(…\)\.$/,
    ],
    ["table.dropna", () => table.dropna(), /Here it is table\.dropMissing\(\)\.$/],
    ["table.fillna", () => table.fillna(0), /Here it is table\.fillMissing\(\{ weight: mean \}\)\.$/],
    ["table.value_counts", () => table.value_counts(), /table\.groupBy\("gender"\), whose groups have a count\.$/],
    ["table.sortBy", () => table.sortBy("weight"), /Here it is table\.sort\("weight"\)\.$/],
    [
      "rows.map(scaler.transform)",
      () => [[[1, 2]]].map(scaler.transform),
      /^transform was called without its scaler\. Call scaler\.transform\(…\) itself: where a function is wanted, write \(…\) => scaler\.transform\(…\)\.$/,
    ],
    [
      "const { encode } = encoder",
      () => encoder.encode.call(undefined, ["M"]),
      /write \(…\) => encoder\.encode\(…\)\.$/,
    ],
    [
      "promise.then(encoder.oneHot)",
      () => encoder.oneHot.call(undefined, ["M"]),
      /^oneHot was called without its encoder/,
    ],
    ["names.map(table.numbers)", () => ["weight"].map(table.numbers), /^numbers was called without its table/],
    ["a method on something else", () => table.rows.call({}, "weight"), /^rows was called without its table/],
    ["JSON.stringify(table)", () => JSON.stringify({ table }), /^A table has no toJSON\. Here it is table\.toRows\(\)/],
    [
      "trainTestSplit(X, y)",
      () => (trainTestSplit as Untyped)([[1], [2]], [0, 1]),
      /^trainTestSplit takes inputs and targets together, trainTestSplit\(\{ inputs, targets \}, \{ testFraction/,
    ],
    [
      "trainTestSplit(X, y, options)",
      () => (trainTestSplit as Untyped)([[1], [2]], [0, 1], {}),
      /one after another\.$/,
    ],
  ])("%s", (_, call, message) => expect(call).toThrow(message));

  test("and are neither listed nor in the way of those who have them", () => {
    class Own extends Scaler {
      fit(): string {
        return "mine";
      }
    }
    expect(new Own({ name: "own", offset: [1], scale: [1] }).fit()).toBe("mine");
    expect(Object.keys(scaler)).toEqual(["name", "offset", "scale"]);
    expect(JSON.parse(JSON.stringify({ scaler, encoder }))).toEqual({
      scaler: { name: "shift", offset: [1, 2], scale: [1, 1] },
      encoder: { classes: ["M", "F"] },
    });
  });
});

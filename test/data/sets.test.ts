import { readFileSync } from "node:fs";
import { LabelEncoder, trainTestSplit } from "@nn/data";
import { digits, iris, penguins, people } from "@nn/data/sets";
import { expect, test } from "vitest";

const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b) / numbers.length;
const deviation = (numbers: readonly number[]) =>
  Math.sqrt(numbers.reduce((sum, x) => sum + (x - mean(numbers)) ** 2, 0) / (numbers.length - 1));
const countEach = (values: readonly unknown[]) => {
  const counts = new Map<unknown, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Object.fromEntries(counts);
};

test("the people are those of the lab's file", async () => {
  const file = readFileSync(new URL("../../examples/gender-prediction/people.csv", import.meta.url), "utf8");
  const table = await people();
  const lines = table.strings("name").map((_, row) => table.columns.map((name) => table.strings(name)[row]).join(","));
  expect([table.columns.join(","), ...lines, ""].join("\n")).toBe(file);
});

test("iris has the figures that Fisher's paper and the repository give", async () => {
  const table = await iris();
  expect(countEach(table.strings("species"))).toEqual({ setosa: 50, versicolor: 50, virginica: 50 });
  const figures = table.columns.slice(0, 4).map((name) => {
    const numbers = table.numbers(name);
    return [Math.min(...numbers), Math.max(...numbers), mean(numbers).toFixed(3), deviation(numbers).toFixed(2)];
  });
  expect(figures).toEqual([
    [4.3, 7.9, "5.843", "0.83"],
    [2.0, 4.4, "3.057", "0.44"],
    [1.0, 6.9, "3.758", "1.77"],
    [0.1, 2.5, "1.199", "0.76"],
  ]);
  // The two rows that the repository's copy has wrong.
  expect([34, 37].map((row) => table.rows(...table.columns.slice(0, 4))[row])).toEqual([
    [4.9, 3.1, 1.5, 0.2],
    [4.9, 3.6, 1.4, 0.1],
  ]);
});

test("penguins have the figures of their publication, with their gaps", async () => {
  const table = await penguins();
  expect(table.size).toBe(344);
  expect(countEach(table.strings("species"))).toEqual({ Adelie: 152, Gentoo: 124, Chinstrap: 68 });
  expect(countEach(table.strings("island"))).toEqual({ Torgersen: 52, Biscoe: 168, Dream: 124 });
  expect(countEach(table.cells("sex"))).toEqual({ male: 168, female: 165, null: 11 });
  const known = (name: string) => table.cells(name).flatMap((cell) => (cell === null ? [] : [Number(cell)]));
  const names = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
  expect(names.map((name) => known(name).length)).toEqual([342, 342, 342, 342]);
  expect(names.map((name) => mean(known(name)).toFixed(2))).toEqual(["43.92", "17.15", "200.92", "4201.75"]);
  expect(names.map((name) => deviation(known(name)).toFixed(2))).toEqual(["5.46", "1.97", "14.06", "801.95"]);
});

test("digits have the number of each class that the repository gives, and 17 shades", async () => {
  const { inputs, targets } = await digits();
  const counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
  expect(Object.values(countEach(targets))).toEqual(counts);
  expect(new Set(inputs.flatMap((image) => Array.from(image, (pixel) => pixel * 16))).size).toBe(17);
  // Their sum was computed from the repository's file.
  expect(inputs.reduce((sum, image) => sum + image.reduce((a, b) => a + b), 0) * 16).toBe(561718);
});

test("real tables are divided by their classes, gaps being one of them", async () => {
  const { test: kept } = trainTestSplit(await penguins(), { testFraction: 0.25, stratify: "sex" });
  expect(countEach(kept.cells("sex"))).toEqual({ female: 41, male: 42, null: 3 });
  expect(LabelEncoder.fit(kept.strings("species")).classes).toEqual(["Adelie", "Chinstrap", "Gentoo"]);
});

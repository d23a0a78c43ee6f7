import { expect, test } from "vitest";
import { Formulas } from "../../../packages/formats/src/onnx/read/formulas.js";

test("too many long formulas are refused as such, and one that is too long where it is written out", () => {
  const formulas = new Formulas();
  const long = (i: number): string => `${"z + ".repeat(50)}${i}`;
  const names = Array.from({ length: 10_000 }, (_, i) => formulas.short(long(i)));
  expect(formulas.short(long(7))).toBe(names[7]);
  expect(() => formulas.short(long(10_000))).toThrow("the model's formulas have more than 10000 long parts.");
  expect(() => formulas.whole(names.slice(0, 12).join(" + "))).toThrow("its formula has more than 2000 characters.");
});

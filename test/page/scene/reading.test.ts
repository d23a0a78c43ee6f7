import { readNumber, sectionState, wordsOf } from "@nn/page";
import { expect, test } from "vitest";

test.each(["−2,48 · 10⁻⁵", "-2,48·10^-5", "-2,48*10^-5", "-2.48 × 10⁻⁵", " -2,48e-5 ", "-0,0000248", "−2.48 ⋅ 10^−5"])(
  "“%s” is a number",
  (typed) => {
    expect(readNumber(typed)).toBe(-2.48e-5);
  },
);

test.each(["abc", "", "5²", "2·105", "10⁻⁵ m", "1/0"])("“%s” is none", (typed) => {
  expect(readNumber(typed)).toBeNull();
});

test("a number is read as the page writes it", () => {
  for (const language of ["en", "fr"] as const) {
    const { number } = wordsOf(sectionState("0.4", language).look);
    for (const value of [1e-5, -1.25e-7, 123456.75, -0.5]) expect(readNumber(number(value).text)).toBe(value);
  }
});

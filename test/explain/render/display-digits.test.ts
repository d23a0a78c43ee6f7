import { Sequential } from "@nn/core";
import { english, explain, french, toLatex, toMarkdown, toText } from "@nn/explain";
import { Dense, identity } from "@nn/layers";
import { expect, test } from "vitest";

/** A number as it is shown among the values that a pass begins with, read back. */
function shown(value: number, digits: number, medium: typeof toText, language = english): number {
  const network = new Sequential([new Dense(1, 1, { activation: identity, useBias: false })]);
  const printed = medium(explain(network, { input: [value] }), { digits, language });
  const text = /x(?:1|_\{1\}) = (.+?)(?:\$|\\\)|, w1| ?; w1|\u202f; )/.exec(printed.replaceAll("\u00a0", " "))![1]!;
  const [factor, exponent = "0"] = text.split(/ (?:·|\\cdot) 10/) as [string, string?];
  const plain = (word: string): string =>
    word
      .replace("{,}", ".")
      .replace(",", ".")
      .replace(/[−⁻]/, "-")
      .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)))
      .replace(/[\^{}]/g, "");
  return Number(`${plain(factor)}e${plain(exponent)}`);
}

const VALUES = [1.59e-13, -4.2e-300, 5e-324, 9.9996e-4, 0.00096, 0.0214695, -0.049999, 0.05, 0.5, 0.99996, 123.456789];
const SIZES = [...VALUES, -7.3e8, 999999.99, 3.2e15, 1e307];

test.each(SIZES)("%d is shown with at most so many decimals, and never as 0", (value) => {
  for (const digits of [1, 2, 3, 4, 8, 15]) {
    const places = 10 ** -digits;
    for (const [medium, language] of [
      [toText, english],
      [toMarkdown, french],
      [toLatex, english],
      [toText, french],
    ] as const) {
      const found = shown(value, digits, medium, language);
      expect(found).not.toBe(0);
      // Of a number with a power of ten, its factor has so many decimals.
      const size = Math.abs(value) >= 1e15 || Math.abs(value) < Math.max(1e-3, places) ? Math.abs(value) : 1;
      expect(Math.abs(found - value)).toBeLessThanOrEqual(0.500001 * places * size + 1e-15 * Math.abs(value));
    }
  }
});

test("decimals, and not significant digits: 0.0215 with four, as the lab's 0.9526 and 0.2494 have", () => {
  expect(shown(0.0214695, 4, toText)).toBe(0.0215);
  expect(shown(0.0214695, 3, toText)).toBe(0.021);
  expect(shown(-0.9526, 4, toText)).toBe(-0.9526);
});

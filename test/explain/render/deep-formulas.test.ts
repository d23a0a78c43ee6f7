import { toLatex, toMarkdown, toMathML, toSpeech, toText } from "@nn/explain";
import { expect, test } from "vitest";

test.each<[what: string, formula: (depth: number) => string]>([
  ["brackets", (depth) => `${"(".repeat(depth)}x${")".repeat(depth)}`],
  ["signs", (depth) => `${"-".repeat(depth)}x`],
  ["powers", (depth) => `${"x^".repeat(depth)}x`],
  ["functions", (depth) => `${"exp(".repeat(depth)}x${")".repeat(depth)}`],
  ["terms", (depth) => `x${"+x".repeat(depth)}`],
])(
  "a formula with many %s in one another is printed, and one with more than the stack bears is refused",
  (_, formula) => {
    for (const print of [toText, toMarkdown, toLatex, toMathML, toSpeech]) {
      expect(print({ kind: "formula", source: formula(200) })).toContain("x");
      expect(() => print({ kind: "formula", source: formula(20_000) })).toThrow(/ characters\) is nested too deep\.$/);
    }
  },
);

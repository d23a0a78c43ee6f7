import {
  english,
  isRightAnswer,
  toText,
  type WorksheetLevel,
  worksheet,
  worksheetCodes,
  worksheetLines,
  worksheetMarkdown,
  worksheetSettings,
} from "@nn/explain";
import { relu } from "@nn/layers";
import { logCosh } from "@nn/losses";
import { Adam } from "@nn/optim";
import { describe, expect, test } from "vitest";

describe("lines", () => {
  test("are those on paper, in their order: each has a blank, and its number in the answers", () => {
    for (let seed = 0; seed < 12; seed++) {
      for (const level of ["numbers", "factors", "path"] as const satisfies WorksheetLevel[]) {
        const sheet = worksheet({ seed, level, sizes: seed % 2 === 0 ? [2, 2, 1] : [2, 2, 2, 1] });
        const lines = worksheetLines(sheet);
        const { exercise, answers } = worksheetMarkdown(sheet, { language: english });
        // Beside the name and the date.
        if (level === "numbers") expect(exercise.split("\\underline").length - 1).toBe(lines.length + 2);
        let from = answers.indexOf("## Forward");
        for (const { value } of lines) {
          const [written] = toText({ kind: "number", value: Math.abs(value) }).split(" ");
          const at = answers.indexOf(written!, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at;
        }
      }
    }
  });

  test("take an answer to within 1 in its last digit, and of the updated weight in that of its change", () => {
    const lines = worksheetLines(worksheet({ seed: 3 }));
    for (const line of lines) {
      const { value, tolerance } = line;
      for (const found of [value, value + tolerance, value - tolerance]) expect(isRightAnswer(line, found)).toBe(true);
      for (const found of [value + 2 * tolerance, value - 1.5 * tolerance]) {
        expect(isRightAnswer(line, found)).toBe(false);
      }
    }
    const [change, after] = lines.slice(-2);
    expect(after!.tolerance).toBe(change!.tolerance);
    expect(() => isRightAnswer(lines[0]!, Number.NaN)).toThrow("isRightAnswer: found must be");
  });
});

describe("codes", () => {
  test("tell a student's results apart, and those of students", () => {
    const names = ["Ada", "Zoé", "李", null];
    const all = names.map((name) => worksheetCodes(worksheet({ seed: 2026, ...(name && { name }) })));
    for (const codes of all) {
      expect(codes).toHaveLength(16);
      expect(new Set(codes).size).toBe(16);
      for (const code of codes) expect(code).toMatch(/^[2-9B-DF-HJ-NP-TV-Z]{4}$/);
    }
    expect(new Set(all.map((codes) => codes.at(-1))).size).toBe(4);
  });

  test("are the same on each machine", () => {
    expect(worksheetCodes(worksheet({ seed: 2026, name: "Ada" })).at(-1)).toBe("DVQ9");
    expect(worksheetCodes(worksheet({ seed: 2026, name: "Ada", level: "error" }))).toHaveLength(2);
  });
});

describe("links", () => {
  test("say what a sheet is made from", () => {
    const made = worksheet({
      seed: 7,
      name: "Zoé & Łucja",
      level: "path",
      sizes: [1, 3, 1],
      significantDigits: 4,
      activation: relu,
      loss: logCosh,
      optimizer: new Adam({ learningRate: 0.01 }),
    });
    expect(worksheetSettings(made.link!)).toEqual({
      seed: "7",
      name: "Zoé & Łucja",
      level: "path",
      sizes: [1, 3, 1],
      significantDigits: 4,
      activation: { kind: "relu" },
      loss: { kind: "logCosh" },
      optimizer: { kind: "Adam", settings: { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } },
    });
  });

  test("lead to the same sheet, be the seed a number or a text", () => {
    for (const seed of [7, "7", "student=7&8", "a b#c"]) {
      const made = worksheet({ seed, name: "Ada", level: "factors" });
      expect(made.link).toMatch(/^[\w.~!*'()%&=-]+$/);
      const { seed: told, name, level } = worksheetSettings(made.link!)!;
      expect(worksheet({ seed: told, name: name!, level: level! }).explanation).toEqual(made.explanation);
    }
  });

  test("that aren't any", () => {
    for (const link of ["", "w1", "w2&seed=1", "w1&name=Ada", "w1&seed=%", "w1&seed=1&sizes=[2", "s=0.4", "w1&seed"]) {
      expect(worksheetSettings(link)).toBe(null);
    }
  });

  test("aren't there for a component that can't be written down", () => {
    const { kind: _, ...own } = logCosh;
    expect(worksheet({ seed: 1, loss: { ...own, name: "own" } }).link).toBe(null);
  });
});

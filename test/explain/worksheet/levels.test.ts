import {
  french,
  type Worksheet,
  type WorksheetLevel,
  worksheet,
  worksheetLines,
  worksheetMarkdown,
  worksheetsHtml,
  worksheetsLatex,
  worksheetText,
} from "@nn/explain";
import { tanh } from "@nn/layers";
import { logCosh } from "@nn/losses";
import { Adam } from "@nn/optim";
import { evaluate } from "mathjs";
import { describe, expect, test } from "vitest";
import { renderStrictly } from "../render/mathematics.js";

const LEVELS: readonly WorksheetLevel[] = ["numbers", "factors", "path", "error"];
const BLANK = /__________/g;
const chainOf = (sheet: Worksheet): string => worksheetText(sheet).exercise.split("The chain rule")[1]!;

test("the chain of a sheet, level by level", () => {
  const told = LEVELS.map((level) => chainOf(worksheet({ seed: 5, level })).split("Update")[0]!);
  expect(told.join("\n\n")).toMatchSnapshot();
});

test("the levels have the same numbers", () => {
  const [first, ...others] = LEVELS.map((level) => worksheet({ seed: 8, name: "Ada", level }));
  for (const other of others) expect(other.explanation).toEqual(first!.explanation);
});

test("a level leaves out what the one before told", () => {
  for (let seed = 0; seed < 10; seed++) {
    const [numbers, factors, path] = LEVELS.map((level) => chainOf(worksheet({ seed, level })));
    expect(factors!.match(BLANK)!.length).toBe(numbers!.match(BLANK)!.length + 3);
    expect(path!.match(BLANK)!.length).toBeGreaterThan(factors!.match(BLANK)!.length + 3);
    expect(numbers).toContain("w");
    expect(factors).toContain("∂o1/∂");
    for (const [name] of path!.matchAll(/∂\w+\/∂\w+/g)) expect(name).toMatch(/^∂L\/∂w\d$/);
  }
});

test("a level that there isn't", () => {
  expect(() => worksheet({ seed: 1, level: "hard" as never })).toThrow(
    'worksheet: level must be one of "numbers", "factors", "path", "error", but is "hard".',
  );
});

describe("a wrong line", () => {
  const sheets = Array.from({ length: 40 }, (_, seed) => worksheet({ seed, level: "error" }));

  test("is one, and what follows from it follows rightly", () => {
    for (const { mistake } of sheets) {
      const { forward, chain, update } = mistake!.explanation;
      if (chain.kind !== "paths") throw new Error("expected paths");
      const isOff = (value: number, source: string): boolean =>
        Math.abs(value - (evaluate(source) as number)) > 0.6 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
      const { factors } = chain.neurons.paths[0]!;
      const wrong = [
        ...forward.filter(({ symbol, value, substituted }) => symbol.startsWith("z_") && isOff(value, substituted!)),
        ...factors.filter(({ value, product, substituted }) => isOff(value, product ?? substituted!)),
      ];
      expect(wrong).toHaveLength(1);
      expect(isOff(chain.neurons.value, factors.map(({ value }) => `(${value})`).join(" * "))).toBe(false);
      expect(update!.gradient).toBe(chain.neurons.value);
      const change = update!.lines[0]!.change!;
      expect(isOff(change.value, change.substituted!)).toBe(false);
      expect(update!.after).toBeCloseTo(update!.before - change.value, 12);
    }
  });

  test("is of each kind that is made by hand", () => {
    const kinds = sheets.map((sheet) => {
      const { line, explanation } = sheet.mistake!;
      const { symbol, value } = worksheetLines(sheet)[line]!;
      if (symbol.kind === "formula") return "bias";
      const factors = explanation.chain.kind === "paths" ? explanation.chain.neurons.paths[0]!.factors : [];
      return factors.some((factor) => factor.value === -value) ? "sign" : "slope";
    });
    expect(new Set(kinds)).toEqual(new Set(["bias", "sign", "slope"]));
  });

  test("is asked for, and told in the answers alone", () => {
    const { exercise, answers } = worksheetMarkdown(sheets[3]!, { language: french });
    expect(exercise).toContain("Une ligne est fausse, et les suivantes en découlent.");
    expect(exercise).toContain("La ligne fausse donne\u00a0: $");
    expect(exercise).not.toContain("Vérification");
    expect(answers).toMatch(/Sur la feuille, la ligne de \$.*\$ est fausse\u00a0: elle donne \$/);
    expect(answers).toContain("Vérification");
    expect(renderStrictly(exercise)).toBeGreaterThan(10);
  });

  test("isn't made for the view through the weighted sums", () => {
    expect(() => worksheetText(sheets[0]!, { elementary: true })).toThrow(
      "worksheetText: a wrong line is in the view from neuron to neuron: leave elementary out.",
    );
  });

  test("is in other networks, too", () => {
    const deep = worksheet({ seed: 1, sizes: [2, 2, 3, 4, 4, 1], level: "error" });
    const other = worksheet({
      seed: 1,
      activation: tanh,
      loss: logCosh,
      optimizer: new Adam({ learningRate: 0.1 }),
      level: "error",
    });
    for (const sheet of [deep, other]) {
      const right = worksheetLines({ ...sheet, level: "numbers", mistake: null });
      const { line, explanation } = sheet.mistake!;
      const told = worksheetLines({ ...sheet, explanation, level: "numbers", mistake: null });
      expect(told.findIndex(({ value }, i) => value !== right[i]!.value)).toBe(line);
    }
  });
});

test("a sheet of before there were levels is one of numbers", () => {
  const { seed, name, explanation, ...others } = worksheet({ seed: 1 });
  expect(others).toMatchObject({ level: "numbers", mistake: null });
  const old = { seed, name, explanation } as Worksheet;
  expect(worksheetText(old)).toEqual(worksheetText(worksheet({ seed: 1 })));
  for (const print of [worksheetsHtml, worksheetsLatex]) {
    expect(print([old])).toEqual(print([worksheet({ seed: 1 })]));
    expect(() => print([old], { page: "https://school.example/atelier.html" })).toThrow("before there were links");
  }
});

test("a mistake at a line that isn't there is refused, and so are settings that are null", () => {
  const sheet = worksheet({ seed: 1, level: "error" });
  const wrong = { ...sheet, mistake: { ...sheet.mistake!, line: 99 } };
  expect(() => worksheetText(wrong)).toThrow(/its mistake must be at one of its \d+ lines, counted from 0, and is 99/);
  for (const mistake of [0, "", false]) {
    expect(() => worksheetText({ ...sheet, mistake: mistake as never })).toThrow(
      "worksheetText takes a worksheet, but its mistake",
    );
  }
  expect(() => worksheet({ seed: 1, level: null as never })).toThrow("level");
  expect(() => worksheet({ seed: 1, sizes: null as never })).toThrow("sizes");
});

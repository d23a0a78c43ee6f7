import type { Loss } from "@nn/core/component";
import { english, french, type Worksheet, worksheet, worksheetLatex, worksheetMarkdown } from "@nn/explain";
import { relu } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { evaluate } from "mathjs";
import { expect, test } from "vitest";

const thirty: readonly Worksheet[] = Array.from({ length: 30 }, (_, student) =>
  worksheet({ seed: `student ${student}` }),
);

test("thirty students, thirty sheets, and each the same the second time", () => {
  const exercises = thirty.map((sheet) => worksheetMarkdown(sheet).exercise.replace(/student \d+/, ""));
  expect(new Set(exercises).size).toBe(30);
  expect(worksheet({ seed: "student 7" })).toEqual(thirty[7]);
  expect(new Set(thirty.map(({ explanation }) => explanation.parameter.name)).size).toBeGreaterThan(2);
});

test("there is something to calculate", () => {
  for (const { explanation } of thirty) {
    expect(explanation.update!.after).not.toBe(explanation.update!.before);
  }
});

test("an exercise holds blanks where its answers have numbers, and the given numbers alone", () => {
  for (const sheet of thirty) {
    const { given, forward, chain, gradient } = sheet.explanation;
    for (const language of [english, french]) {
      const shown = (value: number): string =>
        String(Math.abs(value)).replace(".", language.decimalSeparator === "," ? "{,}" : ".");
      for (const { exercise, answers } of [
        worksheetMarkdown(sheet, { language }),
        worksheetLatex(sheet, { language }),
      ]) {
        const blanks = exercise.match(/\\underline\{\\hspace\{2.5cm\}/g)!.length;
        const factors = chain.kind === "paths" ? chain.neurons.paths[0]!.factors : [];
        const slopes = new Set(factors.flatMap(({ slope }) => (slope === undefined ? [] : [slope.symbol])));
        // Each number of the forward pass, each f′, each factor, the product, the change, the updated parameter, name and
        // date.
        expect(blanks).toBe(forward.length + slopes.size + factors.length + 5);
        expect(answers).not.toContain("\\underline{\\hspace{2.5cm}");
        const found = [...forward, ...factors].map(({ value }) => value);
        const secret = [...found, gradient].filter(
          (value) => !given.some((one) => Math.abs(one.value) === Math.abs(value)),
        );
        for (const value of secret.filter((one) => Math.abs(one) >= 1e-3 && String(Math.abs(one)).length > 4)) {
          expect(answers).toContain(shown(value));
          expect(exercise).not.toContain(shown(value));
        }
        for (const { value } of given) expect(exercise).toContain(shown(value));
      }
    }
  }
});

test("of another network, activation and rounding", () => {
  const { explanation } = worksheet({ seed: 3, sizes: [1, 2, 2], activation: relu, significantDigits: 2 });
  expect(explanation.layers).toEqual(["Dense(1 → 2, relu)", "Dense(2 → 2, relu)"]);
  expect(explanation.significantDigits).toBe(2);
});

test("what it refuses", () => {
  expect(() => worksheet({ seed: 1, size: [2, 1] } as never)).toThrow(
    'worksheet has no option "size". Did you mean "sizes"?',
  );
  expect(() => worksheet({ seed: 1, sizes: [2] })).toThrow(
    "worksheet: sizes must be the numbers of inputs, hidden units and outputs, as in [2, 2, 1], but is an array of 1.",
  );
});

test("with more paths than are written out, f′ has a blank as well, and each δ is made with what was written there", () => {
  for (let seed = 0; seed < 8; seed++) {
    const sheet = worksheet({ seed, sizes: [2, 2, 3, 4, 4, 1] });
    const { chain } = sheet.explanation;
    if (chain.kind !== "layers") throw new Error("expected layers");
    const slopes = chain.deltas.flatMap(({ slope }) => slope ?? []);
    expect(slopes.length).toBe(1 + 4 + 4 + 3 + 1);
    const blanks = worksheetMarkdown(sheet).exercise.match(/f'\\left\(z_\{[^=]*= \\underline/g);
    expect(blanks).toHaveLength(slopes.length);
    const isRounded = (value: number, formula: string): boolean => {
      const half = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
      return value === Number(value.toPrecision(3)) && Math.abs(value - (evaluate(formula) as number)) < 1.001 * half;
    };
    for (const { slope, product, substituted, value } of chain.deltas) {
      expect(isRounded(value, product ?? substituted!)).toBe(true);
      if (slope) expect(isRounded(slope.value, slope.substituted!)).toBe(true);
    }
  }
});

/** Of a hundred draws there would be a thousand at least. */
const MOST_CALLS = 900;

test.each<readonly [string, Partial<Loss>, number]>([
  ["a loss whose gradient gives an object", { gradient: () => ({}) as never }, 0.1],
  ["a loss whose gradient writes nothing", { gradient: () => {} }, 0.1],
  ["a learning rate that is lost beside the weight", {}, 1e-30],
])("numbers aren't drawn a hundred times for %s", (_, own, learningRate) => {
  let calls = 0;
  const value: Loss["value"] = (frame) => {
    calls++;
    meanSquaredError.value(frame);
  };
  worksheet({ seed: 1, loss: { ...meanSquaredError, ...own, value }, optimizer: new SGD({ learningRate }) });
  expect(calls).toBeLessThan(MOST_CALLS);
});

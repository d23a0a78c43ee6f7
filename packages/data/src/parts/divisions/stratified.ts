import { DataError } from "@nn/core";
import { permute, type Random } from "@nn/core/component";
import type { RowsOfValue } from "../classes.js";
import { counted } from "../examples.js";
import { type Division, eachAsTest } from "./division.js";

/**
 * Divides each class by itself, so that each part has the classes in the shares that the whole has, and at least one example
 * of each.
 */
export function stratifiedDivision(what: string, classes: readonly RowsOfValue[], random: Random): Division {
  for (const { rows } of classes) permute(random, rows);
  return {
    divide(testSize) {
      checkSizes(what, classes, 2, "each part needs one");
      const counts = shares(classes, testSize);
      const test = classes.flatMap(({ rows }, c) => rows.slice(0, counts[c]));
      const train = classes.flatMap(({ rows }, c) => rows.slice(counts[c]));
      // A network that is given one class after another forgets the first.
      permute(random, test);
      permute(random, train);
      return { train, test };
    },
    folds(count) {
      checkSizes(what, classes, count, "each fold needs one");
      const folds: number[][] = Array.from({ length: count }, () => []);
      // Dealt like cards, so that the folds' sizes differ by one at most.
      for (const [i, row] of classes.flatMap(({ rows }) => rows).entries()) folds[i % count]!.push(row);
      for (const fold of folds) permute(random, fold);
      return eachAsTest(folds);
    },
  };
}

function checkSizes(what: string, classes: readonly RowsOfValue[], least: number, need: string): void {
  const rare = classes.find(({ rows }) => rows.length < least);
  if (rare === undefined) return;
  const { shown, rows } = rare;
  const has = rows.length === 1 ? `only example ${rows[0]}, counted from 0` : counted(rows.length, "example");
  throw new DataError(
    `${what}: the class ${shown} has ${has}, but ${need}. ` +
      `Leave the class out, join it with another one, ${least > 2 ? "take fewer folds, " : ""}or divide without stratify.`,
  );
}

/**
 * How many of each class the test has: in proportion, rounded so that they add up to the test's size, but at least one, and
 * one left for the training.
 */
function shares(classes: readonly RowsOfValue[], testSize: number): number[] {
  const size = classes.reduce((sum, { rows }) => sum + rows.length, 0);
  const wanted = classes.map(({ rows }) => (rows.length * testSize) / size);
  const counts = wanted.map((share, c) => Math.min(Math.max(Math.floor(share), 1), classes[c]!.rows.length - 1));
  let missing = testSize - counts.reduce((sum, count) => sum + count, 0);
  // The largest remainder first; of equal ones, the class that comes first.
  const byRemainder = wanted.map((share, c) => [share - counts[c]!, c] as const).sort(([a], [b]) => b - a);
  for (const [, c] of byRemainder) {
    if (missing <= 0) break;
    if (counts[c]! >= classes[c]!.rows.length - 1) continue;
    counts[c]!++;
    missing--;
  }
  return counts;
}

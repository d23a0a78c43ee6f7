import { permutation, type Random } from "@nn/core/component";
import { type Division, eachAsTest } from "./division.js";

/** Divides by chance alone. */
export function randomDivision(size: number, random: Random): Division {
  const rows = Array.from(permutation(random, size));
  const bound = (fold: number, count: number): number => Math.round((size * fold) / count);
  return {
    divide: (testSize) => ({ train: rows.slice(testSize), test: rows.slice(0, testSize) }),
    folds: (count) =>
      eachAsTest(Array.from({ length: count }, (_, fold) => rows.slice(bound(fold, count), bound(fold + 1, count)))),
  };
}

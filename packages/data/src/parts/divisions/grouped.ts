import { DataError } from "@nn/core";
import { permute, type Random } from "@nn/core/component";
import type { RowsOfValue } from "../classes.js";
import { type Division, eachAsTest } from "./division.js";

/** Keeps the examples of a group together, such as all that were measured of one person. */
export function groupedDivision(what: string, groups: readonly RowsOfValue[], random: Random): Division {
  const order = [...groups];
  permute(random, order);
  return {
    divide(testSize) {
      checkCount(what, groups, 2, "parts");
      const test: RowsOfValue[] = [];
      const train: RowsOfValue[] = [];
      let missing = testSize;
      for (const group of order) {
        const isNearer = Math.abs(missing - group.rows.length) < Math.abs(missing);
        (isNearer ? test : train).push(group);
        if (isNearer) missing -= group.rows.length;
      }
      if (test.length === 0) test.push(takeSmallest(train));
      if (train.length === 0) train.push(takeSmallest(test));
      return { train: rowsIn(train), test: rowsIn(test) };
    },
    folds(count) {
      checkCount(what, groups, count, "folds");
      const folds: number[][] = Array.from({ length: count }, () => []);
      // The largest first, each to the smallest fold: so the folds come out about equally large.
      for (const { rows } of [...order].sort((a, b) => b.rows.length - a.rows.length)) {
        folds.reduce((least, fold) => (fold.length < least.length ? fold : least)).push(...rows);
      }
      return eachAsTest(folds);
    },
  };
}

function checkCount(what: string, groups: readonly RowsOfValue[], least: number, parts: string): void {
  if (groups.length >= least) return;
  const got = groups.length === 1 ? `one, ${groups[0]!.shown}` : String(groups.length);
  throw new DataError(
    `${what}: ${least} ${parts} need at least ${least} groups, but there ${groups.length === 1 ? "is" : "are"} ${got}.`,
  );
}

/** Takes the smallest group out of several. */
function takeSmallest(groups: RowsOfValue[]): RowsOfValue {
  const smallest = groups.reduce((least, group) => (group.rows.length < least.rows.length ? group : least));
  groups.splice(groups.indexOf(smallest), 1);
  return smallest;
}

function rowsIn(groups: readonly RowsOfValue[]): number[] {
  return groups.flatMap(({ rows }) => rows);
}

import { DataError } from "@nn/core";
import { momentsOf } from "../moments.js";
import type { Division } from "./division.js";

/**
 * Tests on what comes later than all that was trained on. Examples of one moment stay together, so a part may have some more
 * or some fewer than were asked for.
 */
export function divisionByTime(what: string, values: readonly unknown[]): Division {
  const moments = momentsOf(what, values);
  const rows = moments.map((_, row) => row).sort((a, b) => moments[a]! - moments[b]!);
  /** Where the moment is another one than just before. */
  const changes = rows.flatMap((row, i) => (i > 0 && moments[row] !== moments[rows[i - 1]!] ? [i] : []));
  const checkCount = (least: number, parts: string): void => {
    if (changes.length >= least) return;
    const got = changes.length === 0 ? "all examples have the same one" : `there are ${changes.length + 1}`;
    throw new DataError(`${what}: ${parts} need at least ${least + 1} moments, but ${got}.`);
  };
  return {
    divide(testSize) {
      checkCount(1, "2 parts");
      const [at] = nearest(changes, [rows.length - testSize]);
      return { train: rows.slice(0, at), test: rows.slice(at) };
    },
    folds(count) {
      checkCount(count, `${count} folds and what comes before them`);
      const wanted = Array.from({ length: count }, (_, fold) => Math.round((rows.length * (fold + 1)) / (count + 1)));
      const bounds = nearest(changes, wanted);
      return bounds.map((at, fold) => ({ train: rows.slice(0, at), test: rows.slice(at, bounds[fold + 1]) }));
    },
  };
}

/** Of ascending numbers the one that is nearest to each wanted, no number twice and with enough left for the others. */
function nearest(numbers: readonly number[], wanted: readonly number[]): number[] {
  let from = 0;
  return wanted.map((want, i) => {
    const end = numbers.length - (wanted.length - 1 - i);
    let best = from;
    for (let at = from; at < end; at++) if (Math.abs(numbers[at]! - want) < Math.abs(numbers[best]! - want)) best = at;
    from = best + 1;
    return numbers[best]!;
  });
}

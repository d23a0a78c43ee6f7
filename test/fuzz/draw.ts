import fc from "fast-check";
import { type Change, change, countPlaces } from "./change.js";
import type { Row } from "./row.js";
import { DEAR } from "./values.js";

const changes = fc.array(change, { minLength: 1, maxLength: 2 });

/** So many are drawn at once: those of a long run would take minutes before the first call. */
const PIECE = 500;

/** What was drawn so far, by seeds: to draw a change takes longer than most calls. */
const drawn = new Map<number, readonly (readonly Change[])[]>();

function pieceOf(seed: number, size: number, isShared: boolean): readonly (readonly Change[])[] {
  const known = isShared ? drawn.get(seed) : undefined;
  if (known !== undefined && known.length >= size) return known;
  const piece = fc.sample(changes, { numRuns: size, seed });
  if (isShared) drawn.set(seed, piece);
  return piece;
}

/**
 * What the wrong calls of a row change of right ones. It is the same for each row, unless it writes into what it is given: what
 * it wrote into is met by no other.
 */
export function* changesFor({ writes, oneChange }: Row, cases: number, seed: number): Generator<readonly Change[]> {
  for (let first = 0; first < cases; first += PIECE) {
    const size = Math.min(PIECE, cases - first);
    const piece = pieceOf(seed + first, size, writes === undefined);
    for (let i = 0; i < size; i++) yield oneChange ? piece[i]!.slice(0, 1) : piece[i]!;
  }
}

/** Each place of a row's arguments with each of the values that are dear to those who don't look before they copy or read. */
export function* dearInEachPlace(row: Row): Generator<readonly Change[]> {
  const count = countPlaces(row.right());
  for (const value of DEAR) {
    for (let at = 0; at < count; at++) yield [{ at, how: "replace", name: "", value }];
  }
}

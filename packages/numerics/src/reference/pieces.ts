import type { DType, FloatArray } from "../arrays/dtype.js";
import { heldArray, type Piece } from "./held.js";

/** Arrays begin at multiples of this, so that no vector of one lies across two lines of a cache. */
const ALIGNMENT = 64;

/** How many bytes arrays take that lie one after the other. */
export function bytesFor(dtype: DType, lengths: readonly number[]): number {
  const size = dtype === "float32" ? 4 : 8;
  let bytes = 0;
  for (const length of lengths) bytes += aligned(length * size);
  return Math.max(bytes, ALIGNMENT);
}

/** Arrays in a piece of memory, one after the other. */
export function arraysIn(piece: Piece, dtype: DType, lengths: readonly number[]): FloatArray[] {
  const size = dtype === "float32" ? 4 : 8;
  let at = piece.start;
  return lengths.map((length) => {
    const array = heldArray(dtype, piece.buffer, at, length, piece);
    at += aligned(length * size);
    return array;
  });
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

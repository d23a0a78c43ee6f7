import type { Backend } from "./backend.js";
import { type Piece, pieceOf } from "./backends/held.js";
import { arraysIn, bytesFor } from "./backends/pieces.js";
import type { DType, FloatArray } from "./dtype.js";
import type { Memory } from "./home.js";

/** More than one training leaves behind; of what comes from more kinds of trainings the oldest is dropped. */
const MOST_PIECES = 32;

/** A piece serves what needs at least so much of it. */
const SMALLEST_SHARE = 1 / 4;

/**
 * What a network's passes and trainings take their memory from. When one has ended, the next one of the same network has
 * its memory at once, whatever its sizes. No other network is given it: a layer may still hold one of its arrays.
 */
export class Store implements Memory {
  readonly #backend: Backend;
  readonly #free: Piece[] = [];

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  allocate(dtype: DType, lengths: readonly number[]): FloatArray[] {
    const piece = this.#find(bytesFor(dtype, lengths));
    if (piece === undefined) return this.#backend.allocate(dtype, lengths);
    new Uint8Array(piece.buffer, piece.start, piece.bytes).fill(0);
    return arraysIn(piece, dtype, lengths);
  }

  giveBack(arrays: readonly FloatArray[]): void {
    const piece = pieceOf(arrays[0]!);
    // Arrays of a backend that a user has written are left to the engine.
    if (piece === undefined) return;
    this.#free.push(piece);
    if (this.#free.length > MOST_PIECES) this.#free.shift();
  }

  release(arrays: readonly FloatArray[]): void {
    const piece = pieceOf(arrays[0]!);
    piece?.release?.(piece);
  }

  /** The smallest piece that will do. */
  #find(bytes: number): Piece | undefined {
    let found = -1;
    for (let i = 0; i < this.#free.length; i++) {
      const piece = this.#free[i]!;
      if (piece.bytes < bytes || piece.bytes * SMALLEST_SHARE > bytes) continue;
      if (found < 0 || piece.bytes < this.#free[found]!.bytes) found = i;
    }
    return found < 0 ? undefined : this.#free.splice(found, 1)[0];
  }
}

import { type DType, type FloatArray, zerosOf } from "../../dtype.js";

/** Arrays begin at multiples of this, so that no vector of one lies across two lines of a cache. */
const ALIGNMENT = 64;

/** A piece of the memory, taken until nobody can reach any of its arrays. */
interface Piece {
  start: number;
  end: number;
  /** How many of its arrays can still be reached. */
  arrays: number;
}

/**
 * Takes pieces of a WebAssembly memory, and gives them back when the engine has collected all their arrays. The memory
 * never grows: growing would detach every array on it.
 */
export class Memory {
  readonly #buffer: ArrayBufferLike;
  /** What is free, by where it starts; neighbours are always merged. */
  readonly #free: { start: number; end: number }[];
  /** Nothing behind it was ever taken, so it is still zero. */
  #used: number;
  readonly #collected: FinalizationRegistry<Piece> = new FinalizationRegistry((piece) => {
    if (--piece.arrays === 0) this.#giveBack(piece);
  });

  constructor(buffer: ArrayBufferLike, start: number) {
    this.#buffer = buffer;
    this.#free = [{ start, end: buffer.byteLength }];
    this.#used = start;
  }

  /**
   * Arrays of zeros, one behind the other. Where there is no room for them they lie outside the memory, as ordinary
   * arrays: all that works on them gives the same results, more slowly.
   */
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[] {
    const size = dtype === "float32" ? 4 : 8;
    let bytes = 0;
    for (const length of lengths) bytes += aligned(length * size);
    const start = this.#take(Math.max(bytes, ALIGNMENT));
    if (start === undefined) return lengths.map((length) => zerosOf(dtype, length));

    const piece: Piece = { start, end: start + Math.max(bytes, ALIGNMENT), arrays: lengths.length };
    let at = start;
    return lengths.map((length) => {
      const array =
        dtype === "float32" ? new Float32Array(this.#buffer, at, length) : new Float64Array(this.#buffer, at, length);
      at += aligned(length * size);
      this.#collected.register(array, piece);
      return array;
    });
  }

  #take(bytes: number): number | undefined {
    const place = this.#free.findIndex(({ start, end }) => end - start >= bytes);
    if (place < 0) return undefined;
    const free = this.#free[place]!;
    const { start } = free;
    free.start += bytes;
    if (free.start === free.end) this.#free.splice(place, 1);
    if (start < this.#used) new Uint8Array(this.#buffer, start, Math.min(bytes, this.#used - start)).fill(0);
    this.#used = Math.max(this.#used, start + bytes);
    return start;
  }

  #giveBack({ start, end }: Piece): void {
    const next = this.#free.findIndex((free) => free.start > start);
    const place = next < 0 ? this.#free.length : next;
    this.#free.splice(place, 0, { start, end });
    for (const left of [place, place - 1]) {
      const [before, behind] = [this.#free[left], this.#free[left + 1]];
      if (before?.end === behind?.start && before && behind) {
        before.end = behind.end;
        this.#free.splice(left + 1, 1);
      }
    }
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

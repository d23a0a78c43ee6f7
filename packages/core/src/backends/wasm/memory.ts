import type { DType, FloatArray } from "../../dtype.js";
import { checkLengths } from "../lengths.js";
import { reference } from "../reference.js";

/** Arrays begin at multiples of this, so that no vector of one lies across two lines of a cache. */
const ALIGNMENT = 64;

/** Below so many free bytes nobody looks for a piece to cut. */
const MUCH = 1 << 20;

/** Where an array holds on to the piece of memory that it lies in. */
const PIECE = Symbol("piece");

/** A piece of the memory, taken until nobody can reach any of its arrays. */
interface Piece {
  readonly start: number;
  readonly bytes: number;
}

/**
 * Takes pieces of a WebAssembly memory, and gives them back when the engine has collected all their arrays. The memory
 * never grows: growing would detach every array on it.
 */
export class Memory {
  readonly #buffer: ArrayBufferLike;
  readonly #all: Uint8Array;
  /** What was given back, by its size: who asks for the same again takes it at once. */
  readonly #free: Map<number, number[]> = new Map();
  /** How many bytes that are. */
  #freeBytes = 0;
  /** Nothing from here on is taken. */
  #end: number;
  /** Nothing from here on was ever taken, so it is still zero. */
  #untouched: number;
  readonly #collected: FinalizationRegistry<Piece> = new FinalizationRegistry((piece) => this.#giveBack(piece));

  constructor(buffer: ArrayBufferLike, start: number) {
    this.#buffer = buffer;
    this.#all = new Uint8Array(buffer);
    this.#end = start;
    this.#untouched = start;
  }

  /**
   * Arrays of zeros, one behind the other. Where there is no room for them they lie outside the memory, as ordinary
   * arrays: all that works on them gives the same results, more slowly.
   *
   * @throws OptionError for a length that isn't a whole number of at least 0, before anything is taken.
   */
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[] {
    checkLengths(lengths);
    const size = dtype === "float32" ? 4 : 8;
    let bytes = 0;
    for (const length of lengths) bytes += aligned(length * size);
    bytes = Math.max(bytes, ALIGNMENT);
    const start = this.#take(bytes);
    if (start === undefined) return reference.allocate(dtype, lengths);

    const piece = {};
    // One entry for all of them: the engine's book of what is to be collected is what allocating spends its time in.
    this.#collected.register(piece, { start, bytes });
    let at = start;
    return lengths.map((length) => {
      const array: FloatArray & { [PIECE]?: object } =
        dtype === "float32" ? new Float32Array(this.#buffer, at, length) : new Float64Array(this.#buffer, at, length);
      at += aligned(length * size);
      array[PIECE] = piece;
      return array;
    });
  }

  #take(bytes: number): number | undefined {
    const start = this.#again(bytes) ?? this.#behind(bytes) ?? this.#cut(bytes) ?? this.#behind(bytes);
    if (start === undefined) return undefined;
    if (start < this.#untouched) this.#all.fill(0, start, Math.min(start + bytes, this.#untouched));
    this.#untouched = Math.max(this.#untouched, start + bytes);
    return start;
  }

  /** A piece of just this size, or out of a larger one where much lies free. */
  #again(bytes: number): number | undefined {
    const same = this.#free.get(bytes)?.pop();
    if (same !== undefined) {
      this.#freeBytes -= bytes;
      return same;
    }
    return this.#freeBytes > MUCH && 4 * this.#freeBytes > this.#end ? this.#cut(bytes) : undefined;
  }

  /** What lies behind all that is taken. */
  #behind(bytes: number): number | undefined {
    if (this.#end + bytes > this.#all.length) return undefined;
    const start = this.#end;
    this.#end += bytes;
    return start;
  }

  /** Merges what lies free side by side, and cuts a piece out of it. */
  #cut(bytes: number): number | undefined {
    const free: { start: number; bytes: number }[] = [];
    const sorted = [...this.#free].flatMap(([bytes, starts]) => starts.map((start) => ({ start, bytes })));
    for (const piece of sorted.sort((one, other) => one.start - other.start)) {
      const last = free.at(-1);
      if (last !== undefined && last.start + last.bytes === piece.start) last.bytes += piece.bytes;
      else free.push(piece);
    }
    const last = free.at(-1);
    if (last !== undefined && last.start + last.bytes === this.#end) {
      this.#end = last.start;
      free.pop();
    }
    const found = free.find((piece) => piece.bytes >= bytes);
    const start = found?.start;
    if (found !== undefined) {
      found.start += bytes;
      found.bytes -= bytes;
    }
    this.#free.clear();
    this.#freeBytes = 0;
    for (const piece of free) if (piece.bytes > 0) this.#giveBack(piece);
    return start;
  }

  #giveBack({ start, bytes }: Piece): void {
    this.#freeBytes += bytes;
    const same = this.#free.get(bytes);
    if (same === undefined) this.#free.set(bytes, [start]);
    else same.push(start);
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

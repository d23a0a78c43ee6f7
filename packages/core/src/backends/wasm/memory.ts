import { type DType, type FloatArray, zerosOf } from "../../dtype.js";

/** Arrays begin at multiples of this, so that no vector of one lies across two lines of a cache. */
const ALIGNMENT = 64;

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
  /** Nothing from here on was ever taken, so it is still zero. */
  #untouched: number;
  readonly #collected: FinalizationRegistry<Piece> = new FinalizationRegistry((piece) => this.#giveBack(piece));

  constructor(buffer: ArrayBufferLike, start: number) {
    this.#buffer = buffer;
    this.#all = new Uint8Array(buffer);
    this.#untouched = start;
  }

  /**
   * Arrays of zeros, one behind the other. Where there is no room for them they lie outside the memory, as ordinary
   * arrays: all that works on them gives the same results, more slowly.
   */
  allocate(dtype: DType, lengths: readonly number[]): FloatArray[] {
    const size = dtype === "float32" ? 4 : 8;
    let bytes = 0;
    for (const length of lengths) bytes += aligned(length * size);
    bytes = Math.max(bytes, ALIGNMENT);
    const start = this.#take(bytes);
    if (start === undefined) return lengths.map((length) => zerosOf(dtype, length));

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
    const used = this.#free.get(bytes)?.pop() ?? (this.#fits(bytes) ? undefined : this.#cut(bytes));
    if (used !== undefined) {
      this.#all.fill(0, used, used + bytes);
      return used;
    }
    if (!this.#fits(bytes)) return undefined;
    const start = this.#untouched;
    this.#untouched += bytes;
    return start;
  }

  #fits(bytes: number): boolean {
    return this.#untouched + bytes <= this.#all.length;
  }

  /** Cuts a piece out of a larger one, or out of neighbours. */
  #cut(bytes: number): number | undefined {
    const free: { start: number; bytes: number }[] = [];
    const sorted = [...this.#free].flatMap(([bytes, starts]) => starts.map((start) => ({ start, bytes })));
    for (const piece of sorted.sort((one, other) => one.start - other.start)) {
      const last = free.at(-1);
      if (last !== undefined && last.start + last.bytes === piece.start) last.bytes += piece.bytes;
      else free.push(piece);
    }
    const found = free.find((piece) => piece.bytes >= bytes);
    const start = found?.start;
    if (found !== undefined) {
      found.start += bytes;
      found.bytes -= bytes;
    }
    this.#free.clear();
    for (const piece of free) if (piece.bytes > 0) this.#giveBack(piece);
    return start;
  }

  #giveBack({ start, bytes }: Piece): void {
    const same = this.#free.get(bytes);
    if (same === undefined) this.#free.set(bytes, [start]);
    else same.push(start);
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}

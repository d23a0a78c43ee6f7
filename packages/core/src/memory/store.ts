import type { Backend, DType, FloatArray } from "@nn/numerics";
import { arraysIn, bytesFor, type Piece, pieceOf } from "@nn/numerics";
import { allocationsOf, type Kept, type Memory } from "./home.js";

/** More pieces than one training frees; beyond so many, the oldest is dropped. */
const MOST_PIECES = 32;

/** A free piece is used for an allocation that needs at least this share of it. */
const SMALLEST_SHARE = 1 / 4;

/** What works on more memory takes longer to train than to be made, and its memory is of use to others. */
const MOST_KEPT_BYTES = 65_536;

/**
 * The free list from which a network's passes and trainings allocate. When one has ended, the next one of the same network
 * has its memory at once, whatever its sizes. No other network is given it: a layer may still hold one of its arrays.
 */
export class Store implements Memory {
  readonly #backend: Backend;
  readonly #free: Piece[] = [];
  /** What small trainings that have ended worked with. */
  readonly #kept: Map<string, Kept> = new Map();
  /** The same backend under a name that says that some work is left to the plain loops. */
  #divided: Backend | undefined;
  /** How many bytes were allocated so far. */
  #asked = 0;
  /** How many pieces are in use, without those that are abandoned when the network moves. */
  #lent = 0;
  /** How many pieces lie outside the backend's memory, which had no room for them. */
  #outside = 0;

  /** @param parameters - Those of the network, which the backend has allocated. */
  constructor(backend: Backend, parameters: FloatArray) {
    this.#backend = backend;
    this.#count(parameters);
  }

  get namedBackend(): Backend {
    if (this.#outside === 0) return this.#backend;
    this.#divided ??= divided(this.#backend);
    return this.#divided;
  }

  housed<Owner extends object>(make: () => Owner, move: ((bytes: number) => void) | undefined): Owner {
    const asked = this.#asked;
    const outside = this.#outside;
    const isFree = this.#lent === 0;
    const owner = make();
    if (this.#outside === outside || !isFree || move === undefined) return owner;
    for (const arrays of allocationsOf(owner)) this.release(arrays);
    move(this.#asked - asked);
    return make();
  }

  leave(): void {
    this.#lent--;
  }

  allocate(dtype: DType, lengths: readonly number[]): FloatArray[] {
    const bytes = bytesFor(dtype, lengths);
    this.#asked += bytes;
    this.#lent++;
    const piece = this.#find(bytes);
    if (piece === undefined) {
      const arrays = this.#backend.allocate(dtype, lengths);
      this.#count(arrays[0]);
      return arrays;
    }
    clear(piece);
    return arraysIn(piece, dtype, lengths);
  }

  /** Counts an array that lies outside the backend's memory. */
  #count(array: FloatArray | undefined): void {
    if (array !== undefined && pieceOf(array)?.isOutside) this.#outside++;
  }

  giveBack(arrays: readonly FloatArray[]): void {
    const piece = pieceOf(arrays[0]!);
    this.#lent--;
    // Arrays of a user's own backend are left to the garbage collector.
    if (piece === undefined) return;
    if (piece.isOutside) {
      this.#outside--;
      return;
    }
    this.#free.push(piece);
    if (this.#free.length > MOST_PIECES) this.#free.shift();
  }

  keep(name: string, kept: Kept): boolean {
    this.#drop(name);
    let bytes = 0;
    for (const arrays of kept.allocations) {
      const piece = pieceOf(arrays[0]!);
      bytes += piece === undefined || piece.isOutside ? Infinity : piece.bytes;
    }
    if (bytes > MOST_KEPT_BYTES) return false;
    this.#kept.set(name, kept);
    this.#lent -= kept.allocations.length;
    return true;
  }

  takeKept(name: string, serves: (tool: object) => boolean): Kept | undefined {
    const kept = this.#kept.get(name);
    if (kept === undefined) return undefined;
    if (!serves(kept.tool)) {
      this.#drop(name);
      return undefined;
    }
    this.#kept.delete(name);
    this.#lent += kept.allocations.length;
    for (const arrays of kept.allocations) clear(pieceOf(arrays[0]!)!);
    return kept;
  }

  #drop(name: string): void {
    const kept = this.#kept.get(name);
    if (kept === undefined) return;
    this.#kept.delete(name);
    this.#lent += kept.allocations.length;
    for (const arrays of kept.allocations) this.giveBack(arrays);
  }

  release(arrays: readonly FloatArray[]): void {
    const piece = pieceOf(arrays[0]!);
    piece?.release?.(piece);
  }

  /** The best fit: the smallest piece that is large enough. */
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

function clear({ buffer, start, bytes }: Piece): void {
  new Uint8Array(buffer, start, bytes).fill(0);
}

function divided(backend: Backend): Backend {
  return {
    get name() {
      return `${backend.name} + reference`;
    },
    mayEndWithin: backend.mayEndWithin === true,
    allocate: (dtype, lengths) => backend.allocate(dtype, lengths),
    kernels: (dtype) => backend.kernels(dtype),
    record: (dtype, pass) => backend.record?.(dtype, pass),
    inTurns: (dtype, parts, results) => backend.inTurns?.(dtype, parts, results),
  };
}

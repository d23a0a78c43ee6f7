import type { DType, FloatArray } from "../../arrays/dtype.js";
import type { Piece } from "../../reference/held.js";
import { checkLengths } from "../../reference/lengths.js";
import { arraysIn, bytesFor } from "../../reference/pieces.js";
import { allocatePlainly } from "../../reference/reference.js";

/** After so many new bytes the engine is told: views are small to it, whatever lies behind them. */
const WORTH_TELLING = 1 << 25;

/** Where a piece was that is free now. */
interface Gap {
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
  /** No gap is larger, merged or not. */
  #largestGap = 0;
  /** How many new bytes the engine wasn't told of. */
  #untold = 0;
  /** Nothing from here on is taken. */
  #end: number;
  /** Nothing from here on was ever taken, so it is still zero. */
  #untouched: number;
  readonly #collected: FinalizationRegistry<Gap> = new FinalizationRegistry((gap) => this.#giveBack(gap));
  /** Gives a piece back whose arrays weren't collected yet. */
  readonly #release = (piece: Piece): void => {
    if (this.#collected.unregister(piece)) this.#giveBack({ start: piece.start, bytes: piece.bytes });
  };

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
    const bytes = bytesFor(dtype, lengths);
    const start = this.#take(bytes);
    if (start === undefined) return allocatePlainly(dtype, lengths, true);

    const piece = { buffer: this.#buffer, start, bytes, release: this.#release };
    // One entry for all of them: registering with the garbage collector is what allocating spends its time in.
    this.#collected.register(piece, { start, bytes }, piece);
    return arraysIn(piece, dtype, lengths);
  }

  /** Whether so many bytes have room in one piece. */
  hasRoom(bytes: number): boolean {
    if (this.#end + bytes <= this.#all.length) return true;
    if (this.#end + bytes > this.#all.length + this.#freeBytes) return false;
    const free = this.#merge();
    this.#keep(free);
    return this.#end + bytes <= this.#all.length || free.some((gap) => gap.bytes >= bytes);
  }

  /** Memory that was written to before comes first: the rest is none yet to the system. */
  #take(bytes: number): number | undefined {
    const start = this.#again(bytes) ?? this.#inGap(bytes) ?? this.#behind(bytes) ?? this.#atEnd(bytes);
    if (start === undefined) return undefined;
    if (start < this.#untouched) this.#all.fill(0, start, Math.min(start + bytes, this.#untouched));
    this.#untouched = Math.max(this.#untouched, start + bytes);
    return start;
  }

  /** A piece of just this size. */
  #again(bytes: number): number | undefined {
    const same = this.#free.get(bytes)?.pop();
    if (same !== undefined) this.#freeBytes -= bytes;
    return same;
  }

  #inGap(bytes: number): number | undefined {
    return bytes <= this.#largestGap && bytes <= this.#freeBytes ? this.#cut(bytes) : undefined;
  }

  /** A gap at the end with what lies behind it. */
  #atEnd(bytes: number): number | undefined {
    return this.#cut(bytes) ?? this.#behind(bytes);
  }

  /** What lies behind all that is taken. */
  #behind(bytes: number): number | undefined {
    if (this.#end + bytes > this.#all.length) return undefined;
    const start = this.#end;
    this.#end += bytes;
    this.#untold += bytes;
    if (this.#untold >= WORTH_TELLING) {
      this.#untold = 0;
      tellEngine();
    }
    return start;
  }

  /** Merges what lies free side by side, and cuts a piece out of it. */
  #cut(bytes: number): number | undefined {
    const free = this.#merge();
    const found = free.find((gap) => gap.bytes >= bytes);
    const start = found?.start;
    if (found !== undefined) {
      found.start += bytes;
      found.bytes -= bytes;
    }
    this.#keep(free);
    return start;
  }

  /** What lies free, merged where it lies side by side; what lies free at the end is no gap any more. */
  #merge(): { start: number; bytes: number }[] {
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
    return free;
  }

  /** Writes down what lies free. */
  #keep(free: readonly Gap[]): void {
    // Until something is given back, a request for more needn't look.
    let largest = 0;
    this.#free.clear();
    this.#freeBytes = 0;
    for (const piece of free) {
      if (piece.bytes === 0) continue;
      this.#giveBack(piece);
      largest = Math.max(largest, piece.bytes);
    }
    this.#largestGap = largest;
  }

  #giveBack({ start, bytes }: Gap): void {
    this.#freeBytes += bytes;
    // It may lie beside another one.
    this.#largestGap = Infinity;
    const same = this.#free.get(bytes);
    if (same === undefined) this.#free.set(bytes, [start]);
    else same.push(start);
  }
}

/**
 * Has an engine take notice of memory that was handed out: there is no other way to have it look soon for arrays that
 * can't be reached any more. A memory weighs as much as it could hold; as nothing is written to it, it takes none of the
 * system's.
 */
function tellEngine(): void {
  // Engines begin to look at some 64 MB.
  const pages = (2 * WORTH_TELLING) / 65_536;
  try {
    new WebAssembly.Memory({ initial: pages, maximum: pages, shared: false });
  } catch {
    // Where there isn't even so much, it looks for garbage by itself.
  }
}

import type { DType, FloatArray } from "../../arrays/dtype.js";
import type { Piece } from "../../reference/held.js";
import { checkLengths } from "../../reference/lengths.js";
import { arraysIn, bytesFor } from "../../reference/pieces.js";
import { allocatePlainly } from "../../reference/reference.js";

/**
 * After so many newly used bytes a garbage collection is asked for: to the engine an array is a small object, however much
 * memory it is a view of.
 */
const COLLECTION_THRESHOLD = 1 << 25;

/** A free block. */
interface Block {
  readonly start: number;
  readonly bytes: number;
}

/**
 * An allocator on a WebAssembly memory, with a free list. A block is freed when the engine has collected all its arrays.
 * Free blocks that lie side by side are coalesced when nothing else fits; nothing is compacted, as arrays can't move. The
 * memory never grows: growing would detach every array on it.
 */
export class Memory {
  readonly #buffer: ArrayBufferLike;
  readonly #all: Uint8Array;
  /** The free list: the addresses of free blocks by their size, for an exact fit at once. */
  readonly #free: Map<number, number[]> = new Map();
  /** The sum of their bytes. */
  #freeBytes = 0;
  /** An upper bound of the largest free block, coalesced or not. */
  #largestFree = 0;
  /** The newly used bytes since the last collection that was asked for. */
  #uncollected = 0;
  /** The end of the last block in use or free: all memory from here on is available. */
  #end: number;
  /** The high-water mark: memory from here on was never used, and is still zero. */
  #highWaterMark: number;
  readonly #collected: FinalizationRegistry<Block> = new FinalizationRegistry((block) => this.#freeBlock(block));
  /** Frees a block whose arrays weren't collected yet. */
  readonly #release = (piece: Piece): void => {
    if (this.#collected.unregister(piece)) this.#freeBlock({ start: piece.start, bytes: piece.bytes });
  };

  constructor(buffer: ArrayBufferLike, start: number) {
    this.#buffer = buffer;
    this.#all = new Uint8Array(buffer);
    this.#end = start;
    this.#highWaterMark = start;
  }

  /**
   * Arrays of zeros, one after another. Where the memory is full, they are ordinary arrays outside it: kernels give the
   * same results on them, more slowly.
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
    const free = this.#coalesce();
    this.#setFree(free);
    return this.#end + bytes <= this.#all.length || free.some((block) => block.bytes >= bytes);
  }

  /** Memory that was used before comes first: the system has no pages for the rest yet. */
  #take(bytes: number): number | undefined {
    const start = this.#exactFit(bytes) ?? this.#firstFit(bytes) ?? this.#afterEnd(bytes) ?? this.#coalesced(bytes);
    if (start === undefined) return undefined;
    if (start < this.#highWaterMark) this.#all.fill(0, start, Math.min(start + bytes, this.#highWaterMark));
    this.#highWaterMark = Math.max(this.#highWaterMark, start + bytes);
    return start;
  }

  /** A free block of just this size. */
  #exactFit(bytes: number): number | undefined {
    const same = this.#free.get(bytes)?.pop();
    if (same !== undefined) this.#freeBytes -= bytes;
    return same;
  }

  /** The first part of the first free block that is large enough. */
  #firstFit(bytes: number): number | undefined {
    return bytes <= this.#largestFree && bytes <= this.#freeBytes ? this.#cutFirstFit(bytes) : undefined;
  }

  /** After coalescing: a free block, or the memory after the end, which may lie further down then. */
  #coalesced(bytes: number): number | undefined {
    return this.#cutFirstFit(bytes) ?? this.#afterEnd(bytes);
  }

  /** Memory after all blocks. */
  #afterEnd(bytes: number): number | undefined {
    if (this.#end + bytes > this.#all.length) return undefined;
    const start = this.#end;
    this.#end += bytes;
    this.#uncollected += bytes;
    if (this.#uncollected >= COLLECTION_THRESHOLD) {
      this.#uncollected = 0;
      askForCollection();
    }
    return start;
  }

  /** Coalesces free blocks, and cuts a block out of the first that is large enough. */
  #cutFirstFit(bytes: number): number | undefined {
    const free = this.#coalesce();
    const found = free.find((block) => block.bytes >= bytes);
    const start = found?.start;
    if (found !== undefined) {
      found.start += bytes;
      found.bytes -= bytes;
    }
    this.#setFree(free);
    return start;
  }

  /** The free blocks in the order of their addresses, neighbours coalesced. One at the end moves the end down instead. */
  #coalesce(): { start: number; bytes: number }[] {
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

  /** Replaces the free list. */
  #setFree(free: readonly Block[]): void {
    // Until another block is freed, a request for more than the largest needn't search.
    let largest = 0;
    this.#free.clear();
    this.#freeBytes = 0;
    for (const piece of free) {
      if (piece.bytes === 0) continue;
      this.#freeBlock(piece);
      largest = Math.max(largest, piece.bytes);
    }
    this.#largestFree = largest;
  }

  #freeBlock({ start, bytes }: Block): void {
    this.#freeBytes += bytes;
    // It may be coalesced with another one.
    this.#largestFree = Infinity;
    const same = this.#free.get(bytes);
    if (same === undefined) this.#free.set(bytes, [start]);
    else same.push(start);
  }
}

/**
 * Has the engine collect garbage soon, by an allocation that counts as large: there is no other way to have it find arrays
 * that can't be reached any more. Nothing is written to that memory, so that it takes none of the system's.
 */
function askForCollection(): void {
  // Engines begin to collect at some 64 MB.
  const pages = (2 * COLLECTION_THRESHOLD) / 65_536;
  try {
    new WebAssembly.Memory({ initial: pages, maximum: pages, shared: false });
  } catch {
    // With so little memory left, the engine collects by itself.
  }
}

import type { FloatArray } from "../arrays/dtype.js";

/** Where the next module lies, and how many bytes this one has. They stand in front of them. */
const NEXT = 0;
const LENGTH = 1;
const HEADER_BYTES = 8;

/**
 * The compiled computations of a pool, one behind the other in the memory that its threads share: a thread that waits for
 * jobs takes no messages.
 */
export class Modules {
  readonly #int32: Int32Array;
  readonly #allocate: (doubles: number) => FloatArray;
  /** All of them, as threads come to each in their own time. */
  readonly #kept: FloatArray[] = [];

  constructor(buffer: ArrayBufferLike, allocate: (doubles: number) => FloatArray) {
    this.#int32 = new Int32Array(buffer);
    this.#allocate = allocate;
  }

  get count(): number {
    return this.#kept.length;
  }

  get first(): number {
    return this.#kept[0]?.byteOffset ?? 0;
  }

  /** @throws RangeError if the memory has no room. */
  add(bytes: Uint8Array): void {
    const piece = this.#allocate(Math.ceil((HEADER_BYTES + bytes.length) / 8));
    if (piece.buffer !== this.#int32.buffer) throw new RangeError();
    const at = piece.byteOffset / 4;
    this.#int32[at + LENGTH] = bytes.length;
    new Uint8Array(this.#int32.buffer).set(bytes, piece.byteOffset + HEADER_BYTES);
    const last = this.#kept.at(-1);
    if (last !== undefined) this.#int32[last.byteOffset / 4 + NEXT] = piece.byteOffset;
    this.#kept.push(piece);
  }
}

/** Takes the modules that come behind one, or the first one. */
export class ModuleReader {
  readonly #int32: Int32Array;
  #count = 0;
  #last = 0;

  constructor(buffer: ArrayBufferLike) {
    this.#int32 = new Int32Array(buffer);
  }

  /** Hands over those that haven't been handed over yet. */
  read(count: number, first: number, take: (bytes: Uint8Array) => void): void {
    for (; this.#count < count; this.#count++) {
      this.#last = this.#count === 0 ? first : this.#int32[this.#last / 4 + NEXT]!;
      const from = this.#last + HEADER_BYTES;
      // A copy, as engines compile nothing that another thread could change.
      take(new Uint8Array(this.#int32.buffer).slice(from, from + this.#int32[this.#last / 4 + LENGTH]!));
    }
  }
}

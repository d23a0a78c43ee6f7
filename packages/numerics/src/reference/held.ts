import type { DType, FloatArray } from "../arrays/dtype.js";

/*
 * The arrays that a backend allocates hold on to the piece of memory that they lie in, and so does whatever `subarray`
 * makes of them: as long as one of them can be reached, the piece isn't given to others. To all other code they are
 * ordinary typed arrays: `slice`, `map` and the like make such ones.
 */

/** A piece of memory, and the whole that it is cut from. */
export interface Piece {
  readonly buffer: ArrayBufferLike;
  /** Where in the buffer it begins. */
  readonly start: number;
  readonly bytes: number;
  /** Whether it was taken elsewhere, as the backend's own memory has no room: what works on it is slower. */
  readonly isOutside?: boolean;
  /** Gives the piece to others though its arrays can still be reached. Missing where the engine alone gives it back. */
  readonly release?: (piece: Piece) => void;
}

/** A base class whose constructor returns its argument, so that a subclass adds private fields to it. */
class Itself {
  constructor(array: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the one way to have the same private fields in two kinds of arrays.
    return array;
  }
}

/** The place of an array in memory, in private fields of the array itself, which are fast to read. */
class Place extends Itself {
  readonly #piece: Piece;
  readonly #start: number;
  readonly #bytes: number;

  constructor(array: Ordinary, piece: Piece, start: number) {
    super(array);
    this.#piece = piece;
    this.#start = start;
    this.#bytes = array.BYTES_PER_ELEMENT;
  }

  static pieceOf(array: object): Piece | undefined {
    return #piece in array ? array.#piece : undefined;
  }

  static bytesOf(array: FloatArray): number {
    return #bytes in array ? array.#bytes : isFloats(array) ? array.BYTES_PER_ELEMENT : 0;
  }

  static bufferOf(array: FloatArray): ArrayBufferLike {
    return #piece in array ? array.#piece.buffer : array.buffer;
  }

  static startOf(array: FloatArray): number {
    return #start in array ? array.#start : array.byteOffset;
  }
}

/** The same of an array that no backend allocated, perhaps of another realm, where there are other constructors. */
function isFloats(array: FloatArray): boolean {
  const kind: unknown = array.constructor;
  return kind === Float64Array || kind === Float32Array || /^Float/.test(array[Symbol.toStringTag]);
}

/** What both kinds of arrays have, as far as a class of either needs it. */
interface Ordinary {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
  readonly length: number;
  readonly BYTES_PER_ELEMENT: number;
  subarray(begin?: number, end?: number): Ordinary;
}

/** Arrays of a kind that hold on to a piece. What their methods make, and what prints as a class, is of the ordinary kind. */
function holding(kind: new (buffer: ArrayBufferLike, start: number, length: number) => Ordinary) {
  class Held extends kind {
    constructor(buffer: ArrayBufferLike, start: number, length: number, piece: Piece) {
      super(buffer, start, length);
      new Place(this, piece, start);
    }

    override subarray(begin?: number, end?: number): Ordinary {
      const { buffer, byteOffset, length } = super.subarray(begin, end);
      return new Held(buffer, byteOffset, length, Place.pieceOf(this)!);
    }
  }
  Object.defineProperty(Held.prototype, "constructor", { value: kind });
  return Held as unknown as new (
    ...of: ConstructorParameters<typeof Held>
  ) => FloatArray;
}

const Held64 = /* @__PURE__ */ holding(Float64Array);
const Held32 = /* @__PURE__ */ holding(Float32Array);

/** An array that holds on to the piece of memory that it lies in. */
export function heldArray(
  dtype: DType,
  buffer: ArrayBufferLike,
  start: number,
  length: number,
  piece: Piece,
): FloatArray {
  return new (dtype === "float32" ? Held32 : Held64)(buffer, start, length, piece);
}

/** The piece that an array lies in; `undefined` for one that no backend of ours allocated. */
export const pieceOf: (array: FloatArray) => Piece | undefined = /* @__PURE__ */ (() => Place.pieceOf)();

/** How many bytes each of an array's floating-point numbers takes, which engines take their time for as well; 0 for other arrays. */
export const bytesOf: (array: FloatArray) => number = /* @__PURE__ */ (() => Place.bytesOf)();

/** An array's `byteOffset`, which engines take their time for. */
export const startOf: (array: FloatArray) => number = /* @__PURE__ */ (() => Place.startOf)();

/** An array's `buffer`, as quickly. */
export const bufferOf: (array: FloatArray) => ArrayBufferLike = /* @__PURE__ */ (() => Place.bufferOf)();

/** Whether two arrays may lie in the same memory. */
export function mayShare(one: FloatArray, other: FloatArray): boolean {
  const piece = Place.pieceOf(one);
  const another = Place.pieceOf(other);
  return piece && another ? piece === another : one.buffer === other.buffer;
}

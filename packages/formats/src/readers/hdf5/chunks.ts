import { unzlibSync } from "fflate";
import type { Bytes } from "./cursor.js";

/** What chunks were written through, in this order. */
const DEFLATE = 1;
const SHUFFLE = 2;
const CHECKSUM = 3;

/** No more than this is unpacked of one array, 16 MiB, or of a larger file so many times its size. */
const LARGEST_ARRAY = 2 ** 24;
const TIMES = 8;

/** Of what was deflated, a byte becomes no more than this. */
const DENSEST = 1032;

/** An array in pieces of one shape. */
export interface Chunked {
  readonly tree: number;
  /** The pieces' shape. */
  readonly chunk: readonly number[];
  readonly shape: readonly number[];
  /** Bytes of an element. */
  readonly size: number;
  readonly filters: readonly number[];
}

/** The bytes of the whole array. */
export function joinChunks(bytes: Bytes, array: Chunked): Uint8Array {
  const { shape, chunk, size } = array;
  const whole = shape.reduce((product, each) => product * each, size);
  const part = chunk.reduce((product, each) => product * each, size);
  const most = Math.max(LARGEST_ARRAY, TIMES * bytes.all.length);
  if (!(whole <= most && part <= most) || chunk.some((each, i) => each < 1 || each > shape[i]!)) {
    throw bytes.wrong(`has an array of ${whole} bytes in pieces of ${part}, but at most ${most} are unpacked`);
  }
  const joined = new Uint8Array(whole);
  const needed = shape.reduce((product, each, i) => product * Math.ceil(each / chunk[i]!), 1);
  const pieces = chunksOf(bytes, array);
  const places = new Set(pieces.map(({ offsets }) => offsets.join()));
  if (places.size !== needed || pieces.length !== needed || needed * part > 2 * most) {
    throw bytes.wrong(`has an array in ${places.size} pieces, but it must be in ${needed}`);
  }
  for (const { at, stored, mask, offsets } of pieces) {
    if (mask !== 0) throw bytes.wrong(`has a piece at byte ${at} that passed over filters, which isn't read`);
    const piece = unfiltered(bytes, bytes.slice(at, stored), array.filters, size, part);
    place(joined, piece, array, offsets);
  }
  return joined;
}

interface Piece {
  readonly at: number;
  readonly stored: number;
  readonly mask: number;
  readonly offsets: readonly number[];
}

function chunksOf(bytes: Bytes, { tree, chunk }: Chunked): Piece[] {
  const pieces: Piece[] = [];
  const open = [{ node: tree, below: Number.POSITIVE_INFINITY }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const cursor = bytes.from(next.node).expect("TREE", "tree");
    const [kind, level] = [cursor.byte(), cursor.byte()];
    if (kind !== 1 || level >= next.below)
      throw bytes.wrong(`has a tree at byte ${next.node} that isn't one of pieces`);
    const count = cursor.short();
    cursor.skip(16);
    for (let i = 0; i < count; i++) {
      bytes.step();
      const [stored, mask] = [cursor.word(), cursor.word()];
      const offsets = chunk.map(() => cursor.long());
      const at = cursor.skip(8).long();
      if (level === 0) pieces.push({ at, stored, mask, offsets });
      else open.push({ node: at, below: level });
    }
  }
  return pieces;
}

function unfiltered(
  bytes: Bytes,
  stored: Uint8Array,
  filters: readonly number[],
  size: number,
  length: number,
): Uint8Array {
  let piece = stored;
  for (const filter of [...filters].reverse()) {
    if (filter === CHECKSUM) piece = piece.subarray(0, -4);
    else if (filter === SHUFFLE) piece = unshuffled(piece, size);
    else if (filter === DEFLATE) piece = inflated(bytes, piece, length + 4);
    else
      throw bytes.wrong(
        `has an array with the filter ${filter}, which isn't read: there are gzip, shuffle and fletcher32`,
      );
  }
  if (piece.length === length) return piece;
  throw bytes.wrong(`has a piece of ${piece.length} bytes where ${length} are needed`);
}

function inflated(bytes: Bytes, piece: Uint8Array, most: number): Uint8Array {
  try {
    return unzlibSync(piece, { out: new Uint8Array(Math.min(most, piece.length * DENSEST)) });
  } catch (cause) {
    throw bytes.wrong(`has a piece that can't be unpacked (${(cause as Error).message})`);
  }
}

/** All first bytes, then all second ones, and so on: back into elements. */
function unshuffled(piece: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(piece.length / size);
  const elements = new Uint8Array(piece);
  for (let byte = 0; byte < size; byte++) {
    for (let i = 0; i < count; i++) elements[i * size + byte] = piece[byte * count + i]!;
  }
  return elements;
}

/** Row by row; what goes over an edge belongs to nothing. */
function place(
  joined: Uint8Array,
  piece: Uint8Array,
  { shape, chunk, size }: Chunked,
  offsets: readonly number[],
): void {
  if (offsets.some((offset, i) => !(offset < shape[i]!))) return;
  const last = shape.length - 1;
  const length = Math.min(chunk[last]!, shape[last]! - offsets[last]!) * size;
  const rows = chunk.slice(0, -1).reduce((product, each) => product * each, 1);
  for (let row = 0; row < rows; row++) {
    let [rest, to, stride] = [row, offsets[last]!, shape[last]!];
    let isInside = true;
    for (let axis = last - 1; axis >= 0; axis--) {
      const at = offsets[axis]! + (rest % chunk[axis]!);
      rest = Math.floor(rest / chunk[axis]!);
      if (at >= shape[axis]!) isInside = false;
      to += at * stride;
      stride *= shape[axis]!;
    }
    const from = row * chunk[last]! * size;
    if (isInside) joined.set(piece.subarray(from, from + length), to * size);
  }
}

import { DataError, show } from "@nn/core/component";
import { Unzip, type UnzipFile, UnzipInflate } from "fflate";

/** So much may be unpacked in any case, 16 MiB, and of a larger file so many times its size. */
const ALWAYS = 2 ** 24;
const TIMES = 8;
const MOST_ENTRIES = 10_000;
/** So many bytes are unpacked at a time: what becomes of them is counted before there is more. */
const PIECE = 2 ** 14;

/**
 * The files of these names in a zip file. What comes out is counted, whatever the file says of its sizes.
 *
 * @throws DataError for a file that can't be unpacked, and for one that becomes too large.
 */
export function unzipped(bytes: Uint8Array, names: readonly string[]): Map<string, Uint8Array> {
  const most = Math.max(ALWAYS, TIMES * bytes.length);
  const pieces = new Map<string, Uint8Array[]>();
  let [entries, size] = [0, 0];
  const unzip = new Unzip((file) => {
    entries++;
    if (entries > MOST_ENTRIES) throw new DataError(`The Keras file has more than ${MOST_ENTRIES} files in it.`);
    if (!names.includes(file.name)) return;
    if (pieces.has(file.name)) throw new DataError(`The Keras file has ${show(file.name)} twice.`);
    const own: Uint8Array[] = [];
    pieces.set(file.name, own);
    collect(file, (piece) => {
      size += piece.length;
      if (size > most) throw new DataError(`The Keras file becomes more than ${most} bytes, which aren't unpacked.`);
      own.push(piece);
    });
  });
  unzip.register(UnzipInflate);
  unpack(bytes, unzip);
  return new Map(Array.from(pieces, ([name, own]) => [name, joined(own)]));
}

function collect(file: UnzipFile, take: (piece: Uint8Array) => void): void {
  file.ondata = (error, piece) => {
    if (error) throw error;
    take(piece);
  };
  file.start();
}

function unpack(bytes: Uint8Array, unzip: Unzip): void {
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      unzip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    }
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`The Keras file can't be unpacked (${(cause as Error).message}).`, { cause });
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

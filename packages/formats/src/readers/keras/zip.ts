import { DataError, show } from "@nn/core/component";
import { type UnzipFileInfo, unzipSync } from "fflate";

/** No more than this is unpacked of one file: 256 MiB. */
const LARGEST_FILE = 2 ** 28;
const MOST_ENTRIES = 10_000;

/** Of what was deflated, a byte becomes no more than this. */
const DENSEST = 1032;

/** The files of these names in a zip file. What it says of their sizes is checked before they are unpacked, and after. */
export function unzipped(bytes: Uint8Array, names: readonly string[]): Map<string, Uint8Array> {
  const sizes = new Map<string, number>();
  let entries = 0;
  const filter = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    entries++;
    if (entries > MOST_ENTRIES) throw new DataError(`The Keras file has more than ${MOST_ENTRIES} files in it.`);
    if (!names.includes(name)) return false;
    if (sizes.has(name)) throw new DataError(`The Keras file has ${show(name)} twice.`);
    if (size > bytes.length || originalSize > Math.min(LARGEST_FILE, size * DENSEST)) {
      throw new DataError(
        `The Keras file's ${show(name)} has ${originalSize} bytes in ${size}, but at most ${Math.min(LARGEST_FILE, size * DENSEST)} are unpacked.`,
      );
    }
    sizes.set(name, originalSize);
    return true;
  };
  const files = new Map(Object.entries(unpack(bytes, filter)));
  for (const [name, file] of files) {
    if (file.length === sizes.get(name)) continue;
    throw new DataError(
      `The Keras file's ${show(name)} has ${file.length} bytes, but ${sizes.get(name)} by its entry.`,
    );
  }
  return files;
}

function unpack(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (cause) {
    if (cause instanceof DataError) throw cause;
    throw new DataError(`The Keras file can't be unpacked (${(cause as Error).message}).`, { cause });
  }
}

import { DataError, show } from "@nn/core/component";
import { onPath } from "./path-advice.js";

/**
 * The bytes of a file that was given, not copied.
 *
 * @param what - What a message calls them.
 * @throws DataError for what is none, and for bytes whose memory was sent elsewhere.
 */
export function bytesIn(file: unknown, what: string): Uint8Array {
  const kind = Object.prototype.toString.call(file).slice(8, -1);
  try {
    if (ArrayBuffer.isView(file) && kind === "Uint8Array")
      return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
    if (kind === "ArrayBuffer" || kind === "SharedArrayBuffer") return new Uint8Array(file as ArrayBuffer);
  } catch (cause) {
    throw new DataError(
      `${what} must be a file's bytes, but their memory was sent elsewhere. Send a copy, file.slice().`,
      {
        cause,
      },
    );
  }
  throw new DataError(
    `${what} must be a file's bytes, as a Uint8Array or an ArrayBuffer, but got ${show(file)}.${onPath(file)}`,
  );
}

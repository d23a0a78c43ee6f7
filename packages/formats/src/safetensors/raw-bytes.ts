import { DataError } from "@nn/core/component";

/** The bytes that a typed array lies on. @throws DataError where its memory was sent elsewhere. */
export function rawBytes(array: ArrayBufferView, what: string): Uint8Array {
  try {
    return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  } catch (cause) {
    throw new DataError(`${what} has no memory: it was sent elsewhere. Send a copy, array.slice().`, { cause });
  }
}

import { DataError, show } from "@nn/core/component";
import { rawBytes } from "../safetensors/raw-bytes.js";
import { fromBase64, toBase64 } from "../text/base64.js";

/** A typed array that a file may hold. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array;

/** A typed array's name. */
export type ArrayKind =
  | "Float32Array"
  | "Float64Array"
  | "Int8Array"
  | "Int16Array"
  | "Int32Array"
  | "Uint8Array"
  | "Uint16Array"
  | "Uint32Array";

type ArrayClass = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): NumberArray;
};

const KINDS: Readonly<Record<ArrayKind, ArrayClass>> = {
  Float32Array,
  Float64Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
};

/** An array's bytes as text, little-endian as those of all engines are. */
export interface WrittenArray {
  /** Which kind of array: `"Float64Array"`. */
  readonly kind: ArrayKind;
  /** Its bytes. */
  readonly base64: string;
}

/** Which typed array a value is, of whichever realm; `undefined` for none that a file may hold. */
export function arrayKind(value: unknown): ArrayKind | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return isArrayKind(kind) ? kind : undefined;
}

/** Whether a text names such an array. */
export function isArrayKind(kind: unknown): kind is ArrayKind {
  return typeof kind === "string" && Object.hasOwn(KINDS, kind);
}

/** An array as text. */
export function writeArray(array: NumberArray, kind: ArrayKind, place: string): WrittenArray {
  return { kind, base64: toBase64(rawBytes(array, place)) };
}

/** @throws DataError for a text that isn't the bytes of such an array. */
export function readArray({ kind, base64 }: WrittenArray, place: string): NumberArray {
  const Kind = KINDS[kind];
  const bytes = fromBase64(base64);
  if (bytes !== undefined && bytes.length % Kind.BYTES_PER_ELEMENT === 0) {
    return new Kind(bytes.buffer, 0, bytes.length / Kind.BYTES_PER_ELEMENT);
  }
  throw new DataError(`${place} must have the bytes of a ${kind} in base64, but has ${show(base64)}.`);
}

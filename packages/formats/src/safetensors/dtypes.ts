import { fromBrainFloats, fromHalfFloats } from "./half.js";

/** The numbers of a tensor, in the typed array that holds them exactly. */
export type TensorValues =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** A number format, by the name that the format has for it. */
export type TensorDType =
  | "BOOL"
  | "U8"
  | "I8"
  | "I16"
  | "U16"
  | "F16"
  | "BF16"
  | "I32"
  | "U32"
  | "F32"
  | "F64"
  | "I64"
  | "U64";

interface Format {
  /** Bytes of one number. */
  readonly size: number;
  /** The typed array whose bytes they are. */
  readonly of: { readonly name: string; new (buffer: ArrayBufferLike, offset: number, length: number): TensorValues };
  /** What makes numbers of it that JavaScript has; unless given, they are such numbers. */
  readonly widen?: (values: Uint16Array) => Float32Array;
}

/** From the least to the most strictly aligned, as a file has them from its end to its beginning. */
export const FORMATS: ReadonlyMap<string, Format> = new Map<TensorDType, Format>([
  ["BOOL", { size: 1, of: Uint8Array }],
  ["U8", { size: 1, of: Uint8Array }],
  ["I8", { size: 1, of: Int8Array }],
  ["I16", { size: 2, of: Int16Array }],
  ["U16", { size: 2, of: Uint16Array }],
  ["F16", { size: 2, of: Uint16Array, widen: fromHalfFloats }],
  ["BF16", { size: 2, of: Uint16Array, widen: fromBrainFloats }],
  ["I32", { size: 4, of: Int32Array }],
  ["U32", { size: 4, of: Uint32Array }],
  ["F32", { size: 4, of: Float32Array }],
  ["F64", { size: 8, of: Float64Array }],
  ["I64", { size: 8, of: BigInt64Array }],
  ["U64", { size: 8, of: BigUint64Array }],
]);

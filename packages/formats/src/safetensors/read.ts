import { bytesIn } from "../text/bytes-in.js";
import { FORMATS, type TensorValues } from "./dtypes.js";
import { readHeader, type TensorPlace } from "./header.js";
import type { Safetensors, Tensor } from "./tensor.js";

/**
 * Reads a safetensors file, by the format's specification: eight bytes of the header's size, a header in JSON, the tensors'
 * numbers. The numbers are not copied where they lie as typed arrays need them, as in all files of the format's own library:
 * the arrays are views of the bytes that were given.
 *
 * @throws DataError for what is no such file, with the tensor: tensors that overlap or leave gaps, a name twice, a header
 *   of more than 100 MB, a number format that JavaScript has no array for.
 *
 * @example
 * const file = writeSafetensors({ weight: { shape: [2, 1], values: new Float32Array([0.5, -1]) } });
 * readSafetensors(file).tensors.weight.values; // => [0.5, -1]
 * readSafetensors(file.subarray(0, 40));
 * // throws DataError: The header of the safetensors file has 64 bytes by its first eight, but only 32 follow: the file is cut off, or no such file.
 */
export function readSafetensors(file: Uint8Array | ArrayBuffer): Safetensors {
  const bytes = bytesIn(file, "What readSafetensors takes");
  const { places, metadata, end } = readHeader(bytes);
  const tensors = places.map((place) => [place.name, tensorAt(bytes, place, end)] as const);
  return { tensors: Object.fromEntries(tensors), metadata };
}

function tensorAt(bytes: Uint8Array, { dtype, shape, from, to }: TensorPlace, end: number): Tensor {
  const { of: Values, size, widen } = FORMATS.get(dtype)!;
  const start = bytes.byteOffset + end + from;
  const count = (to - from) / size;
  const isAligned = start % size === 0;
  const buffer = isAligned ? bytes.buffer : bytes.slice(end + from, end + to).buffer;
  const values: TensorValues = new Values(buffer, isAligned ? start : 0, count);
  return { shape, values: widen === undefined ? values : widen(values as Uint16Array), dtype };
}

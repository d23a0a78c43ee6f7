import type { FloatArray } from "@nn/core/component";

/** So many parts of an array, each of `size` numbers, one behind the other. */
export function parts(array: FloatArray | undefined, count: number, size: number): readonly FloatArray[] {
  return array === undefined ? [] : Array.from({ length: count }, (_, n) => array.subarray(n * size, (n + 1) * size));
}

import { seededRandom } from "@nn/core";
import type { Backend, Kernels } from "@nn/core/backend";
import type { DType, FloatArray } from "@nn/core/component";
import { expectNumbers } from "../contracts/contract.js";
import { drawn } from "../frames.js";

/** A backend whose kernels are looked at, in one number format. */
export interface Tested {
  readonly backend: Backend;
  readonly kernels: Kernels;
  readonly dtype: DType;
}

export const SIZES = [1, 2, 3, 4, 5, 8, 17] as const;
/** So much longer than the sizes say are the arrays. */
export const BEYOND = 3;

/** Runs a kernel on drawn arrays and compares each element of what it wrote with the definition. */
export function expectKernel(
  { backend, dtype }: Tested,
  what: string,
  [outSize, ...readSizes]: readonly number[],
  run: (out: FloatArray, ...read: FloatArray[]) => void,
  define: (before: number, at: number, ...read: FloatArray[]) => number,
): void {
  const random = seededRandom(what);
  const lengths = [outSize!, ...readSizes].map((size) => size + BEYOND);
  const arrays = backend.allocate(dtype, lengths);
  for (const values of arrays) drawn(values, random);
  const [out, ...read] = arrays as [FloatArray, ...FloatArray[]];
  const before = arrays.map((values) => values.slice());
  run(out, ...read);
  const expected = before[0]!.map((value, at) => (at < outSize! ? define(value, at, ...read) : value));
  expectNumbers(what, out, expected, dtype === "float64" ? 1e-13 : 1e-5);
  read.forEach((values, i) => {
    expectNumbers(`${what}: what it reads`, values, before[i + 1]!);
  });
}

import type { FloatArray } from "../arrays/dtype.js";
import { OptionError } from "../errors/errors.js";
import { isRecord, show } from "../errors/options.js";
import { lengthOf, MOST_ARRAYS, MOST_NUMBERS, type OwnKernel } from "../own-kernel.js";
import { type Bounds, nth } from "./bounds.js";

/** Kernels that were looked at. */
const CHECKED: WeakSet<OwnKernel> = /* @__PURE__ */ new WeakSet();

/**
 * Looks at a call of a component's own kernel, before anything is written.
 *
 * @throws OptionError for what isn't such a kernel; ShapeError for arrays that are too short, or that overlap what is written.
 */
export function checkOwnCall(
  bounds: Bounds,
  kernel: OwnKernel,
  batch: number,
  out: FloatArray,
  a: FloatArray | undefined,
  b: FloatArray | undefined,
  c: FloatArray | undefined,
  d: FloatArray | undefined,
  e: FloatArray | undefined,
): void {
  if (!CHECKED.has(kernel)) {
    checkKernel(kernel);
    CHECKED.add(kernel);
  }
  bounds.size(kernel.name, "batch", batch);
  const { length } = kernel.arrays;
  for (let i = 0; i < length; i++) {
    const values = nth(i, out, a, b, c, d, e);
    checkLength(bounds, kernel, batch, i, values!);
    for (let before = 0; before < i; before++) {
      checkApart(bounds, kernel, batch, before, nth(before, out, a, b, c, d, e)!, i, values!);
    }
  }
}

function checkKernel(kernel: OwnKernel): void {
  const { name, arrays, numbers, loop } = isRecord(kernel) ? kernel : ({} as Partial<OwnKernel>);
  if (!Array.isArray(arrays) || !Array.isArray(numbers) || typeof name !== "string" || typeof loop !== "function") {
    throw new OptionError(
      `run takes a component's own kernel, { name, arrays, loop, numbers, work }, but got ${show(kernel)}.`,
    );
  }
  if (arrays.length >= 1 && arrays.length <= MOST_ARRAYS && numbers.length <= MOST_NUMBERS) return;
  throw new OptionError(
    `${name} must have from 1 to ${MOST_ARRAYS} arrays and at most ${MOST_NUMBERS} numbers, but has ${arrays.length} and ${numbers.length}.`,
  );
}

function checkLength(bounds: Bounds, { name, arrays }: OwnKernel, batch: number, i: number, values: FloatArray): void {
  const array = arrays[i]!;
  bounds.writes(name, array.name, values, lengthOf(array, batch), sizesOf(array.isForAll));
}

/** Two arrays may lie in the same place if both are only read. */
function checkApart(
  bounds: Bounds,
  { name, arrays }: OwnKernel,
  batch: number,
  first: number,
  values: FloatArray,
  second: number,
  others: FloatArray,
): void {
  const [one, other] = [arrays[first]!, arrays[second]!];
  const [length, otherLength] = [lengthOf(one, batch), lengthOf(other, batch)];
  if (one.use !== "read") {
    bounds.reads(name, values, length, false, other.name, others, otherLength, sizesOf(other.isForAll));
  } else if (other.use !== "read") {
    bounds.reads(name, others, otherLength, false, one.name, values, length, sizesOf(one.isForAll));
  }
}

function sizesOf(isForAll: boolean | undefined): string {
  return isForAll ? "the kernel" : "batch";
}

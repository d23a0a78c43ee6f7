import type { DType, FloatArray } from "../arrays/dtype.js";
import { ShapeError } from "../errors/errors.js";
import { show } from "../errors/options.js";
import type { Computation } from "../expressions/computation.js";
import { bytesOf, mayShare, startOf } from "./held.js";

/**
 * Looks at the sizes of a kernel's call and at the arrays that they ask for, before anything is written: what lies behind
 * an array may be another network. So a call throws the same sentences on every backend.
 *
 * A kernel asks {@link isSize} and {@link fit1}, {@link fit2} or {@link fit3}, which take a few comparisons; only where one
 * says no, these methods look at each size and array for the sentence.
 */
export class Bounds {
  readonly dtype: DType;
  readonly bytes: number;

  constructor(dtype: DType) {
    this.dtype = dtype;
    this.bytes = dtype === "float32" ? 4 : 8;
  }

  /** @throws ShapeError unless it is a whole number of at least 0. */
  size(kernel: string, name: string, size: number): void {
    if (!isSize(size)) refuseSize(kernel, name, size);
  }

  /** @throws ShapeError for what isn't a number, such as a bigint. */
  number(kernel: string, name: string, value: number): void {
    if (typeof value !== "number") refuse(kernel, name, "a number", value);
  }

  /**
   * An array that is written.
   *
   * @param needed - How many numbers the sizes ask for.
   * @param sizes - Which sizes those are.
   * @throws ShapeError for an array that has fewer, or none of this format.
   */
  writes(kernel: string, name: string, values: FloatArray, needed: number, sizes: string): void {
    if (!fit1(this.bytes, values, needed)) {
      refuseArray(this, kernel, name, values, needed, sizes);
    }
  }

  /**
   * An array that is only read. It must not overlap the one that is written, or the result would depend on the order of
   * the loops.
   *
   * @param written - How many numbers of `out` are written.
   * @param mayBeSame - Whether the result may be written number by number in place of what it is made from.
   * @throws ShapeError as for {@link Bounds.writes}, and for an overlap.
   */
  reads(
    kernel: string,
    out: FloatArray,
    written: number,
    mayBeSame: boolean,
    name: string,
    values: FloatArray,
    needed: number,
    sizes: string,
  ): void {
    this.writes(kernel, name, values, needed, sizes);
    if (written * needed === 0 || fitsBeside(this.bytes, out, written, values, needed, mayBeSame)) return;
    refuseOverlap(kernel, name);
  }

  /** Where a mean is written: a double whatever the format. */
  writesDouble(kernel: string, name: string, values: FloatArray): void {
    if (fit1(8, values, 1)) return;
    refuse(kernel, name, "a Float64Array of at least 1", values);
  }
}

/** Whether it is an array of at least so many numbers, each of so many bytes. What hides an array's length is none. */
export function fit1(bytes: number, values: FloatArray, needed: number): boolean {
  return (
    typeof values === "object" &&
    typeof values?.length === "number" &&
    values.length >= needed &&
    bytesOf(values) === bytes
  );
}

/** Whether it is a whole number of at least 0: what 32 bits hold is quickly compared, and no array is longer. */
export function isSize(size: number): boolean {
  return typeof size === "number" && size >>> 0 === size;
}

/** The same for one that is written and one that is read, which lie apart. */
export function fit2(bytes: number, out: FloatArray, written: number, a: FloatArray, first: number): boolean {
  return fit1(bytes, out, written) && fitsBeside(bytes, out, written, a, first, false);
}

/** The same for one that is written and two that are read. */
export function fit3(
  bytes: number,
  out: FloatArray,
  written: number,
  a: FloatArray,
  first: number,
  b: FloatArray,
  second: number,
): boolean {
  return fit2(bytes, out, written, a, first) && fitsBeside(bytes, out, written, b, second, false);
}

/** The same for those of a computation: what is read may be what is written, where both are as large. */
export function fitAll(
  bytes: number,
  { arrayCount, byRow, byColumn }: Computation,
  rows: number,
  columns: number,
  out: FloatArray,
  a: FloatArray,
  b: FloatArray,
  c: FloatArray,
  d: FloatArray,
  e: FloatArray,
): boolean {
  const all = rows * columns;
  const written = byRow & 1 ? rows : all;
  if (!fit1(bytes, out, written)) return false;
  for (let i = 1; i < arrayCount; i++) {
    const values = nth(i, out, a, b, c, d, e)!;
    const needed = (byRow >> i) & 1 ? rows : (byColumn >> i) & 1 ? columns : all;
    if (!fitsBeside(bytes, out, written, values, needed, written === all && needed === all)) return false;
  }
  return true;
}

/** One of the arrays of a call, without a list of them. */
export function nth(
  i: number,
  out: FloatArray,
  a: FloatArray | undefined,
  b: FloatArray | undefined,
  c: FloatArray | undefined,
  d: FloatArray | undefined,
  e: FloatArray | undefined,
): FloatArray | undefined {
  if (i === 0) return out;
  if (i === 1) return a;
  if (i === 2) return b;
  if (i === 3) return c;
  return i === 4 ? d : e;
}

function fitsBeside(
  bytes: number,
  out: FloatArray,
  written: number,
  values: FloatArray,
  needed: number,
  mayBeSame: boolean,
): boolean {
  if (!fit1(bytes, values, needed)) return false;
  const ahead = startOf(values) - startOf(out);
  if (ahead >= written * bytes || -ahead >= needed * bytes || (mayBeSame && ahead === 0)) return true;
  return !mayShare(out, values);
}

function refuseSize(kernel: string, name: string, size: number): void {
  // A whole number that is too large for an array is refused with the array's length.
  if (Number.isInteger(size) && size >= 0) return;
  refuse(kernel, name, "a whole number of at least 0", size);
}

function refuse(kernel: string, name: string, what: string, value: unknown): never {
  throw new ShapeError(`${kernel}: ${name} must be ${what}, but is ${show(value)}.`);
}

function refuseArray(
  { dtype, bytes }: Bounds,
  kernel: string,
  name: string,
  values: FloatArray,
  needed: number,
  sizes: string,
): never {
  if (!fit1(bytes, values, 0)) {
    const kind = dtype === "float32" ? "a Float32Array" : "a Float64Array";
    refuse(kernel, name, `${kind}, as these are the kernels for ${dtype}`, values);
  }
  const { length } = values;
  throw new ShapeError(
    `${kernel}: ${name} has ${length} number${length === 1 ? "" : "s"}, but ${sizes} asks for ${needed}.`,
  );
}

function refuseOverlap(kernel: string, name: string): never {
  throw new ShapeError(`${kernel}: the array that is written overlaps ${name}. Give the result an array of its own.`);
}

import type { DType, FloatArray } from "../arrays/dtype.js";
import { ShapeError } from "../errors/errors.js";
import { show } from "../errors/options.js";
import type { Computation } from "../expressions/computation.js";
import { isNumbers, mayShare, startOf } from "./held.js";

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
    if (!holds(values, needed, this.bytes)) {
      refuseArray(this.dtype, kernel, name, values, needed, sizes);
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
    const { bytes } = this;
    if (!holds(values, needed, bytes)) {
      refuseArray(this.dtype, kernel, name, values, needed, sizes);
    }
    const ahead = startOf(values) - startOf(out);
    if (ahead >= written * bytes || -ahead >= needed * bytes || (mayBeSame && ahead === 0)) return;
    if (written > 0 && needed > 0 && mayShare(out, values)) refuseOverlap(kernel, name);
  }

  /** Where a mean is written: a double whatever the format. */
  writesDouble(kernel: string, name: string, values: FloatArray): void {
    if (holds(values, 1, 8)) return;
    refuse(kernel, name, "a Float64Array of at least 1", values);
  }
}

/** Whether it is an array of at least so many numbers, each of so many bytes. What hides an array's length is none. */
function holds(values: FloatArray, needed: number, bytes: number): boolean {
  return (
    typeof values?.length === "number" &&
    values.length >= needed &&
    values.BYTES_PER_ELEMENT === bytes &&
    isNumbers(values)
  );
}

/** Whether it is a whole number of at least 0: what 32 bits hold is quickly compared, and no array is longer. */
export function isSize(size: number): boolean {
  return typeof size === "number" && size >>> 0 === size;
}

/** Whether an array has so many numbers, each of so many bytes. */
export function fit1(bytes: number, out: FloatArray, written: number): boolean {
  return holds(out, written, bytes);
}

/** The same for one that is written and one that is read, which lie apart. */
export function fit2(bytes: number, out: FloatArray, written: number, a: FloatArray, first: number): boolean {
  if (!holds(out, written, bytes)) return false;
  if (!holds(a, first, bytes)) return false;
  const ahead = startOf(a) - startOf(out);
  return ahead >= written * bytes || -ahead >= first * bytes || !mayShare(out, a);
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
  if (!holds(out, written, bytes)) return false;
  if (!holds(a, first, bytes)) return false;
  if (!holds(b, second, bytes)) return false;
  const start = startOf(out);
  const end = start + written * bytes;
  const toA = startOf(a);
  const toB = startOf(b);
  return (
    (toA >= end || toA + first * bytes <= start || !mayShare(out, a)) &&
    (toB >= end || toB + second * bytes <= start || !mayShare(out, b))
  );
}

/** The same for those of a computation: what is read may be what is written, where both are as large. */
export function fitAll(
  bytes: number,
  computation: Computation,
  rows: number,
  columns: number,
  out: FloatArray,
  a: FloatArray,
  b: FloatArray,
  c: FloatArray,
  d: FloatArray,
  e: FloatArray,
): boolean {
  const { arrayCount } = computation;
  const all = rows * columns;
  const written = lengthOf(computation, 1, rows, columns);
  return (
    holds(out, written, bytes) &&
    (arrayCount < 2 || fitsBeside(bytes, out, written, a, lengthOf(computation, 2, rows, columns), all)) &&
    (arrayCount < 3 || fitsBeside(bytes, out, written, b, lengthOf(computation, 4, rows, columns), all)) &&
    (arrayCount < 4 || fitsBeside(bytes, out, written, c, lengthOf(computation, 8, rows, columns), all)) &&
    (arrayCount < 5 || fitsBeside(bytes, out, written, d, lengthOf(computation, 16, rows, columns), all)) &&
    (arrayCount < 6 || fitsBeside(bytes, out, written, e, lengthOf(computation, 32, rows, columns), all))
  );
}

/** How many numbers one of a computation's arrays has. @param bit - Which one. */
function lengthOf({ byRow, byColumn }: Computation, bit: number, rows: number, columns: number): number {
  return byRow & bit ? rows : byColumn & bit ? columns : rows * columns;
}

function fitsBeside(
  bytes: number,
  out: FloatArray,
  written: number,
  values: FloatArray,
  needed: number,
  all: number,
): boolean {
  if (!holds(values, needed, bytes)) return false;
  const ahead = startOf(values) - startOf(out);
  if (ahead >= written * bytes || -ahead >= needed * bytes) return true;
  return (ahead === 0 && written === all && needed === all) || !mayShare(out, values);
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
  dtype: DType,
  kernel: string,
  name: string,
  values: FloatArray,
  needed: number,
  sizes: string,
): never {
  if (!holds(values, 0, dtype === "float32" ? 4 : 8)) {
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

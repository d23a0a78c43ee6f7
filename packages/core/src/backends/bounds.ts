import { type DType, type FloatArray, hasDType } from "../dtype.js";
import { ShapeError } from "../errors.js";
import { show } from "../options.js";

/**
 * Looks at the sizes of a kernel's call and at the arrays that they ask for, before anything is written: what lies behind
 * an array may be another network. So a call throws the same sentences on every backend.
 */
export class Bounds {
  readonly #dtype: DType;
  readonly #bytes: number;

  constructor(dtype: DType) {
    this.#dtype = dtype;
    this.#bytes = dtype === "float32" ? 4 : 8;
  }

  /** @throws ShapeError unless it is a whole number of at least 0. */
  size(kernel: string, name: string, size: number): void {
    if (Number.isInteger(size) && size >= 0) return;
    throw new ShapeError(`${kernel}: ${name} must be a whole number of at least 0, but is ${show(size)}.`);
  }

  /**
   * @param needed - How many numbers the sizes ask for.
   * @param sizes - Which sizes those are.
   * @throws ShapeError for an array that has fewer, or none of this format.
   */
  array(kernel: string, name: string, values: FloatArray, needed: number, sizes: string): void {
    // Not for nothing in this order: a value that is no array has neither.
    if (values?.length >= needed && values.BYTES_PER_ELEMENT === this.#bytes) return;
    throw new ShapeError(`${kernel}: ${this.#wrong(name, values, needed, sizes)}`);
  }

  /** As {@link Bounds.array}, for one that holds doubles whatever the format. */
  doubles(kernel: string, name: string, values: FloatArray, needed: number): void {
    if (values?.length >= needed && values.BYTES_PER_ELEMENT === 8) return;
    throw new ShapeError(`${kernel}: ${name} must be a Float64Array of at least ${needed}, but is ${show(values)}.`);
  }

  /**
   * What is written must not overlap what is read: the result would depend on the order of the loops.
   *
   * @param count - How many numbers are written, and how many are read of `values`.
   * @param mayBeSame - Whether a result may be written number by number in place of what it is made from.
   */
  apart(
    kernel: string,
    out: FloatArray,
    outCount: number,
    name: string,
    values: FloatArray,
    count: number,
    mayBeSame: boolean,
  ): void {
    if (out.buffer !== values.buffer) return;
    const start = out.byteOffset;
    const other = values.byteOffset;
    if (start >= other + count * this.#bytes || other >= start + outCount * this.#bytes) return;
    if ((mayBeSame && start === other) || outCount === 0 || count === 0) return;
    throw new ShapeError(`${kernel}: the array that is written overlaps ${name}. Give the result an array of its own.`);
  }

  #wrong(name: string, values: FloatArray, needed: number, sizes: string): string {
    if (!ArrayBuffer.isView(values) || !hasDType(values, this.#dtype)) {
      const kind = this.#dtype === "float32" ? "a Float32Array" : "a Float64Array";
      return `${name} must be ${kind}, as these are the kernels for ${this.#dtype}, but is ${show(values)}.`;
    }
    const { length } = values;
    return `${name} has ${length} number${length === 1 ? "" : "s"}, but ${sizes} asks for ${needed}.`;
  }
}

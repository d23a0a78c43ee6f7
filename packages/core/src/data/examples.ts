import type { FloatArray } from "@nn/numerics";
import { DataError, formatShape, kindOf, type Shape, ShapeError, show, sizeOf } from "@nn/numerics";
import { advice } from "../advice/advice.js";

/** Numbers in arrays in arrays: a row, a table, an image, many images. */
export type NestedNumbers = readonly (number | NestedNumbers)[];

/**
 * One example or many: a plain array (nested as deep as the shape of an example asks for, and once more for many), one
 * typed array with the examples one after another, or an array of typed arrays with one example each.
 */
export type Examples = NestedNumbers | NumberArray | readonly NumberArray[];

/** A typed array of numbers: floating-point numbers, or whole ones, as pixels and labels are. */
export type NumberArray =
  | FloatArray
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** Whether a value is a typed array of numbers; it may be of another realm: of a frame, or of a `node:vm` context. */
export function isNumberArray(values: unknown): values is NumberArray {
  // Most values are no views, and engines know that in less time than whose instance they are.
  if (!ArrayBuffer.isView(values)) return false;
  return values instanceof Float64Array || values instanceof Float32Array || /^[FIU].*y$/.test(kindOf(values));
}

/**
 * Whether the values are one example, not a list of them. A flat plain array is one example, unless an example is a
 * single number: then it is a list of examples of one number each, if there is more than one.
 */
export function isSingleExample(values: Examples, shape: Shape): boolean {
  if (isNumberArray(values)) return values.length === sizeOf(shape);
  if (!isList(values[0])) return sizeOf(shape) !== 1 || values.length === 1;
  return (
    shape.length > 1 && !isNumberArray(values[0]) && depthOf(values as NestedNumbers, shape.length + 1) === shape.length
  );
}

/**
 * How many examples the values are.
 *
 * @throws DataError if there are none; ShapeError if a typed array doesn't divide into examples.
 */
export function countExamples(values: Examples, shape: Shape, what: string): number {
  if (!isList(values)) {
    throw new DataError(
      `${what} must be an array of numbers, plain or typed, or a list of those, but got ${show(values)}.${advice.onPromise?.(values) ?? ""}${advice.onNumber?.(values) ?? ""}`,
    );
  }
  if (values.length === 0) throw new DataError(`${what} are empty: at least one example is needed.`);
  if (isNumberArray(values)) {
    const size = sizeOf(shape);
    if (values.length % size === 0) return values.length / size;
    throw new ShapeError(
      `${what} take ${size} numbers an example, but the typed array holds ${values.length}, which ${size} doesn't divide.`,
    );
  }
  return isSingleExample(values, shape) ? 1 : values.length;
}

function isList(values: unknown): values is readonly unknown[] | NumberArray {
  return Array.isArray(values) || isNumberArray(values);
}

/**
 * Writes the examples numbered `from` to `to - 1`, all unless given, one after another into `out`, and lets nothing
 * through that isn't a finite number in its place.
 *
 * @param what - How messages call the values: `"The inputs"`.
 * @throws ShapeError for an example of another size; DataError for a value that isn't a finite number.
 */
export function copyExamples(
  out: FloatArray,
  values: Examples,
  shape: Shape,
  what: string,
  from = 0,
  to: number = countExamples(values, shape, what),
): void {
  const size = sizeOf(shape);
  if (isSingleExample(values, shape)) {
    copyExample(out, 0, values as NestedNumbers | NumberArray, shape, size, what, 0);
  } else if (isNumberArray(values)) {
    for (let i = from * size; i < to * size; i++) {
      writeNumber(out, i - from * size, values[i], what, Math.floor(i / size), i % size);
    }
  } else {
    for (let example = from; example < to; example++) {
      const value = values[example] as number | NestedNumbers | NumberArray;
      copyExample(out, (example - from) * size, value, shape, size, what, example);
    }
  }
}

/** Writes one example into `out`. @throws ShapeError and DataError as {@link copyExamples} does. */
export function copyExample(
  out: FloatArray,
  offset: number,
  values: number | NestedNumbers | NumberArray,
  shape: Shape,
  size: number,
  what: string,
  example: number,
): void {
  if (isNumberArray(values)) {
    if (values.length !== size) throw wrongSize(what, shape, `example ${example} has ${values.length}`);
    for (let i = 0; i < size; i++) writeNumber(out, offset + i, values[i], what, example, i);
  } else if (size === 1 && !Array.isArray(values)) {
    writeNumber(out, offset, values, what, example, 0);
  } else {
    copyNested(out, offset, values as NestedNumbers, shape, 0, what, example, 0);
  }
}

/** Copies an axis of an example, whose numbers before this one are `done`. */
function copyNested(
  out: FloatArray,
  offset: number,
  values: NestedNumbers,
  shape: Shape,
  axis: number,
  what: string,
  example: number,
  done: number,
): void {
  const length = shape[axis]!;
  if (Array.isArray(values) && values.length !== length && axis === shape.length - 1) {
    // What isn't a number counts for more than how many there are.
    const at = values.findIndex((value) => typeof value !== "number" && !isList(value));
    if (at >= 0) writeNumber(out, offset, values[at], what, example, done + at);
  }
  if (!Array.isArray(values) || values.length !== length) {
    // Which row of an image: the numbers before it, in rows of what each axis further in holds.
    const inside = axis === 0 ? "" : `, row ${Math.floor(done / sizeOf(shape.slice(axis)))},`;
    const got = `example ${example}${inside} ${describeList(values, axis < shape.length - 1)}`;
    throw wrongSize(what, shape, got, advice.onRow?.(values, sizeOf(shape), shape.length, what));
  }
  if (axis === shape.length - 1) {
    for (let i = 0; i < length; i++) writeNumber(out, offset + done + i, values[i], what, example, done + i, shape);
  } else {
    const stride = sizeOf(shape.slice(axis + 1));
    for (let i = 0; i < length; i++) {
      copyNested(out, offset, values[i] as NestedNumbers, shape, axis + 1, what, example, done + i * stride);
    }
  }
}

function writeNumber(
  out: FloatArray,
  at: number,
  value: unknown,
  what: string,
  example: number,
  position: number,
  nested: Shape = [],
): void {
  if (typeof value === "number") {
    out[at] = value;
    // A finite number is the only one whose difference with itself is 0.
    if (out[at]! - out[at]! === 0) return;
  }
  // As it is read from lists in lists: [1][0].
  const indices = nested.map((size, axis) => `[${Math.floor(position / sizeOf(nested.slice(axis + 1))) % size}]`);
  const place = `example ${example}, number ${nested.length > 1 ? indices.join("") : position}, is ${show(value)}`;
  const remedy = Number.isFinite(value) ? ", which is infinite in float32" : "";
  throw new DataError(
    `${what} must be finite numbers, but ${place}${remedy}. Counts start at 0.${advice.onNumber?.(value) ?? ""}`,
  );
}

function wrongSize(what: string, shape: Shape, got: string, remedy = ""): ShapeError {
  const nested = shape.length > 1 ? ` nested ${shape.length} deep,` : "";
  const expected = `${formatShape(shape)} number${sizeOf(shape) === 1 ? "" : "s"}`;
  return new ShapeError(`${what} take ${expected} an example,${nested} but ${got}. Counts start at 0.${remedy}`);
}

function describeList(values: unknown, wantsRows: boolean): string {
  if (!Array.isArray(values)) return `is ${show(values)}`;
  if (!wantsRows) return `has ${values.length}`;
  return isList(values[0])
    ? `has ${values.length} row${values.length === 1 ? "" : "s"}`
    : `is a flat list of ${values.length}`;
}

/** How many arrays are nested in one another, along the first elements, as far as `most`: one may hold itself. */
function depthOf(values: NestedNumbers, most: number): number {
  const first = values[0];
  return most > 1 && Array.isArray(first) ? 1 + depthOf(first, most - 1) : 1;
}

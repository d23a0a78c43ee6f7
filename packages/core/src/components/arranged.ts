import { checkOptions, type FloatArray, isShape, kindOf, OptionError, type Shape, show } from "@nn/numerics";
import type { Arrangement } from "../contracts/formats/operators.js";
import { sizeOf } from "./checked-shape.js";

/** So many zeros are more than any operator takes. */
const MOST = 1_000_000;

/** Numbers with their shape, row-major. */
export interface Arranged {
  /** The numbers. */
  readonly values: FloatArray;
  /** Their dimensions. */
  readonly shape: Shape;
}

/**
 * A copy of a parameter's numbers as an operator takes them.
 *
 * @param shape - As they are.
 * @throws OptionError for an arrangement that these numbers can't have.
 *
 * @example
 * const weight = new Float64Array([1, 2, 3, 4, 5, 6]);
 * arranged(weight, [2, 3], { transpose: [1, 0] }).values; // => [1, 4, 2, 5, 3, 6]
 */
export function arranged(values: FloatArray, shape: Shape, arrangement: Arrangement): Arranged {
  checkOptions("arranged", arrangement, ["take", "transpose", "zeros", "shape"]);
  const { take, transpose, zeros = 0, shape: given } = arrangement;
  checkShape("the second argument", shape);
  if (given !== undefined) checkShape("shape", given);
  const size = sizeOf(shape);
  const isArray = kindOf(values).startsWith("Float");
  if (!isArray || size > values.length) {
    const got = isArray ? `one of ${values.length}` : show(values);
    const takes = `a Float32Array or Float64Array of the ${size} numbers that [${shape.join(", ")}] are`;
    throw new OptionError(`arranged takes ${takes}, but got ${got}.`);
  }
  if (!Number.isInteger(zeros) || zeros < 0 || zeros > MOST) {
    throw new OptionError(`zeros must be a whole number from 0 to ${MOST}, but is ${show(zeros)}.`);
  }
  let now: Arranged = { values: values.slice(0, size), shape: Array.from(shape) };
  if (take !== undefined) now = taken(now, take);
  if (transpose !== undefined) now = transposed(now, transpose);
  const all = withLength(now.values, now.values.length + zeros);
  const last = given ?? (zeros > 0 ? [all.length] : now.shape);
  if (sizeOf(last) === all.length) return { values: all, shape: last };
  throw new OptionError(
    `${all.length} numbers can't be arranged as [${Array.from(last).join(", ")}], which are ${sizeOf(last)}.`,
  );
}

function checkShape(what: string, shape: Shape): void {
  if (isShape(shape)) return;
  const is = Array.isArray(shape) && shape.length <= 8 ? `[${Array.from(shape, show).join(", ")}]` : show(shape);
  throw new OptionError(`arranged: ${what} must be a shape, whole numbers of at least 1 as in [2, 3], but is ${is}.`);
}

function taken({ values, shape }: Arranged, indices: readonly number[]): Arranged {
  if (!Array.isArray(indices)) throw new OptionError(`take must be a list of indices, but is ${show(indices)}.`);
  const [count = 0, ...others] = shape;
  const size = sizeOf(others);
  const wrong = indices.findIndex((from) => !Number.isInteger(from) || from < 0 || from >= count);
  if (wrong >= 0) {
    const has = `the first dimension of [${shape.join(", ")}] has ${count}`;
    throw new OptionError(`take names ${show(indices[wrong])}, but ${has}.`);
  }
  const result = withLength(values, indices.length * size);
  for (const [to, from] of indices.entries()) result.set(values.subarray(from * size, (from + 1) * size), to * size);
  return { values: result, shape: [indices.length, ...others] };
}

function transposed({ values, shape }: Arranged, order: readonly number[]): Arranged {
  const isOrder =
    Array.isArray(order) && order.length === shape.length && shape.every((_, axis) => order.includes(axis));
  if (!isOrder) {
    throw new OptionError(`transpose must name each dimension of [${shape.join(", ")}] once, but is ${show(order)}.`);
  }
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const result = values.slice();
  const next = Array.from(order, (axis) => shape[axis]!);
  const at = next.map(() => 0);
  for (let to = 0; to < result.length; to++) {
    let from = 0;
    for (let i = 0; i < order.length; i++) from += at[i]! * strides[order[i]!]!;
    result[to] = values[from]!;
    for (let axis = at.length - 1; axis >= 0 && ++at[axis]! === next[axis]; axis--) at[axis] = 0;
  }
  return { values: result, shape: next };
}

/** As many numbers, of the same format; 0 after the end. */
function withLength(values: FloatArray, length: number): FloatArray {
  const result = values.BYTES_PER_ELEMENT === 4 ? new Float32Array(length) : new Float64Array(length);
  result.set(values.subarray(0, length));
  return result;
}

/**
 * The shape of **one example**: `[784]` for a row of 784 numbers, `[28, 28]` for an image. The batch is never part of
 * it. Arrays are row-major and the batch comes first, so example `i` is `data[i * size .. (i + 1) * size)`.
 */
export type Shape = readonly number[];

/** How many numbers a shape holds. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) size *= shape[axis]!;
  return size;
}

/** Whether two shapes have the same dimensions in the same order. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dimension, axis) => dimension === b[axis]);
}

/** A shape as people write it. */
export function formatShape(shape: Shape): string {
  return shape.join("×");
}

/**
 * Whether every dimension is a whole number of at least 1, and there is at least one.
 *
 * @example
 * isShape([28, 28]); // => true
 * isShape([0]); // => false
 */
export function isShape(shape: Shape): boolean {
  if (!Array.isArray(shape) || shape.length === 0) return false;
  // With a loop, as `every` passes over holes.
  for (let axis = 0; axis < shape.length; axis++) {
    const dimension: unknown = shape[axis];
    if (!Number.isInteger(dimension) || (dimension as number) < 1) return false;
  }
  return true;
}

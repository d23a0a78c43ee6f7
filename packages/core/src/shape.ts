import { OptionError } from "./errors.js";
import { show } from "./options.js";

/**
 * The shape of **one example**: `[784]` for a row of 784 numbers, `[28, 28]` for an image. The batch is never part of
 * it. Arrays are row-major and the batch comes first, so example `i` is `data[i * size .. (i + 1) * size)`.
 */
export type Shape = readonly number[];

/**
 * How many numbers a shape holds: the product of its dimensions.
 *
 * @throws OptionError for what isn't a list of numbers.
 *
 * @example
 * sizeOf([28, 28]); // => 784
 */
export function sizeOf(shape: Shape): number {
  if (!Array.isArray(shape)) throw notAShape("sizeOf", shape);
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) {
    const dimension: unknown = shape[axis];
    if (typeof dimension !== "number") throw notAShape("sizeOf", shape);
    size *= dimension;
  }
  return size;
}

/**
 * Whether two shapes have the same dimensions in the same order.
 *
 * @example
 * sameShape([28, 28], [784]); // => false
 */
export function sameShape(a: Shape, b: Shape): boolean {
  if (!Array.isArray(a)) throw notAShape("sameShape", a);
  if (!Array.isArray(b)) throw notAShape("sameShape", b);
  return a.length === b.length && a.every((dimension, axis) => dimension === b[axis]);
}

/**
 * A shape as people write it: a plain number for a row, a product otherwise.
 *
 * @example
 * formatShape([784]); // => "784"
 * formatShape([28, 28]); // => "28×28"
 */
export function formatShape(shape: Shape): string {
  if (!Array.isArray(shape)) throw notAShape("formatShape", shape);
  return Array.from(shape, (size: unknown) => (typeof size === "number" ? size : show(size))).join("×");
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

function notAShape(where: string, shape: unknown): OptionError {
  const shown = Array.isArray(shape) ? `[${Array.from(shape, show).join(", ")}]` : show(shape);
  return new OptionError(`${where} takes a shape, a list of whole numbers as in [28, 28], but got ${shown}.`);
}

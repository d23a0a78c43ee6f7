import { formatShape as format, OptionError, type Shape, sameShape as same, show, sizeOf as size } from "@nn/numerics";

// Helpers for programs, which may pass anything: core itself calls those of @nn/numerics, with shapes that were checked.

/**
 * How many numbers a shape holds: the product of its dimensions.
 *
 * @throws OptionError for what isn't a list of numbers.
 *
 * @example
 * sizeOf([28, 28]); // => 784
 */
export function sizeOf(shape: Shape): number {
  const wrong = list("sizeOf", shape).findIndex((dimension: unknown) => typeof dimension !== "number");
  if (wrong >= 0) throw notAShape("sizeOf", shape);
  return size(shape);
}

/**
 * Whether two shapes have the same dimensions in the same order.
 *
 * @throws OptionError for what isn't a list.
 *
 * @example
 * sameShape([28, 28], [784]); // => false
 */
export function sameShape(a: Shape, b: Shape): boolean {
  return same(list("sameShape", a), list("sameShape", b));
}

/**
 * A shape as people write it: a plain number for a row, a product otherwise.
 *
 * @throws OptionError for what isn't a list.
 *
 * @example
 * formatShape([784]); // => "784"
 * formatShape([28, 28]); // => "28×28"
 */
export function formatShape(shape: Shape): string {
  // No shape has so many axes: a list with room for more than there is memory isn't copied.
  if (list("formatShape", shape).length > 1000) throw notAShape("formatShape", shape);
  const written = Array.from(shape, (dimension: unknown) =>
    typeof dimension === "number" ? dimension : show(dimension),
  );
  return format(written as number[]);
}

function list(where: string, shape: Shape): Shape {
  if (Array.isArray(shape)) return shape;
  throw notAShape(where, shape);
}

function notAShape(where: string, shape: unknown): OptionError {
  const shown = Array.isArray(shape) && shape.length <= 20 ? `[${Array.from(shape, show).join(", ")}]` : show(shape);
  return new OptionError(`${where} takes a shape, a list of whole numbers as in [28, 28], but got ${shown}.`);
}

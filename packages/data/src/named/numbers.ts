import { DataError, ShapeError } from "@nn/core";
import { type Shape, show } from "@nn/core/component";
import { checkList, checkWhole } from "../rows.js";

/** The numbers of one example in the order in which they lie; whether they are finite is looked at where they are read. */
export function numbersOf(place: string, value: unknown, shape: Shape): number[] {
  const isOne = shape.every((length) => length === 1);
  if (isOne && typeof value === "number") return [value];
  if (isTyped(value)) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (value.length === size) return Array.from(value);
    throw new ShapeError(`${place} takes ${size} numbers, but the typed array holds ${value.length}.`);
  }
  const numbers: number[] = [];
  collect(place, value, shape, shape, numbers);
  return numbers;
}

/** A list of examples of one input or output: an array of them, or a typed array with one behind the other. */
export function examplesOf(place: string, given: unknown, size: number): readonly unknown[] {
  if (!isTyped(given)) {
    checkList(place, "examples, as in [[1, 2], [3, 4]]", given);
    checkWhole(place, given as readonly unknown[]);
    return given as readonly unknown[];
  }
  if (given.length % size !== 0) {
    throw new ShapeError(`${place} takes ${size} numbers an example, but the typed array holds ${given.length}.`);
  }
  return Array.from({ length: given.length / size }, (_, i) => given.slice(i * size, (i + 1) * size));
}

/** The numbers of an example's output, nested as its shape says. */
export function nested(values: readonly number[], shape: Shape): unknown[] {
  if (shape.length < 2) return [...values];
  const [length = 1, ...inner] = shape;
  const stride = values.length / length;
  return Array.from({ length }, (_, i) => nested(values.slice(i * stride, (i + 1) * stride), inner));
}

/** Lists in lists, each as long as the shape says. */
function collect(place: string, value: unknown, [length, ...inner]: Shape, shape: Shape, out: number[]): void {
  if (length === undefined) {
    if (typeof value !== "number") throw new DataError(`${place} takes numbers, but got ${show(value)}.`);
    out.push(value);
    return;
  }
  if (!(Array.isArray(value) || isTyped(value)) || value.length !== length) {
    const got = Array.isArray(value) || isTyped(value) ? `a list of ${value.length}` : show(value);
    throw new ShapeError(
      `${place} takes numbers of the shape [${shape.join(", ")}], but got ${got} in the place of ${length}.`,
    );
  }
  for (let i = 0; i < length; i++) collect(place, value[i], inner, shape, out);
}

function isTyped(value: unknown): value is Float64Array {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

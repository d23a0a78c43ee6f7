import { type Arranged, type FloatArray, type Shape, type StandardOperator, sizeOf } from "@nn/core/component";

/** An operator: what comes of its inputs, `undefined` for those that aren't given. */
export type RunOperator = (
  inputs: readonly (Arranged | undefined)[],
  node: StandardOperator,
) => readonly (Arranged | undefined)[];

/** So many zeros in a shape. */
export function zerosOf(shape: Shape): Arranged & { readonly values: Float64Array } {
  return { values: new Float64Array(sizeOf(shape)), shape };
}

/** A list of whole numbers among the attributes. */
export function listOf({ integers }: StandardOperator, name: string, otherwise: readonly number[]): readonly number[] {
  const given = integers?.[name];
  return given === undefined ? otherwise : typeof given === "number" ? [given] : given;
}

/** How far one step along each dimension is. */
function stridesOf(shape: Shape): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** The dimensions that both have where those of 1 are repeated. */
export function together(a: Shape, b: Shape): number[] {
  const length = Math.max(a.length, b.length);
  const at = (shape: Shape, i: number): number => shape[i - length + shape.length] ?? 1;
  return Array.from({ length }, (_, i) => Math.max(at(a, i), at(b, i)));
}

/** The numbers as they are repeated in a larger shape. */
export function repeated({ values, shape }: Arranged, larger: Shape): FloatArray {
  const strides = stridesOf(shape);
  const result = new Float64Array(sizeOf(larger));
  const own = stridesOf(larger);
  for (let to = 0; to < result.length; to++) {
    let from = 0;
    for (const [axis, size] of shape.entries()) {
      const of = axis + larger.length - shape.length;
      if (size > 1) from += (Math.floor(to / own[of]!) % larger[of]!) * strides[axis]!;
    }
    result[to] = values[from]!;
  }
  return result;
}

import type { PartParameter } from "@nn/core/component";

/** A parameter as a matrix: its last axis is that of the columns, and all before it are rows; a list is one column. */
export function matrixOf({ shape, size }: Pick<PartParameter, "shape" | "size">): {
  readonly rows: number;
  readonly columns: number;
} {
  const columns = shape.length < 2 ? 1 : shape[shape.length - 1];
  return { rows: size / columns, columns };
}

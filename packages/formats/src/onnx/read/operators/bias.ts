import { sizeOf } from "@nn/core/component";
import type { Constant } from "../constant.js";
import type { NodePlace } from "../place.js";

/** One bias for each unit. */
export function biasOf(node: NodePlace, { values, shape }: Constant, units: number): ArrayLike<number> {
  const isRow = shape.at(-1) === units && sizeOf(shape) === units;
  node.expect(isRow || values.length === 1, `its bias has ${values.length} numbers for ${units} units.`);
  return isRow ? values : new Float64Array(units).fill(values[0]!);
}

import {
  type Arrangement,
  arranged,
  type FloatArray,
  OptionError,
  type PlacedParameter,
  type Shape,
  ShapeError,
  sizeOf,
} from "@nn/core/component";
import type { PlacedTensor } from "./stack.js";

/** Which numbers of a layer a tensor has. */
export interface TensorLayout {
  readonly of: PlacedParameter;
  readonly what: "parameters" | "state";
  readonly shape: Shape;
  /** For each number of the tensor, the index of that of the layer; below 0 where it is 0. */
  readonly indices: FloatArray;
}

/**
 * Where the numbers of a tensor lie in the layer; nothing for one that has no numbers of the layer.
 *
 * @throws OptionError for numbers that the layer hasn't.
 */
export function layoutOf({ name, place, tensor, inputs }: PlacedTensor): TensorLayout | undefined {
  if (!("parameter" in tensor || "state" in tensor)) return undefined;
  const { inputs: axis, ...operand } = tensor;
  const { parameter, state, ...arrangement } = operand as { parameter?: string; state?: string } & Arrangement;
  const [what, own] = parameter !== undefined ? (["parameters", parameter] as const) : (["state", state] as const);
  const of = place[what].find((one) => one.name === own);
  if (of === undefined) {
    throw new OptionError(
      `${place.label}: pytorch names the ${what === "state" ? what : "parameter"} "${own}", which there isn't.`,
    );
  }
  // From 1 on, as what is added are zeros.
  const numbered = Float64Array.from({ length: of.size }, (_, i) => i + 1);
  const { values, shape } = inPlace(place.label, () => arranged(numbered, of.shape, arrangement));
  for (let i = 0; i < values.length; i++) values[i]! -= 1;
  if (axis === undefined || inputs === undefined) return { of, what, shape, indices: values };
  if (shape[axis] === inputs.length) return { of, what, shape, indices: along(values, shape, axis, inputs) };
  throw new ShapeError(
    `${place.label}: dimension ${axis} of its tensor ${name} must be along the ${inputs.length} numbers that it takes, but has ${shape[axis]}.`,
  );
}

/** Says where, if what a layer says of its numbers is wrong. */
function inPlace<T>(label: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof OptionError) error.message = `${label}: ${error.message}`;
    throw error;
  }
}

/** The numbers with one dimension in another order. */
function along(values: FloatArray, shape: Shape, axis: number, order: Float64Array): FloatArray {
  const inner = sizeOf(shape.slice(axis + 1));
  const length = shape[axis]!;
  return values.map((_, i) => {
    const at = Math.floor(i / inner) % length;
    return values[i + (order[at]! - at) * inner]!;
  });
}

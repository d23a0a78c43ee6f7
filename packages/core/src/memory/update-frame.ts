import type { FloatArray, Kernels } from "@nn/numerics";
import type { UpdateArrays, UpdatedParameter, UpdateFrame } from "../contracts/update-frame.js";
import type { PlacedParameter } from "../network/stack.js";

/** What is known of a parameter before there is memory for it. */
export type ParameterPlace = Pick<PlacedParameter, "fullName" | "shape" | "role" | "offset" | "size">;

/** A frame whose step can be set. */
export type OwnFrame = { -readonly [Name in keyof UpdateFrame]: UpdateFrame[Name] };

/** What an optimizer is given in one training. All are made here, as updates are compiled for one kind of object. */
export function updateFrame(
  kernels: Kernels,
  arrays: UpdateArrays,
  scalars: UpdateFrame["scalars"],
  places: readonly ParameterPlace[],
): OwnFrame {
  const { value, gradient, slots } = arrays;
  const parameters = places.map((place) => partOf(arrays, place));
  return { kernels, value, gradient, slots, scalars, step: 0, parameters };
}

function partOf(
  { value, gradient, slots }: UpdateArrays,
  { fullName, shape, role = "weight", offset, size }: ParameterPlace,
): UpdatedParameter {
  const part = (array: FloatArray): FloatArray => array.subarray(offset, offset + size);
  const own = Object.fromEntries(Object.keys(slots).map((name) => [name, part(slots[name]!)]));
  return { fullName, shape, role, offset, size, value: part(value), gradient: part(gradient), slots: own };
}

/** Arrays by the names that an optimizer has for them. */
export function byName<Kind>(names: readonly string[] = [], arrays: readonly Kind[]): Record<string, Kind> {
  return Object.fromEntries(names.map((name, i) => [name, arrays[i]!]));
}

import type { Backend, DType, FloatArray } from "@nn/numerics";
import { allocateFor } from "../memory/room.js";
import type { PlacedParameter, Stack } from "../network/stack.js";

/**
 * One number for each number of the parameters: their values, their gradients, or what an optimizer remembers of them.
 * All lie in one block, in the order of the layers, so that an update of all is one loop.
 */
export interface ParameterArrays {
  /** All the numbers in one array: each layer's parameters in their order, each parameter row-major. */
  readonly block: FloatArray;
  /** The views on the block, layer by layer, by the layer's own names. */
  readonly byLayer: readonly Readonly<Record<string, FloatArray>>[];
}

/**
 * A block of zeros with its views.
 *
 * @param refusal - The error if there is no memory for them.
 */
export function allocateParameters(
  stack: Stack,
  backend: Pick<Backend, "allocate">,
  dtype: DType,
  refusal: (() => Error) | undefined,
): ParameterArrays {
  const [block] = allocateFor(backend, dtype, [stack.parameterCount], refusal);
  const byLayer = stack.places.map(({ parameters }) =>
    Object.fromEntries(parameters.map(({ name, offset, size }) => [name, block!.subarray(offset, offset + size)])),
  );
  return { block: block!, byLayer };
}

/** Copies of the arrays: each has a memory of its own, and changing one changes nothing else. */
export function copyArrays({ block, byLayer }: ParameterArrays): ParameterArrays {
  const copies = byLayer.map((arrays) =>
    Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, values.slice()])),
  );
  return { block: block.slice(), byLayer: copies };
}

/** Every parameter with its place, in order. */
export function listParameters(stack: Stack): readonly PlacedParameter[] {
  return stack.places.flatMap(({ parameters }) => parameters);
}

/** Copies of the arrays by the network's names for them, `{ "0.weight": […], "0.bias": […] }`: plain, as JSON wants them. */
export function copyByName(stack: Stack, arrays: ParameterArrays): Record<string, number[]> {
  return Object.fromEntries(
    listParameters(stack).map(({ fullName, offset, size }) => [
      fullName,
      Array.from(arrays.block.slice(offset, offset + size)),
    ]),
  );
}

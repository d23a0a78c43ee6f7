import type { Backend, DType, FloatArray } from "@nn/numerics";
import { allocateFor, type Refusal } from "../memory/room.js";
import type { PlacedParameter, Stack } from "../network/stack/stack.js";

/**
 * One number for each number of the parameters: their values, their gradients, or what an optimizer remembers of them.
 * All lie in one block, in the order of the layers, so that an update of all is one loop.
 */
export interface ParameterArrays {
  /**
   * All the numbers in one array: each layer's parameters in their order, each parameter row-major. Of values, what layers
   * remember from step to step lies behind them.
   */
  readonly block: FloatArray;
  /** The views on the block, by the layer's own names, for each of the stack's `allPlaces`. */
  readonly byLayer: readonly NamedArrays[];
  /** Those on what layers remember, in the same way; missing where there is nothing. */
  readonly stateByLayer?: readonly NamedArrays[];
}

type NamedArrays = Readonly<Record<string, FloatArray>>;

/**
 * A block of zeros with its views, without room for what layers remember.
 *
 * @param refusal - The error if there is no memory for them.
 */
export function allocateParameters(
  stack: Stack,
  backend: Pick<Backend, "allocate">,
  dtype: DType,
  refusal: Refusal | undefined,
  stateCount = 0,
): ParameterArrays {
  const [block] = allocateFor(backend, dtype, [stack.parameterCount + stateCount], refusal);
  return viewsOn(stack, block!);
}

/** A block with its views. */
export function viewsOn({ allPlaces, parameterCount }: Stack, block: FloatArray): ParameterArrays {
  const views = (of: "parameters" | "state"): NamedArrays[] =>
    allPlaces.map((place) =>
      Object.fromEntries(place[of].map(({ name, offset, size }) => [name, block.subarray(offset, offset + size)])),
    );
  const byLayer = views("parameters");
  return block.length > parameterCount ? { block, byLayer, stateByLayer: views("state") } : { block, byLayer };
}

/** Copies of the arrays: each has a memory of its own, and changing one changes nothing else. */
export function copyArrays({ block, byLayer, stateByLayer }: ParameterArrays): ParameterArrays {
  const copies = (list: readonly NamedArrays[]): NamedArrays[] =>
    list.map((arrays) => Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, values.slice()])));
  const copied = { block: block.slice(), byLayer: copies(byLayer) };
  return stateByLayer === undefined ? copied : { ...copied, stateByLayer: copies(stateByLayer) };
}

/** Every parameter with its place, in order. */
export function listParameters({ allPlaces }: Stack): readonly PlacedParameter[] {
  return allPlaces.flatMap(({ parameters }) => parameters);
}

/** The same, and behind them what layers remember. */
export function listNumbers(stack: Stack): readonly PlacedParameter[] {
  return [...listParameters(stack), ...stack.allPlaces.flatMap(({ state }) => state)];
}

/** Copies of arrays by the network's names for them, `{ "0.weight": […], "0.bias": […] }`: plain, as JSON wants them. */
export function copyByName(list: readonly PlacedParameter[], { block }: ParameterArrays): Record<string, number[]> {
  return Object.fromEntries(
    list.map(({ fullName, offset, size }) => [fullName, Array.from(block.slice(offset, offset + size))]),
  );
}

import type { Backend, DType, FloatArray } from "@nn/numerics";
import { OptionError, ShapeError, show } from "@nn/numerics";
import { advice } from "../advice/advice.js";

/** Gives the error of what has no memory, if there is one of its own. */
export type Refusal = () => Error | undefined;

/**
 * Calls a function that allocates; where the engine is out of memory, the error is a sentence.
 *
 * @param refusal - Gives the error to throw for the engine's own; one without numbers unless it does.
 */
export function orNoRoom<T>(make: () => T, refusal?: Refusal): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw refusal?.() ?? tooMuch();
    throw error;
  }
}

function tooMuch(): Error {
  return new ShapeError(`There isn't memory for so much.${advice.remedy?.("no memory") ?? ""}`);
}

/**
 * A backend's arrays, or a sentence.
 *
 * @throws The refusal if there is no memory for so much.
 */
export function allocateFor(
  backend: Pick<Backend, "allocate">,
  dtype: DType,
  lengths: readonly number[],
  refusal?: Refusal,
): FloatArray[] {
  return orNoRoom(() => {
    // The product of huge sizes isn't finite.
    if (lengths.includes(Infinity)) throw new RangeError();
    return arraysOf(backend, dtype, lengths);
  }, refusal);
}

/**
 * A backend's arrays, of which there must be one for each length.
 *
 * @throws What the backend throws where there is no memory for so much.
 */
export function arraysOf(backend: Pick<Backend, "allocate">, dtype: DType, lengths: readonly number[]): FloatArray[] {
  const arrays: unknown = backend.allocate(dtype, lengths);
  if (Array.isArray(arrays) && arrays.length >= lengths.length) return arrays as FloatArray[];
  throw new OptionError(`backend: allocate must give an array for each length, but gives ${show(arrays)}.`);
}

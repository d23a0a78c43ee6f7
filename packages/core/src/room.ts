import type { Backend } from "./backend.js";
import type { DType, FloatArray } from "./dtype.js";
import { OptionError } from "./errors.js";
import { show } from "./options.js";

/** Makes an error from a sentence: a class of errors of ours. */
type ErrorClass = new (message: string) => Error;

/**
 * Makes what takes memory; where the engine has no room for so much, the error says it in words.
 *
 * @param refusal - The error to throw for the engine's own.
 */
export function orNoRoom<T>(make: () => T, refusal: () => Error): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) throw refusal();
    throw error;
  }
}

/** What is wanted of a backend's memory, in words for the case that there isn't so much; until then nothing is put in words. */
export interface Purpose {
  /** What the memory is for: `"The network's parameters"`. */
  readonly what: () => string;
  /** What needs how many numbers of it, to name the largest. */
  readonly parts: () => readonly (readonly [name: string, length: number])[];
  /** What to do about it. */
  readonly remedy: string;
  readonly error: ErrorClass;
}

/**
 * A backend's arrays, or a sentence with gigabytes.
 *
 * @throws The purpose's error if there is no memory for so much, with what needs most of it.
 */
export function allocateFor(
  backend: Pick<Backend, "allocate">,
  dtype: DType,
  lengths: readonly number[],
  { what, parts, remedy, error: Refusal }: Purpose,
): FloatArray[] {
  return orNoRoom(
    () => {
      // The product of huge sizes isn't finite.
      if (lengths.includes(Infinity)) throw new RangeError();
      const arrays: unknown = backend.allocate(dtype, lengths);
      if (Array.isArray(arrays) && arrays.length >= lengths.length) return arrays as FloatArray[];
      throw new OptionError(`backend: allocate must give an array for each length, but gives ${show(arrays)}.`);
    },
    () => {
      const size = dtype === "float32" ? 4 : 8;
      const total = lengths.reduce((sum, length) => sum + length, 0);
      const [name, length] = parts().reduce((most, part) => (part[1] > most[1] ? part : most));
      const most = `${gigabytes(length * size)} of it for ${name}`;
      return new Refusal(
        `${what()} would take ${gigabytes(total * size)} of memory, ${most}, and there isn't so much. ${remedy}`,
      );
    },
  );
}

/** An amount of memory for people to read: `"80 GB"`. */
export function gigabytes(bytes: number): string {
  const amount = Number((bytes / 1e9).toPrecision(3));
  return amount < 1e9 ? `${amount.toLocaleString("en")} GB` : "more than a billion GB";
}

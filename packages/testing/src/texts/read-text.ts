import { OptionError } from "@nn/core";
import { Computation, type FloatArray } from "@nn/core/component";

/** A text on rows of numbers: writes what it gives for each number, or for the row where it says so. */
export type ReadText = (size: number, arrays: readonly FloatArray[], scalars?: readonly number[]) => Float64Array;

/** How a text is to be read. */
interface Reading {
  /** What the arrays are called, at most five. */
  readonly arrays: readonly string[];
  readonly scalars?: readonly string[];
  /** Whether it gives one number for a row. */
  readonly byRow?: boolean;
}

/**
 * A text of a component as a function; `undefined` of one that isn't read here, such as one with a sine: it is for
 * explanations alone.
 */
export function readText(text: string, { arrays, scalars = [], byRow = false }: Reading): ReadText | undefined {
  try {
    const computation = new Computation({
      name: "text",
      arrays: ["result", ...arrays],
      scalars,
      ...(byRow && { byRow: ["result"] }),
      lines: [`result = ${text}`],
    });
    return (size, values, numbers = []) => {
      const result = new Float64Array(byRow ? 1 : size);
      const [a = result, b = result, c = result, d = result, e = result] = values;
      computation.loop(numbers, 1, size, result, a, b, c, d, e);
      return result;
    };
  } catch (error) {
    if (error instanceof OptionError) return undefined;
    throw error;
  }
}

/** Whether a text goes over the numbers of a row. */
export function goesOverRow(text: string): boolean {
  return /\b(sum|mean)\s*\(/.test(text);
}

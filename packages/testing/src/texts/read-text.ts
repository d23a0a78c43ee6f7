import { OptionError } from "@nn/core";
import { Computation, erfFormula, type FloatArray } from "@nn/core/component";
import { ContractError } from "@nn/core/gradients";

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

/** What explanations know besides: constants, functions, and any power. */
const FOR_EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(e|pi)\b/g, "1"],
  [/\b(sin|cos|atan|log10)(?=\s*\()/g, "exp"],
  [/\^/g, "*"],
];

/**
 * A text of a component as a function; `undefined` of one that isn't read here, as it has a sine in it, e, or a power that is
 * no whole number: it is for explanations alone.
 *
 * @throws ContractError for one that can't be read there either.
 */
export function readText(text: string, reading: Reading): ReadText | undefined {
  try {
    return functionOf(text, reading);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const known = FOR_EXPLANATIONS.reduce((rest, [what, like]) => rest.replace(what, like), text);
    if (known !== text && isReadable(known, reading)) return undefined;
    throw new ContractError(error.message, { cause: error });
  }
}

function isReadable(text: string, reading: Reading): boolean {
  try {
    functionOf(text, reading);
    return true;
  } catch {
    return false;
  }
}

function functionOf(text: string, { arrays, scalars = [], byRow = false }: Reading): ReadText {
  const computation = new Computation({
    name: "its formula",
    arrays: ["result", ...arrays],
    scalars,
    ...(byRow && { byRow: ["result"] }),
    functions: { erf: erfFormula },
    lines: [`result = ${text}`],
  });
  return (size, values, numbers = []) => {
    const result = new Float64Array(byRow ? 1 : size);
    const [a = result, b = result, c = result, d = result, e = result] = values;
    computation.loop(numbers, 1, size, result, a, b, c, d, e);
    return result;
  };
}

/** Whether a text goes over the numbers of a row. */
export function goesOverRow(text: string): boolean {
  return /\b(sum|mean)\s*\(/.test(text);
}

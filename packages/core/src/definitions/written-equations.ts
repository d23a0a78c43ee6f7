import { isRecord, OptionError, show } from "@nn/numerics";
import type { Equations, MatrixEquations } from "../contracts/mathematics/equations.js";

/** A matrix of more numbers on a side isn't written out. */
const MOST = 65_536;

/**
 * A step of a layer whose sums are written one by one, also where the layer names their matrix.
 *
 * @param size - How many numbers come before it.
 * @param outputs - How many come of each row of them: the matrix's second size.
 * @param inputs - How many a row has: the matrix's first size. All of them, unless given.
 *
 * @throws OptionError for what isn't a step, and for sizes that are none.
 *
 * @example
 * const link = writtenEquations({ matrix: "weight", bias: "bias" }, 2, 1);
 * "sums" in link && link.sums[0].terms[1]; // => { input: 1, weight: { parameter: "weight", element: 1 } }
 */
export function writtenEquations(
  spec: Equations,
  size: number,
  outputs: number,
  inputs: number = size,
): Exclude<Equations, MatrixEquations> {
  const given: unknown = spec;
  if (!isRecord(given))
    throw new OptionError(`writtenEquations takes a list of a layer's equations, but got ${show(spec)}.`);
  if (!("matrix" in spec)) return spec;
  for (const [name, count] of Object.entries({ size, outputs, inputs })) {
    if (Number.isInteger(count) && count >= 0 && count <= MOST) continue;
    throw new OptionError(`writtenEquations: ${name} must be a whole number from 0 to ${MOST}, but is ${show(count)}.`);
  }
  const { matrix, bias } = spec;
  const rows = inputs === 0 ? 1 : size / inputs;
  if (!Number.isInteger(rows)) {
    throw new OptionError(`writtenEquations: ${size} numbers can't be divided into rows of ${inputs}.`);
  }
  const sums = Array.from({ length: rows * outputs }, (_, at) => {
    const output = at % outputs;
    const first = ((at - output) / outputs) * inputs;
    const terms = Array.from({ length: inputs }, (_, input) => {
      return { input: first + input, weight: { parameter: matrix, element: input * outputs + output } };
    });
    return { terms, ...(bias !== undefined && { bias: { parameter: bias, element: output } }) };
  });
  return { sums };
}

import type { DType, FloatArray } from "@nn/numerics";
import { allFinite, DataError, isRecord, OptionError, ShapeError, show, zerosOf } from "@nn/numerics";
import type { ParameterPlace } from "../../memory/frames/update-frame.js";

/** Numbers of the parameters, by the parameters' names: row-major, in the network's number format. */
export type ByParameter = Readonly<Record<string, FloatArray>>;

/** Copies of a block that has a number for each number of some parameters. */
export function byParameter(places: readonly ParameterPlace[], block: FloatArray): ByParameter {
  return Object.fromEntries(places.map(({ fullName, offset, size }) => [fullName, block.slice(offset, offset + size)]));
}

/**
 * The block of such numbers.
 *
 * @param where - What a state has them under.
 * @param mayDiffer - Whether they may be of other parameters: what isn't there is 0.
 * @throws OptionError for those of other parameters, ShapeError for other sizes, DataError for other arrays.
 */
export function readByParameter(
  parameters: readonly ParameterPlace[],
  dtype: DType,
  values: ByParameter,
  where: string,
  mayDiffer = false,
): FloatArray {
  if (!isRecord(values))
    throw new OptionError(`The state's ${where} must hold arrays by name, but is ${show(values)}.`);
  const unknown = Object.keys(values).find((name) => !parameters.some(({ fullName }) => fullName === name));
  if (unknown !== undefined && !mayDiffer) {
    throw new OptionError(`This state has ${where}[${show(unknown)}], and this network no such parameter. ${OTHER}`);
  }
  const block = zerosOf(
    dtype,
    parameters.reduce((sum, { size }) => sum + size, 0),
  );
  for (const { fullName, offset, size } of parameters) {
    const name = `The state's ${where}[${show(fullName)}]`;
    if (!Object.hasOwn(values, fullName)) {
      if (mayDiffer) continue;
      throw new OptionError(
        `This network has a parameter ${show(fullName)}, but the state has it not in its ${where}. ${OTHER}`,
      );
    }
    const numbers = checkArray(values[fullName], name, block);
    if (numbers.length !== size) {
      throw new ShapeError(`${name} has ${count(numbers.length)}, but the parameter has ${size}. ${OTHER}`);
    }
    if (where === "parameters" && !allFinite(numbers, size)) {
      throw new DataError(`${name} has a number that isn't finite: this is no state that a trainer gave.`);
    }
    block.set(numbers, offset);
  }
  return block;
}

const OTHER = "It is the state of another network: give it to one with the same layers.";

/** An array of the format of another one. */
function checkArray(values: unknown, name: string, like: FloatArray): FloatArray {
  const kind = kindOf(values);
  if (kind === kindOf(like)) return values as FloatArray;
  if (kind === "Float32Array" || kind === "Float64Array") {
    const [from, to] = like.BYTES_PER_ELEMENT === 4 ? ["float64", "float32"] : ["float32", "float64"];
    throw new DataError(
      `${name} is in ${from}, but this network in ${to}, which would go on with other bits. Make the network with ` +
        `{ dtype: "${from}" }.`,
    );
  }
  throw new DataError(
    `${name} must be the typed array that state() gave, but is ${show(values)}. JSON has no typed arrays, and loses the ` +
      "sign of a zero: write a state with what keeps both, such as serialize of node:v8.",
  );
}

/** Of arrays of other realms as well. */
function kindOf(values: unknown): string {
  return ArrayBuffer.isView(values) ? Object.prototype.toString.call(values).slice(8, -1) : "";
}

function count(length: number): string {
  return `${length} number${length === 1 ? "" : "s"}`;
}

import {
  DataError,
  type DType,
  type FloatArray,
  formatShape,
  isRecord,
  OptionError,
  ShapeError,
  show,
  suggest,
  zerosOf,
} from "@nn/numerics";
import { advice } from "../advice/advice.js";
import type { Network } from "../contracts/network.js";
import type { PlacedParameter } from "../network/stack/stack.js";
import { listNumbers } from "./parameters.js";

/**
 * Reads parameters by name, and gives what sets them, so that nothing is set if anything is wrong.
 *
 * @throws OptionError for a name that doesn't exist; ShapeError for a wrong number of values; DataError for values that
 *   aren't finite numbers.
 */
export function readParameters(
  { stack, dtype, parameters }: Pick<Network, "stack" | "dtype" | "parameters">,
  values: Readonly<Record<string, ArrayLike<number>>>,
  taker: string,
): () => void {
  const known = listNumbers(stack);
  if (!isRecord(values)) {
    throw new OptionError(
      `${taker} takes lists by the parameters' names, but got ${show(values)}.${advice.onPromise?.(values) ?? ""}`,
    );
  }
  const changes = Object.entries(values).map(([name, numbers]) => {
    const parameter = known.find(({ fullName }) => fullName === name);
    if (parameter === undefined) {
      const names = known.map(({ fullName }) => fullName);
      throw new OptionError(`The network has no parameter ${show(name)}. ${suggest(name, names)}`);
    }
    return { numbers: readParameter(parameter, numbers, dtype), offset: parameter.offset };
  });
  return () => {
    for (const { numbers, offset } of changes) parameters.block.set(numbers, offset);
  };
}

/** The numbers in the network's format, each checked. */
function readParameter(parameter: PlacedParameter, numbers: ArrayLike<number>, dtype: DType): FloatArray {
  const { fullName: name, size, shape } = parameter;
  if (!isListOfNumbers(numbers)) {
    throw new DataError(`Parameter "${name}" takes a list of numbers; what came is ${show(numbers)}.`);
  }
  if (numbers.length !== size) {
    throw new ShapeError(
      `Parameter "${name}" has ${size} number${size === 1 ? "" : "s"} (${formatShape(shape)}, row-major), ` +
        `but got ${numbers.length}.${Array.isArray(numbers[0]) ? " Flatten it: rows.flat()." : ""}`,
    );
  }
  const values = zerosOf(dtype, size);
  for (let i = 0; i < size; i++) {
    const value: unknown = numbers[i];
    if (typeof value === "number") values[i] = value;
    if (typeof value !== "number" || !Number.isFinite(values[i])) {
      throw new DataError(`Parameter "${name}" must hold finite numbers, but number ${i} is ${show(value)}.`);
    }
  }
  return values;
}

/** A list of JavaScript's own or of numbers, not whatever has a length, such as a text or a function. */
function isListOfNumbers(numbers: unknown): numbers is ArrayLike<number> {
  return Array.isArray(numbers) || (ArrayBuffer.isView(numbers) && "length" in numbers);
}

import { OptionError } from "@nn/core";
import {
  checkNetwork,
  checkOptions,
  describeNetwork,
  describerOf,
  type Network,
  type PlacedParameter,
  show,
} from "@nn/core/component";
import { writeArray } from "./arrays.js";
import { OURS } from "./kinds.js";
import type { NetworkFile } from "./network-file.js";
import { FILE_OPTIONS, type FileOptions } from "./options.js";
import { type PutArray, writeData } from "./plain-data.js";

/** A parameter's numbers as a file has them. */
type PutParameter = (array: Float32Array | Float64Array, parameter: PlacedParameter) => unknown;

/** Longer lists are hardly read by people, and are shorter as bytes. */
const LONGEST_LIST = 64;

/**
 * The file of a network, as data that JSON holds: its layers by kind and settings, its parameters and what its layers
 * remember, its seed, and on request its history and its training. `JSON.stringify(network)` is such a file as well, with all
 * numbers in lists; here long ones are bytes in base64.
 *
 * @throws OptionError for a component that says no kind, with its place, and for a history or a training that is no object.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)], { seed: "lab-0" });
 * const text = JSON.stringify(toFile(network));
 * fromFile(text).network.predict([2, 3])[0] === network.predict([2, 3])[0]; // => true
 * toFile(network).layers[0]?.settings?.units; // => 1
 */
export function toFile(network: Network, options: FileOptions = {}): NetworkFile {
  return documentOf("toFile", network, options, putParameter, writeArray);
}

function putParameter(array: Float32Array | Float64Array, { fullName }: PlacedParameter): unknown {
  if (array.length > LONGEST_LIST)
    return writeArray(array, array.BYTES_PER_ELEMENT === 4 ? "Float32Array" : "Float64Array", fullName);
  return writeData(Array.from(array), fullName, writeArray);
}

/**
 * A network's file.
 *
 * @param where - What writes it, for messages.
 * @param parameter - What becomes of a parameter's numbers.
 * @param array - What becomes of other arrays.
 */
export function documentOf(
  where: string,
  network: Network,
  options: FileOptions,
  parameter: PutParameter,
  array: PutArray,
): NetworkFile {
  checkNetwork(where, network);
  checkOptions(where, options, FILE_OPTIONS);
  const describe = describerOf(OURS);
  const { byLayer, stateByLayer = [] } = network.parameters;
  const numbers = (what: "parameters" | "state", arrays: typeof byLayer): Record<string, unknown> =>
    Object.fromEntries(
      network.stack.allPlaces.flatMap((place) =>
        place[what].map((each) => [each.fullName, parameter(arrays[place.number]![each.name]!, each)] as const),
      ),
    );
  const state = numbers("state", stateByLayer);
  const { history, training, fit, loss, optimizer } = options;
  const data = (value: unknown, name: string): object => {
    if (value === undefined) return {};
    // Nothing else is read back.
    if (typeof value !== "object" || value === null) {
      throw new OptionError(`${where}: ${name} must be an object, as a training gives it, but is ${show(value)}.`);
    }
    return { [name]: writeData(value, `${where}: ${name}`, array) };
  };
  // What was just made of a network needs no check.
  return {
    ...describeNetwork(network, describe),
    parameters: numbers("parameters", byLayer),
    ...(Object.keys(state).length > 0 && { state }),
    ...(loss !== undefined && { loss: describe(loss, `${where}: loss`) }),
    ...(optimizer !== undefined && { optimizer: describe(optimizer, `${where}: optimizer`) }),
    ...data(history, "history"),
    ...data(training, "training"),
    ...data(fit, "fit"),
  } as NetworkFile;
}

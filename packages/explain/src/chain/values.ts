import { OptionError } from "@nn/core";
import { checkNetwork, finiteNumber, type Network, show } from "@nn/core/component";
import { findParameter, Names, parameterNames } from "./names.js";

/** A network whose parameters can be read and set, as a `Sequential`. */
export interface SettableNetwork extends Network {
  /** Copies of the arrays, by the network's names for them. */
  getParameters(): Record<string, number[]>;
  /** Sets arrays by those names. */
  setParameters(values: Readonly<Record<string, readonly number[]>>): void;
}

/**
 * Sets weights and biases by the names that {@link parameterNames} gives them; those without a value stay as they are.
 *
 * The weights of a layer are one array, input by input: w1 and w2, both of h1, are elements 0 and 2 of it. It stands here,
 * beside the names, since only explanations number single weights.
 *
 * @throws OptionError for a name that the network doesn't have, for one parameter under two names, and for a value that
 *   isn't a finite number; nothing has moved then.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * setByName(network, { w1: 0, w2: 1, w3: 0, w4: 1, w5: 0, w6: 1, b1: 0, b2: 0, b3: 0 });
 * network.getParameters()["0.weight"]; // => [0, 0, 1, 1]
 * network.predict([2, 3]); // => [0.7216325609518421]
 */
export function setByName(network: SettableNetwork, values: Readonly<Record<string, number>>): void {
  checkNetwork("setByName", network);
  const names = new Names(network);
  const isRecord = Object.prototype.toString.call(values) === "[object Object]";
  if (!isRecord) {
    throw new OptionError(`setByName takes values by their names, as in { w1: 0, b1: 4 }, but got ${show(values)}.`);
  }
  const parameters = network.getParameters();
  const given = new Map<string, string>();
  for (const [wanted, value] of Object.entries(values)) {
    const { fullName, element, name } = findParameter(names, wanted, "setByName");
    const other = given.get(name);
    if (other !== undefined) {
      throw new OptionError(`setByName: ${show(other)} and ${show(wanted)} are the same parameter. Leave one out.`);
    }
    given.set(name, wanted);
    parameters[fullName]![element] = finiteNumber(`setByName: ${wanted}`, value);
  }
  network.setParameters(parameters);
}

/**
 * The values of all weights and biases by the names that {@link parameterNames} gives them; `setByName` takes them back.
 *
 * @example
 * const neuron = new Sequential([new Dense(2, 1)]);
 * setByName(neuron, { w1: 0, w2: 1, b1: 4 });
 * getByName(neuron); // => { w1: 0, w2: 1, b1: 4 }
 */
export function getByName(network: SettableNetwork): Record<string, number> {
  const names = parameterNames(network);
  const parameters = network.getParameters();
  return Object.fromEntries(names.map(({ name, fullName, element }) => [name, parameters[fullName]![element]!]));
}

import { checkNetwork, type Network } from "../contracts/network.js";
import { homeOf } from "../memory/home.js";
import { checkStill, occupancyOf } from "../training/occupancy.js";
import { readParameters } from "./read-parameters.js";

/**
 * Sets the parameters of a network that are named, and leaves the others, as the method of that name of a network of `@nn/core`
 * does. Weights are row-major, `[inputs, units]`. Nothing is set if anything is wrong.
 *
 * @param values - As `getParameters` gives them.
 * @throws OptionError for a name that doesn't exist; ShapeError for a wrong number of values; DataError for values
 *   that aren't finite numbers.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)]);
 * setParameters(network, { "0.weight": [0, 1], "0.bias": [4] });
 * network.predict([2, 3]); // => [0.9990889488055994]
 */
export function setParameters(network: Network, values: Readonly<Record<string, ArrayLike<number>>>): void {
  const { stack, dtype } = checkNetwork("setParameters", network);
  const setThem = readParameters({ stack, dtype, parameters: homeOf(network).parameters }, values, "setParameters");
  const occupancy = occupancyOf(network);
  checkStill(occupancy, "setParameters");
  occupancy.lastRule = undefined;
  setThem();
}

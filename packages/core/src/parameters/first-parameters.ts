import { allFinite, type FloatArray, OptionError, seededRandom, zerosOf } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import type { Network } from "../contracts/network.js";
import { equipmentOf } from "../equipment/equipment.js";
import { listNumbers } from "./parameters.js";

/**
 * Draws a network's first parameters. Each has a random source of its own, so that a layer added at the end leaves the
 * others' first values alone.
 *
 * @throws OptionError for an initializer that doesn't write finite numbers.
 */
export function drawParameters(network: Network, block: FloatArray): void {
  const { stack, seed, dtype } = network;
  const writing = equipmentOf(network)?.writing;
  for (const { fullName, initializer, fanIn, fanOut, size, offset } of listNumbers(stack)) {
    // Outside the backend's memory, so that an initializer that keeps the array keeps its own numbers alone.
    const values = zerosOf(dtype, size);
    const where = `The initializer of ${fullName}: fill`;
    writing?.mark(values, size);
    const returned: unknown = initializer.fill(values, { fanIn, fanOut }, seededRandom(seed, fullName));
    refusePromise(where, returned);
    writing?.refuse(values, size, where, "values");
    if (!allFinite(values, size)) {
      throw new OptionError(`${where} must write finite numbers, but values[${firstNotFinite(values)}] isn't one.`);
    }
    block.set(values, offset);
  }
}

function firstNotFinite(values: FloatArray): number {
  return values.findIndex((value) => !Number.isFinite(value));
}

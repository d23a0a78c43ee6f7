import type { DType, Seed, Shape } from "@nn/numerics";
import { checkNetwork, type Network } from "../contracts/network.js";
import { homeOf } from "../memory/home.js";
import type { PlacedParameter } from "../network/stack/stack.js";
import { Describer } from "./describe.js";
import type { DescribedNumber, Description } from "./description.js";
import { type Kind, ownKind, type Registrable } from "./kinds.js";
import { kindsByName } from "./kinds-by-name.js";
import { numberAsData } from "./numbers.js";

/** Writes a component down. @param place - What messages call it. */
export type Describe = (component: object, place?: string) => Description;

/** A network as data, without its numbers: the beginning of its file. */
export interface DescribedNetwork {
  /** Whose file it is. */
  readonly format: "@nn/network";
  /** That of the file; it changes where files do. */
  readonly version: 1;
  /** The number format. */
  readonly dtype: DType;
  /** What chance follows from. */
  readonly seed: Seed;
  /** The shape of one example that it takes. */
  readonly inputShape: Shape;
  /** From input to output. */
  readonly layers: readonly Description[];
  /** What turns raw rows into inputs, and outputs into answers; missing without one. */
  readonly pipeline?: Description;
}

/**
 * Writes components down by what they say of themselves. Those of kinds that are known have to be as these are made.
 *
 * @example
 * describerOf([Dense])(new Activate(relu)); // => { kind: "Activate", settings: { activation: { kind: "relu" } } }
 * describerOf()({ name: "own" }, "layers[2]");
 * // throws OptionError: layers[2] is "own", which says no kind, so that it can't be written down. Give it a kind, and settings() that an equal one is made from.
 */
export function describerOf(known: readonly Registrable[] = []): Describe {
  const kinds = kindsByName(known);
  const kindNamed = (name: string): Kind => kinds.get(name) ?? ownKind(name);
  return (component, place = "The component") => new Describer(kindNamed).component(component, place);
}

/**
 * A network as data, without its numbers. Formats of files are made of it.
 *
 * @throws OptionError for a component that says no kind, or isn't as its kind is made, with its place.
 *
 * @example
 * const network = new Sequential([new Dense(2, 1)], { seed: "lab-0" });
 * describeNetwork(network, describerOf(layerKinds)).inputShape; // => [2]
 */
export function describeNetwork(network: Network, describe: Describe): DescribedNetwork {
  const { dtype, seed, stack, pipeline } = checkNetwork("describeNetwork", network);
  const layers = stack.places.map(({ layer }, place) => describe(layer, `layers[${place}]`));
  const rows = pipeline && { pipeline: describe(pipeline, "pipeline") };
  return { format: "@nn/network", version: 1, dtype, seed, inputShape: [...stack.inputShape], layers, ...rows };
}

/** Nothing is known beforehand: pages that write no other files needn't carry it. */
const describeItself: Describe = (component, place = "The component") =>
  new Describer(ownKind).component(component, place);

/** What `JSON.stringify` writes of a network: its file, with all numbers in lists. */
export function networkAsJson(network: Network): object {
  const { allPlaces } = network.stack;
  const { block } = homeOf(network).parameters;
  const numbers = (list: readonly PlacedParameter[]): Record<string, readonly (number | DescribedNumber)[]> =>
    Object.fromEntries(
      list.map(({ fullName, offset, size }) => [
        fullName,
        Array.from(block.subarray(offset, offset + size), numberAsData),
      ]),
    );
  const state = numbers(allPlaces.flatMap((place) => place.state));
  return {
    ...describeNetwork(network, describeItself),
    parameters: numbers(allPlaces.flatMap((place) => place.parameters)),
    ...(Object.keys(state).length > 0 && { state }),
  };
}

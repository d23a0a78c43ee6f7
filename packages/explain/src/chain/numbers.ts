import { type Network, type Place, parametersWithin } from "@nn/core/component";
import type { Names, ParameterName } from "./names.js";
import type { Rounding } from "./rounding.js";

/** A number of the network that a formula calls by its name. */
export interface NamedNumber {
  readonly parameter: ParameterName;
  readonly value: number;
}

/** The parameters of a layer and of those within it, by its own names for them. */
export interface LayerNumbers {
  valueOf(parameter: string, element: number): number;
  at(parameter: string, element: number): NamedNumber;
  /** The layer's own name for an array of the network; `undefined` for another layer's. */
  ownName(fullName: string): string | undefined;
}

/** All weights and biases, as they were written down. */
export class Numbers {
  readonly names: Names;
  readonly #network: Network;
  readonly #rounding: Rounding;
  readonly #byArray: Map<string, ArrayLike<number>> = new Map();

  constructor(network: Network, names: Names, rounding: Rounding) {
    this.names = names;
    this.#network = network;
    this.#rounding = rounding;
  }

  /** The parameter of a name such as `"w1"`. */
  named(name: string): NamedNumber | undefined {
    const parameter = this.names.named(name);
    return parameter && { parameter, value: this.#array(parameter.fullName)[parameter.element]! };
  }

  of(place: Place): LayerNumbers {
    const parameters = parametersWithin(place);
    const fullNames = new Map(parameters.map(({ name, fullName }) => [name, fullName]));
    const ownNames = new Map(parameters.map(({ name, fullName }) => [fullName, name]));
    const arrays = new Map(parameters.map(({ name, fullName }) => [name, this.#array(fullName)]));
    const value = (parameter: string, element: number): number => arrays.get(parameter)![element]!;
    return {
      valueOf: value,
      at: (parameter, element) => {
        return { parameter: this.names.at(fullNames.get(parameter)!, element)!, value: value(parameter, element) };
      },
      ownName: (fullName) => ownNames.get(fullName),
    };
  }

  #array(fullName: string): ArrayLike<number> {
    const known = this.#byArray.get(fullName);
    if (known !== undefined) return known;
    const { stack, parameters } = this.#network;
    const place = stack.allPlaces.find((one) => one.parameters.some((own) => own.fullName === fullName))!;
    const { offset, size } = place.parameters.find((own) => own.fullName === fullName)!;
    const values = new Float64Array(parameters.block.subarray(offset, offset + size));
    for (let i = 0; i < size; i++) values[i] = this.#rounding.round(values[i]!);
    this.#byArray.set(fullName, values);
    return values;
  }
}

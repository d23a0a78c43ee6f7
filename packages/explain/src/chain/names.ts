import { OptionError } from "@nn/core";
import { checkNetwork, type Network, show } from "@nn/core/component";
import { Dense } from "@nn/layers";

/** A single weight or bias and where it is. */
export interface ParameterName {
  /** As the lab numbers them: `"w1"`. */
  readonly name: string;
  /** The network's name for its array: `"0.weight"`. */
  readonly fullName: string;
  /** Its index in the array. */
  readonly element: number;
  /** The index of its layer. */
  readonly layer: number;
  /** The input that a weight belongs to; `null` for a bias. */
  readonly input: number | null;
  /** The unit that it leads to. */
  readonly unit: number;
}

/**
 * The weights and biases of a network by the names that explanations call them: w1, w2, … and b1, b2, …, numbered unit by
 * unit from the first dense layer to the last, as the lab does.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * parameterNames(network).map(({ name }) => name).join(); // => "w1,w2,b1,w3,w4,b2,w5,w6,b3"
 * parameterNames(network)[3]?.element; // => 1
 */
export function parameterNames(network: Network): ParameterName[] {
  checkNetwork("parameterNames", network);
  const names: ParameterName[] = [];
  let weights = 0;
  let biases = 0;
  for (const { layer, index } of network.stack.places) {
    if (!(layer instanceof Dense)) continue;
    for (let unit = 0; unit < layer.units; unit++) {
      for (let input = 0; input < layer.inputs; input++) {
        const element = input * layer.units + unit;
        names.push({ name: `w${++weights}`, fullName: `${index}.weight`, element, layer: index, input, unit });
      }
      if (!layer.useBias) continue;
      names.push({ name: `b${++biases}`, fullName: `${index}.bias`, element: unit, layer: index, input: null, unit });
    }
  }
  return names;
}

/**
 * The parameter of a name, `"w1"`, or of the network's name with an index, `"0.weight[0]"`.
 *
 * @throws OptionError with the names that there are.
 */
export function findParameter(names: readonly ParameterName[], wanted: string, where = "explain"): ParameterName {
  const found = names.find(({ name, fullName, element }) => name === wanted || `${fullName}[${element}]` === wanted);
  if (found) return found;
  const ranges = [names.filter(({ input }) => input !== null), names.filter(({ input }) => input === null)]
    .filter((group) => group.length > 0)
    .map((group) => (group.length === 1 ? group[0]!.name : `${group[0]!.name} to ${group.at(-1)!.name}`));
  const first = names[0] === undefined ? "" : `; ${names[0].name} is also "${names[0].fullName}[${names[0].element}]"`;
  throw new OptionError(
    `${where}: the network has no parameter ${show(wanted)}. It has ${ranges.join(" and ") || "none"}${first}.`,
  );
}

/** The names of a layer's outputs: h for a hidden layer, with its number if there are several, o for the last. */
export function outputNames(layer: number, layers: number, size: number): string[] {
  const prefix = layer === layers - 1 ? "o" : layers > 2 ? `h${layer + 1}_` : "h";
  return Array.from({ length: size }, (_, i) => `${prefix}${i + 1}`);
}

/** A name as it is called in one example of a batch; in a single example it needs no addition. */
export function inExample(name: string, example: number, batch: number): string {
  return batch === 1 ? name : `${name}__${example + 1}`;
}

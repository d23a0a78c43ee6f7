import { OptionError } from "@nn/core";
import { checkNetwork, type Network, type ParameterElement, show } from "@nn/core/component";
import { linksOf } from "./links/said.js";

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
  /**
   * The input that a weight belongs to, of one that several sums share in the first of them; `null` for a bias, and of a
   * layer that doesn't say its sums.
   */
  readonly input: number | null;
  /** The unit that it leads to, or the first of them; `null` of a layer that doesn't say its sums. */
  readonly unit: number | null;
}

/**
 * The weights and biases of a network by the names that explanations call them: w1, w2, … and b1, b2, …, numbered unit by
 * unit from the first layer to the last in the order in which `equations` read them, as the lab does. Those of a layer
 * without equations are numbered as they lie in their arrays: b for biases, w for all others.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)]);
 * parameterNames(network).map(({ name }) => name).join(); // => "w1,w2,b1,w3,w4,b2,w5,w6,b3"
 * parameterNames(network)[3]?.element; // => 1
 */
export function parameterNames(network: Network): ParameterName[] {
  checkNetwork("parameterNames", network);
  const names: ParameterName[] = [];
  const count = { w: 0, b: 0 };
  for (const place of network.stack.allPlaces) {
    const layer = Number.parseInt(place.path, 10);
    const add = (letter: "w" | "b", fullName: string, element: number, at: Pick<ParameterName, "input" | "unit">) =>
      void names.push({ name: `${letter}${++count[letter]}`, fullName, element, layer, ...at });
    const links = linksOf(place);
    const known = new Set<string>();
    const addOthers = (): void => {
      for (const { fullName, size, role } of place.parameters) {
        for (let element = 0; element < size; element++) {
          if (known.has(`${fullName}[${element}]`)) continue;
          add(role === "bias" ? "b" : "w", fullName, element, { input: null, unit: null });
        }
      }
    };
    if (links === undefined) {
      addOthers();
      continue;
    }
    const meet = (
      { parameter, element }: ParameterElement,
      unit: number,
      input: number | null,
      letter: "w" | "b" = input === null ? "b" : "w",
    ): void => {
      const fullName = `${place.path}.${parameter}`;
      const size = known.size;
      if (known.add(`${fullName}[${element}]`).size === size) return;
      add(letter, fullName, element, { input, unit });
    };
    for (const { spec, size, before } of links) {
      if ("formula" in spec) {
        const nothing = new Float64Array(before);
        for (let unit = 0; unit < size; unit++) {
          for (const [letter, sources] of Object.entries(spec.reads(unit, nothing))) {
            for (const source of [sources].flat()) {
              if (typeof source === "object" && "parameter" in source)
                meet(source, unit, null, letter === "b" ? "b" : "w");
            }
          }
        }
      }
      if (!("sums" in spec)) continue;
      for (const [unit, { terms, bias }] of spec.sums.entries()) {
        for (const { weight, input } of terms) meet(weight, unit, input);
        if (bias) meet(bias, unit, null);
      }
    }
    if (links.some(({ spec }) => "formula" in spec)) addOthers();
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
  const ranges = ["w", "b"]
    .map((letter) => names.filter(({ name }) => name.startsWith(letter)))
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

/** A step inside of a layer by what comes of it: z for weighted sums, a for an activation, with a number from the second on. */
export function innerNames(letter: "z" | "a", before: number, outputs: readonly string[]): string[] {
  return outputs.map((name) => `${letter}${before === 0 ? "" : before + 1}_${name}`);
}

/** A name as it is called in one example of a batch; in a single example it needs no addition. */
export function inExample(name: string, example: number, batch: number): string {
  return batch === 1 ? name : `${name}__${example + 1}`;
}

import { OptionError } from "@nn/core";
import { checkNetwork, type Network, show } from "@nn/core/component";
import { type Count, type Numbered, numbered, type ParameterName } from "./numbering.js";

export type { ParameterName } from "./numbering.js";

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
  return new Names(network).all();
}

/** The names of a network's parameters: each is made when it is asked for. */
export class Names {
  readonly #places: readonly Numbered[];

  constructor({ stack }: Network) {
    const count = { w: 0, b: 0 };
    this.#places = stack.allPlaces.map((place) => {
      const own = numbered(place, { ...count });
      count.w += own.count.w;
      count.b += own.count.b;
      return own;
    });
  }

  all(): ParameterName[] {
    return this.#places.flatMap(({ count, at }) => Array.from({ length: count.w + count.b }, (_, i) => at(i)));
  }

  /** The parameter in an array of the network. */
  at(fullName: string, element: number): ParameterName | undefined {
    for (const { positionOf, at } of this.#places) {
      const position = positionOf(fullName, element);
      if (position !== undefined) return at(position);
    }
    return undefined;
  }

  /** The parameter of a name such as `"w1"`. */
  named(name: string): ParameterName | undefined {
    const [, letter, digits] = /^([wb])([1-9]\d*)$/.exec(name) ?? [];
    if (letter === undefined) return undefined;
    let number = Number(digits) - 1;
    for (const { count, positionNumbered, at } of this.#places) {
      const own = count[letter as keyof Count];
      if (number < own) return at(positionNumbered(letter as keyof Count, number));
      number -= own;
    }
    return undefined;
  }

  first(): ParameterName | undefined {
    return this.#places.find(({ count }) => count.w + count.b > 0)?.at(0);
  }

  /** How many have a letter. */
  count(letter: keyof Count): number {
    return this.#places.reduce((sum, { count }) => sum + count[letter], 0);
  }

  /** Those of some names, in the order of all. */
  inOrder(wanted: Iterable<string>): ParameterName[] {
    const found = [...wanted].flatMap((name) => this.named(name) ?? []);
    const orderOf = ({ fullName, element }: ParameterName): readonly [place: number, position: number] => {
      const place = this.#places.findIndex(({ positionOf }) => positionOf(fullName, element) !== undefined);
      return [place, this.#places[place]!.positionOf(fullName, element)!];
    };
    const ordered = found.map((name) => [name, ...orderOf(name)] as const);
    return ordered.sort((a, b) => a[1] - b[1] || a[2] - b[2]).map(([name]) => name);
  }
}

/**
 * The parameter of a name, `"w1"`, or of the network's name with an index, `"0.weight[0]"`.
 *
 * @throws OptionError with the names that there are.
 */
export function findParameter(names: Names, wanted: string, where = "explain"): ParameterName {
  const text = typeof wanted === "string" ? wanted : "";
  const [, fullName, element] = /^(.*)\[(0|[1-9]\d*)\]$/s.exec(text) ?? [];
  const found = fullName === undefined ? names.named(text) : names.at(fullName, Number(element));
  if (found) return found;
  const ranges = (["w", "b"] as const).flatMap((letter) => {
    const count = names.count(letter);
    return count === 0 ? [] : [count === 1 ? `${letter}1` : `${letter}1 to ${letter}${count}`];
  });
  const one = names.first();
  const first = one === undefined ? "" : `; ${one.name} is also "${one.fullName}[${one.element}]"`;
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

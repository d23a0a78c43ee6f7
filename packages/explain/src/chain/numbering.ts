import type { Place } from "@nn/core/component";
import { linksOf, type SaidLink } from "./links/said.js";
import type { MatrixSums } from "./links/sum-list.js";

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

/** How many weights and biases have been numbered. */
export interface Count {
  w: number;
  b: number;
}

/** Parameters that are numbered one behind the other, by their positions among them. */
export interface Numbered {
  readonly count: Count;
  at(position: number): ParameterName;
  /** `undefined` for one that isn't among them. */
  positionOf(fullName: string, element: number): number | undefined;
  /** The same by the letter of a name and its number, counted within these from 0. */
  positionNumbered(letter: keyof Count, number: number): number;
}

/** The parameters of a place, after so many that were numbered before. */
export function numbered(place: Place, before: Count): Numbered {
  const links = linksOf(place);
  const [matrix, ...more] = (links ?? []).filter(({ spec }) => !("activation" in spec));
  const sums = matrix !== undefined && more.length === 0 && "sums" in matrix.spec ? matrix.spec.sums : undefined;
  return sums?.ofMatrix === undefined ? listed(place, links, before) : ofMatrix(place, sums.ofMatrix, before);
}

/** Of a matrix any name follows from its place, so that none is made that isn't asked for. */
function ofMatrix(place: Place, { spec, inputs, outputs }: MatrixSums, before: Count): Numbered {
  const layer = Number.parseInt(place.path, 10);
  const [weight, bias] = [
    `${place.path}.${spec.matrix}`,
    spec.bias === undefined ? null : `${place.path}.${spec.bias}`,
  ];
  const perUnit = inputs + (bias === null ? 0 : 1);
  return {
    count: { w: inputs * outputs, b: bias === null ? 0 : outputs },
    at: (position) => {
      const input = position % perUnit;
      const unit = (position - input) / perUnit;
      return input < inputs
        ? {
            name: `w${before.w + unit * inputs + input + 1}`,
            fullName: weight,
            element: input * outputs + unit,
            layer,
            input,
            unit,
          }
        : { name: `b${before.b + unit + 1}`, fullName: bias!, element: unit, layer, input: null, unit };
    },
    positionOf: (fullName, element) => {
      const unit = element % outputs;
      if (fullName === weight && element < inputs * outputs) return unit * perUnit + (element - unit) / outputs;
      return fullName === bias && element < outputs ? unit * perUnit + inputs : undefined;
    },
    positionNumbered: (letter, number) =>
      letter === "b" ? number * perUnit + inputs : Math.floor(number / inputs) * perUnit + (number % inputs),
  };
}

function listed(place: Place, links: readonly SaidLink[] | undefined, before: Count): Numbered {
  const names = namesOf(place, links, before);
  const positions = new Map(names.map(({ fullName, element }, i) => [`${fullName}[${element}]`, i]));
  const byLetter = { w: [] as number[], b: [] as number[] };
  for (const [i, { name }] of names.entries()) byLetter[name.startsWith("b") ? "b" : "w"].push(i);
  return {
    count: { w: byLetter.w.length, b: byLetter.b.length },
    at: (position) => names[position]!,
    positionOf: (fullName, element) => positions.get(`${fullName}[${element}]`),
    positionNumbered: (letter, number) => byLetter[letter][number]!,
  };
}

/** In the order in which equations read them; those of a layer without equations as they lie in their arrays. */
function namesOf(place: Place, links: readonly SaidLink[] | undefined, before: Count): ParameterName[] {
  const layer = Number.parseInt(place.path, 10);
  const names: ParameterName[] = [];
  const count = { ...before };
  const add = (letter: keyof Count, fullName: string, element: number, at: Pick<ParameterName, "input" | "unit">) =>
    void names.push({ name: `${letter}${++count[letter]}`, fullName, element, layer, ...at });
  // Those of a layer within are numbered with that.
  const known = new Map<string, Set<number>>(place.parameters.map(({ name }) => [name, new Set()]));
  const meet = (
    parameter: string,
    element: number,
    unit: number,
    input: number | null,
    letter: keyof Count = input === null ? "b" : "w",
  ): void => {
    const elements = known.get(parameter);
    if (elements === undefined || elements.has(element)) return;
    elements.add(element);
    add(letter, `${place.path}.${parameter}`, element, { input, unit });
  };
  for (const { spec, size, before } of links ?? []) {
    if ("formula" in spec) {
      const nothing = new Float64Array(before);
      for (let unit = 0; unit < size; unit++) {
        for (const [letter, sources] of Object.entries(spec.reads(unit, nothing))) {
          for (const source of [sources].flat()) {
            if (typeof source === "object" && "parameter" in source)
              meet(source.parameter, source.element, unit, null, letter === "b" ? "b" : "w");
          }
        }
      }
    }
    if (!("sums" in spec)) continue;
    for (let unit = 0; unit < spec.sums.length; unit++) {
      spec.sums.forEachTerm(unit, (input, parameter, element) => meet(parameter, element, unit, input));
      const bias = spec.sums.biasOf(unit);
      if (bias) meet(bias.parameter, bias.element, unit, null);
    }
  }
  if (links === undefined || links.some(({ spec }) => "formula" in spec)) {
    for (const { name, fullName, size, role } of place.parameters) {
      for (let element = 0; element < size; element++) {
        if (known.get(name)?.has(element)) continue;
        add(role === "bias" ? "b" : "w", fullName, element, { input: null, unit: null });
      }
    }
  }
  return names;
}

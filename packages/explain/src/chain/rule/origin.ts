import { type Expression, numberOf, symbolOf } from "../../formula/expression.js";
import { abridged } from "../../formula/symbols.js";
import type { Chain } from "../chain.js";
import type { Traced, Use } from "../links/link.js";
import type { ParameterName } from "../names.js";
import type { Rounding } from "../rounding.js";
import type { Trace } from "../trace.js";

/** A parameter, and the weighted sums that it acts in: one, or several that share it. */
export interface Origin {
  readonly name: string;
  /** The first link that it acts in. */
  readonly first: number;
  /** In the order of the pass. */
  readonly places: readonly OriginPlace[];
}

/** A weighted sum that a parameter is in. */
export interface OriginPlace extends Use {
  /** Which of the links it is. */
  readonly link: number;
}

export function originOf({ links }: Chain, parameter: ParameterName): Origin {
  const places = links.flatMap((one, link) => one.uses(parameter).map((use) => ({ link, ...use })));
  return { name: parameter.name, first: places[0]!.link, places };
}

/** Where the parameter acts in a link. */
export function placesIn({ places }: Origin, link: number): readonly OriginPlace[] {
  return places.filter((place) => place.link === link);
}

/** ∂z/∂parameter of a sum: what the parameter is multiplied by there. */
export function slopeAt({ link, inputs }: OriginPlace, trace: Trace, example: number, rounding: Rounding): Traced {
  const ends = trace.ends[example]![link]!;
  const factors = inputs.map((input): [Expression, number] =>
    input === null ? [numberOf(1), 1] : [symbolOf(ends.inputNames[input]!), ends.inputs[input]!],
  );
  if (factors.length === 1) return { formula: factors[0]![0], value: factors[0]![1] };
  const value = rounding.round(rounding.sum(factors.map(([, value]) => value)));
  return { formula: abridged(factors.map(([formula]) => formula)), value };
}

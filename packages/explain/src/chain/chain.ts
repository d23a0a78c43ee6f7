import { type Activation, type Network, type Place, sizeOf } from "@nn/core/component";
import type { ExplainedFunction, Stage } from "../explanation/pass.js";
import { titlesOf } from "../explanation/titles.js";
import { symbolsOfActivation } from "../formula/symbols.js";
import { sourceOf } from "../formula/text/source.js";
import { type LayerParts, passesOn, specsOf, stepsOf } from "./layer-steps.js";
import type { ComponentRunner } from "./links/component-runner.js";
import { InNumbers } from "./links/in-numbers.js";
import type { Link } from "./links/link.js";
import type { ReadLink } from "./links/said.js";
import { innerNames, type Names, outputNames } from "./names.js";
import { Numbers } from "./numbers.js";
import type { Rounding } from "./rounding.js";

/** A network as a chain: weighted sums, activations, and layers that are known by their code alone, one behind the other. */
export interface Chain {
  readonly links: readonly Link[];
  readonly functions: readonly ExplainedFunction[];
  /** All weights and biases, as they were written down. */
  readonly numbers: Numbers;
  /** The layers that have weighted sums, by their indices. */
  readonly weightedLayers: ReadonlySet<number>;
  /** How the others are told that aren't made of neurons or of an activation, by their indices. */
  readonly told: ReadonlyMap<number, NonNullable<Stage["told"]>>;
}

/** Takes a network apart, as its layers say; a layer that says nothing stays whole. */
export function chainOf(network: Network, names: Names, rounding: Rounding, runner: ComponentRunner): Chain {
  const { places } = network.stack;
  const numbers = new Numbers(network, names, rounding);
  const layers = places.map((place) => [place, specsOf(place)] as const);
  const symbolOf = functionSymbols(layers.flatMap(([, specs = []]) => specs));
  const parts: LayerParts = { network, rounding, runner, symbolOf, templates: new Map(), numbers };
  const links = layers.flatMap(([place, specs]): Link[] => {
    const { index } = place;
    const namesOf = (size: number): string[] => outputNames(index, places.length, size);
    if (specs === undefined) return [new InNumbers(namesOf(sizeOf(place.outputShape)), network, place, rounding)];
    if (passesOn(place) && index < places.length - 1) return [];
    const steps = stepsOf(place, parts);
    const count = { z: 0, a: 0 };
    return steps.map(({ letter, size, make }, at) =>
      make(at === steps.length - 1 ? namesOf(size) : innerNames(letter, count[letter]++, namesOf(size))),
    );
  });
  const functions = [...symbolOf].map(([activation, symbol]) => describeFunction(activation, symbol));
  const weighted = layers.filter(([, specs]) => specs?.some((spec) => "sums" in spec));
  return {
    links,
    functions,
    numbers,
    weightedLayers: new Set(weighted.map(([{ index }]) => index)),
    told: new Map(
      layers.flatMap(([place, specs]) => {
        const told = toldAs(specs, place, places.length);
        return told === undefined ? [] : [[place.index, told]];
      }),
    ),
  };
}

function toldAs(specs: readonly ReadLink[] | undefined, place: Place, layers: number): Stage["told"] {
  if (specs === undefined) return "in numbers";
  if (passesOn(place) && place.index < layers - 1) return "unchanged";
  if (specs.some((spec) => "formula" in spec)) return "by formulas";
  // Weighted sums of another kind than neurons have a title.
  return place.layer.titles === undefined ? undefined : "by sums";
}

/** f, or f1, f2, … where there are several. */
function functionSymbols(specs: readonly ReadLink[]): Map<Activation, string> {
  const distinct = [...new Set(specs.flatMap((spec) => ("activation" in spec ? [spec.activation] : [])))];
  return new Map(distinct.map((activation, i) => [activation, distinct.length === 1 ? "f" : `f${i + 1}`]));
}

function describeFunction(activation: Activation, symbol: string): ExplainedFunction {
  const symbols = symbolsOfActivation(activation);
  const [formula, derivative] = symbols ? [symbols.value, symbols.derivative].map(sourceOf) : [null, null];
  const cross = symbols?.crossDerivative && { crossDerivative: sourceOf(symbols.crossDerivative) };
  return {
    symbol,
    name: activation.name,
    ...titlesOf(activation),
    formula: formula ?? null,
    derivative: derivative ?? null,
    ...cross,
  };
}

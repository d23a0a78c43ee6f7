import { type Activation, type LinkSpec, type Network, type ParameterElement, sizeOf } from "@nn/core/component";
import type { ExplainedFunction } from "../explanation/pass.js";
import { titlesOf } from "../explanation/titles.js";
import { symbolsOfActivation } from "../formula/symbols.js";
import { sourceOf } from "../formula/text/source.js";
import { Activated } from "./links/activated.js";
import type { ComponentRunner } from "./links/component-runner.js";
import { InNumbers } from "./links/in-numbers.js";
import type { Link } from "./links/link.js";
import { linksOf, type SaidLink } from "./links/said.js";
import { type NamedNumber, Sums } from "./links/sums.js";
import { innerNames, outputNames, type ParameterName } from "./names.js";
import type { Rounding } from "./rounding.js";

/** A network as a chain: weighted sums, activations, and layers that are known by their code alone, one behind the other. */
export interface Chain {
  readonly links: readonly Link[];
  readonly functions: readonly ExplainedFunction[];
  /** All weights and biases, as they were written down. */
  readonly parameters: readonly NamedNumber[];
  /** The layers that have weighted sums, by their indices. */
  readonly weightedLayers: ReadonlySet<number>;
  /** Those that are known by their code alone. */
  readonly layersInNumbers: ReadonlySet<number>;
}

/** Takes a network apart, as its layers say; a layer that says nothing stays whole. */
export function chainOf(
  network: Network,
  names: readonly ParameterName[],
  rounding: Rounding,
  runner: ComponentRunner,
): Chain {
  const { places, allPlaces } = network.stack;
  const arrays = new Map(
    allPlaces.flatMap(({ number, parameters }) =>
      parameters.map(({ fullName, name }) => [fullName, network.parameters.byLayer[number]![name]!] as const),
    ),
  );
  const parameters = names.map((parameter) => {
    const { fullName, element } = parameter;
    return { parameter, value: rounding.round(arrays.get(fullName)![element]!) };
  });
  const byPlace = new Map(parameters.map((one) => [`${one.parameter.fullName}[${one.parameter.element}]`, one]));
  const layers = places.map((place) => [place, linksOf(place)] as const);
  const symbolOf = functionSymbols(layers.flatMap(([, said = []]) => said.map(({ spec }) => spec)));
  const links = layers.flatMap(([place, said]) => {
    const { index, outputShape } = place;
    if (said === undefined) {
      return new InNumbers(outputNames(index, places.length, sizeOf(outputShape)), network, place, rounding);
    }
    return said.map(({ spec }, at): Link => {
      const outputs = namesAfter(said, at, index, places.length);
      if ("activation" in spec) {
        return new Activated(outputs, spec.activation, symbolOf.get(spec.activation)!, rounding, runner);
      }
      const next = said[at + 1];
      const isPassedOver = next !== undefined && "activation" in next.spec;
      const numberAt = ({ parameter, element }: ParameterElement): NamedNumber =>
        byPlace.get(`${index}.${parameter}[${element}]`)!;
      return new Sums(outputs, isPassedOver, spec.sums, numberAt, rounding);
    });
  });
  const functions = [...symbolOf].map(([activation, symbol]) => describeFunction(activation, symbol));
  const indicesOf = (isWanted: (said: readonly SaidLink[] | undefined) => boolean | undefined): Set<number> =>
    new Set(layers.flatMap(([{ index }, said]) => (isWanted(said) ? [index] : [])));
  return {
    links,
    functions,
    parameters,
    weightedLayers: indicesOf((said) => said?.some(({ spec }) => "sums" in spec)),
    layersInNumbers: indicesOf((said) => said === undefined),
  };
}

/** What the numbers after a step are called: after the last one as the layer's outputs. */
function namesAfter(said: readonly SaidLink[], at: number, layer: number, layers: number): string[] {
  const { spec, size } = said[at]!;
  const outputs = outputNames(layer, layers, size);
  if (at === said.length - 1) return outputs;
  const kind = "sums" in spec ? "sums" : "activation";
  const before = said.slice(0, at).filter((one) => kind in one.spec).length;
  return innerNames(kind === "sums" ? "z" : "a", before, outputs);
}

/** f, or f1, f2, … where there are several. */
function functionSymbols(specs: readonly LinkSpec[]): Map<Activation, string> {
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

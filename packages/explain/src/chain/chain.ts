import { OptionError } from "@nn/core";
import type { Activation, LinkSpec, Network, ParameterElement, Place } from "@nn/core/component";
import type { ExplainedFunction } from "../explanation/pass.js";
import { titlesOf } from "../explanation/titles.js";
import { symbolsOfActivation } from "../formula/symbols.js";
import { sourceOf } from "../formula/text/source.js";
import { Activated } from "./links/activated.js";
import type { ComponentRunner } from "./links/component-runner.js";
import type { Link } from "./links/link.js";
import { linksOf, type SaidLink } from "./links/said.js";
import { type NamedNumber, Sums } from "./links/sums.js";
import { innerNames, outputNames, type ParameterName } from "./names.js";
import type { Rounding } from "./rounding.js";

/** A network as a chain: weighted sums and activations, one behind the other. */
export interface Chain {
  readonly links: readonly Link[];
  readonly functions: readonly ExplainedFunction[];
  /** All weights and biases, as they were written down. */
  readonly parameters: readonly NamedNumber[];
  /** The layers that have weighted sums, by their indices. */
  readonly weightedLayers: ReadonlySet<number>;
}

/**
 * Takes a network apart, as its layers say.
 *
 * @throws OptionError for a layer that doesn't say what it does.
 */
export function chainOf(
  network: Network,
  names: readonly ParameterName[],
  rounding: Rounding,
  runner: ComponentRunner,
): Chain {
  const { places } = network.stack;
  const { byLayer } = network.parameters;
  const parameters = names.map((parameter) => {
    const { layer, fullName, element } = parameter;
    const array = byLayer[places[layer]!.number]![fullName.slice(fullName.indexOf(".") + 1)]!;
    return { parameter, value: rounding.round(array[element]!) };
  });
  const byPlace = new Map(parameters.map((one) => [`${one.parameter.fullName}[${one.parameter.element}]`, one]));
  const layers = places.map((place) => [place, saidOf(place)] as const);
  const symbolOf = functionSymbols(layers.flatMap(([, said]) => said.map(({ spec }) => spec)));
  const links = layers.flatMap(([{ index }, said]) =>
    said.map(({ spec }, at): Link => {
      const outputs = namesAfter(said, at, index, places.length);
      if ("activation" in spec) {
        return new Activated(outputs, spec.activation, symbolOf.get(spec.activation)!, rounding, runner);
      }
      const next = said[at + 1];
      const isPassedOver = next !== undefined && "activation" in next.spec;
      const numberAt = ({ parameter, element }: ParameterElement): NamedNumber =>
        byPlace.get(`${index}.${parameter}[${element}]`)!;
      return new Sums(outputs, isPassedOver, spec.sums, numberAt, rounding);
    }),
  );
  const functions = [...symbolOf].map(([activation, symbol]) => describeFunction(activation, symbol));
  const weighted = layers.filter(([, said]) => said.some(({ spec }) => "sums" in spec));
  return { links, functions, parameters, weightedLayers: new Set(weighted.map(([{ index }]) => index)) };
}

function saidOf(place: Place): readonly SaidLink[] {
  const said = linksOf(place);
  if (said !== undefined) return said;
  throw new OptionError(
    `explain: ${place.label}, doesn't say by links how its outputs come of its inputs, so its chain rule isn't known. ` +
      "checkGradients compares the gradients of any layer.",
  );
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

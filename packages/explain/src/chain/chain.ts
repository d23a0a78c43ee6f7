import { OptionError } from "@nn/core";
import {
  type Activation,
  type Equations,
  type FormulaEquations,
  type Network,
  type ParameterElement,
  type Place,
  type Source,
  sizeOf,
} from "@nn/core/component";
import type { ExplainedFunction, Stage } from "../explanation/pass.js";
import { titlesOf } from "../explanation/titles.js";
import { symbolsOfActivation } from "../formula/symbols.js";
import { sourceOf } from "../formula/text/source.js";
import { Activated } from "./links/activated.js";
import type { ComponentRunner } from "./links/component-runner.js";
import { Formulas, type Read, type Reads } from "./links/formulas.js";
import { InNumbers } from "./links/in-numbers.js";
import type { Link } from "./links/link.js";
import { linksOf, type SaidLink } from "./links/said.js";
import { type NamedNumber, Sums } from "./links/sums.js";
import { Template } from "./links/template.js";
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
  /** How the others are told that aren't made of neurons or of an activation, by their indices. */
  readonly told: ReadonlyMap<number, NonNullable<Stage["told"]>>;
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
    if (passesOn(said, place) && index < places.length - 1) return [];
    return said.map(({ spec }, at): Link => {
      const outputs = namesAfter(said, at, index, places.length);
      if ("activation" in spec) {
        return new Activated(outputs, spec.activation, symbolOf.get(spec.activation)!, rounding, runner);
      }
      if ("formula" in spec) return formulasOf(spec, outputs, place, network, byPlace, rounding);
      const next = said[at + 1];
      const isPassedOver = next !== undefined && "activation" in next.spec;
      const numberAt = ({ parameter, element }: ParameterElement): NamedNumber =>
        byPlace.get(`${place.path}.${parameter}[${element}]`)!;
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
    told: new Map(
      layers.flatMap(([place, said]) => {
        const told = toldAs(said, place, places.length);
        return told === undefined ? [] : [[place.index, told]];
      }),
    ),
  };
}

function toldAs(said: readonly SaidLink[] | undefined, place: Place, layers: number): Stage["told"] {
  if (said === undefined) return "in numbers";
  if (passesOn(said, place) && place.index < layers - 1) return "unchanged";
  return said.some(({ spec }) => "formula" in spec) ? "by formulas" : undefined;
}

/** Whether the numbers stay what they are, and keep their names. */
function passesOn(said: readonly SaidLink[], place: Place): boolean {
  const [first, ...more] = said;
  if (first === undefined || more.length > 0 || !("formula" in first.spec)) return false;
  const { spec, size } = first;
  if (!/^\w+$/.test(spec.formula.trim()) || size !== sizeOf(place.inputShape)) return false;
  const nothing = new Float64Array(size);
  return Array.from({ length: size }, (_, at) => spec.reads(at, nothing)[spec.formula.trim()] === at).every(Boolean);
}

function formulasOf(
  spec: FormulaEquations,
  outputs: readonly string[],
  { label, path, number, parameters }: Place,
  network: Network,
  byPlace: ReadonlyMap<string, NamedNumber>,
  rounding: Rounding,
): Formulas {
  const refuse = (lack: string): never => {
    throw new OptionError(`${label}: the formula "${spec.formula}" of its equations ${lack}.`);
  };
  const state = network.parameters.stateByLayer?.[number];
  const readOf = (source: Source): Read => {
    if (typeof source === "number") return source;
    if ("parameter" in source) return byPlace.get(`${path}.${source.parameter}[${source.element}]`)!;
    return { constant: rounding.round(state![source.state]![source.element]!) };
  };
  const readsAt = (output: number, before: readonly number[]): Reads =>
    Object.fromEntries(
      Object.entries(spec.reads(output, before)).map(([letter, sources]) => [
        letter,
        Array.isArray(sources) ? (sources as readonly Source[]).map(readOf) : readOf(sources as Source),
      ]),
    );
  const letters = Object.keys(spec.reads(0, []));
  const template = new Template(spec.formula, letters, refuse);
  return new Formulas(
    outputs,
    template,
    readsAt,
    parameters.map(({ fullName }) => fullName),
    rounding,
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
function functionSymbols(specs: readonly Equations[]): Map<Activation, string> {
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

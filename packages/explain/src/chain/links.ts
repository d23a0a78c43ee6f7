import { OptionError } from "@nn/core";
import { type Activation, type Network, sizeOf } from "@nn/core/component";
import { Activate, Dense } from "@nn/layers";
import type { ExplainedFunction } from "../explanation.js";
import { sourceOf } from "../formula/source.js";
import { symbolsOfActivation } from "../formula/units.js";
import { Activated } from "./activated.js";
import type { Link } from "./link.js";
import { outputNames, type ParameterName } from "./names.js";
import type { Rounding } from "./rounding.js";
import { type NamedNumber, Sums } from "./sums.js";
import type { UnitRunner } from "./units.js";

/** A network as a chain: weighted sums and activations, one behind the other. */
export interface Chain {
  readonly links: readonly Link[];
  readonly functions: readonly ExplainedFunction[];
  /** All weights and biases, as they were written down. */
  readonly parameters: readonly NamedNumber[];
  /** For each layer that has weighted sums, which of the links they are. */
  readonly sumsOfLayer: ReadonlyMap<number, number>;
}

/**
 * Takes a network apart.
 *
 * @throws OptionError for a layer that is neither dense nor an activation.
 */
export function chainOf(
  network: Network,
  names: readonly ParameterName[],
  rounding: Rounding,
  runner: UnitRunner,
): Chain {
  const { places } = network.stack;
  const { byLayer } = network.parameters;
  const parameters = names.map((parameter) => {
    const array = byLayer[parameter.layer]![parameter.fullName.split(".")[1]!]!;
    return { parameter, value: rounding.round(array[parameter.element]!) };
  });
  const symbolOf = functionSymbols(places.map(({ layer }) => activationOf(layer)));
  const links: Link[] = [];
  const sumsOfLayer = new Map<number, number>();
  for (const { layer, index, label, outputShape } of places) {
    const activation = activationOf(layer);
    if (activation === undefined) {
      throw new OptionError(
        `explain: ${label}, is neither Dense nor Activate, and those are the layers whose chain rule it knows. ` +
          "checkGradients compares the gradients of any layer.",
      );
    }
    const outputs = outputNames(index, places.length, sizeOf(outputShape));
    if (layer instanceof Dense) {
      const own = parameters.filter(({ parameter }) => parameter.layer === index);
      const weights = outputs.map((_, unit) =>
        own.filter(({ parameter: { input, unit: at } }) => input !== null && at === unit),
      );
      const biases = own.filter(({ parameter }) => parameter.input === null);
      sumsOfLayer.set(index, links.length);
      links.push(
        new Sums(
          outputs.map((name) => `z_${name}`),
          weights,
          biases,
          rounding,
        ),
      );
    }
    links.push(new Activated(outputs, activation, symbolOf.get(activation)!, rounding, runner));
  }
  const functions = [...symbolOf].map(([activation, symbol]) => describeFunction(activation, symbol));
  return { links, functions, parameters, sumsOfLayer };
}

function activationOf(layer: unknown): Activation | undefined {
  return layer instanceof Dense || layer instanceof Activate ? layer.activation : undefined;
}

/** f, or f1, f2, … where there are several. */
function functionSymbols(activations: readonly (Activation | undefined)[]): Map<Activation, string> {
  const distinct = [...new Set(activations.filter((activation) => activation !== undefined))];
  return new Map(distinct.map((activation, i) => [activation, distinct.length === 1 ? "f" : `f${i + 1}`]));
}

function describeFunction(activation: Activation, symbol: string): ExplainedFunction {
  const symbols = symbolsOfActivation(activation);
  const [formula, derivative] = symbols ? [symbols.value, symbols.derivative].map(sourceOf) : [null, null];
  const cross = symbols?.crossDerivative && { crossDerivative: sourceOf(symbols.crossDerivative) };
  return { symbol, name: activation.name, formula: formula ?? null, derivative: derivative ?? null, ...cross };
}

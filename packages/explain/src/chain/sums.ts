import { productOf, sumOf, symbolOf } from "../formula/expression.js";
import { abridged } from "../formula/units.js";
import { type Decimal, decimal, total } from "../precise/decimals.js";
import type { Ends, Link, Traced } from "./link.js";
import type { ParameterName } from "./names.js";
import type { Rounding } from "./rounding.js";

/** A number of the network that a formula calls by its name. */
export interface NamedNumber {
  readonly parameter: ParameterName;
  readonly value: number;
}

/**
 * The weighted sums of a dense layer.
 *
 *     z_j = Σ_i w_ij · x_i + b_j          ∂z_j/∂x_i = w_ij
 */
export class Sums implements Link {
  readonly outputNames: readonly string[];
  readonly givesSums = true;
  /** By unit, then by input. */
  readonly #weights: readonly (readonly NamedNumber[])[];
  readonly #biases: readonly NamedNumber[];
  readonly #sum: Rounding["sum"];

  constructor(
    outputNames: readonly string[],
    weights: readonly (readonly NamedNumber[])[],
    biases: readonly NamedNumber[],
    { sum }: Rounding,
  ) {
    this.outputNames = outputNames;
    this.#weights = weights;
    this.#biases = biases;
    this.#sum = sum;
  }

  forward(inputs: readonly number[]): number[] {
    return this.#weights.map((weights, unit) => {
      const products = inputs.map((input, i) => input * weights[i]!.value);
      return this.#sum([...products, this.#biases[unit]?.value ?? 0]);
    });
  }

  output({ inputNames, outputs }: Ends, output: number): Traced {
    const terms = this.#weights[output]!.map(({ parameter }, i) =>
      productOf([symbolOf(parameter.name), symbolOf(inputNames[i]!)]),
    );
    const bias = this.#biases[output];
    const sum = abridged(terms);
    const formula = bias ? sumOf([sum, symbolOf(bias.parameter.name)]) : sum;
    return { formula, value: outputs[output]! };
  }

  slopes(_ends: Ends, input: number): ReadonlyMap<number, Traced> {
    return new Map(
      this.#weights.map((weights, output) => {
        const { parameter, value } = weights[input]!;
        return [output, { formula: symbolOf(parameter.name), value }] as const;
      }),
    );
  }

  forwardPrecisely(inputs: readonly Decimal[]): Decimal[] {
    return this.#weights.map((weights, unit) => {
      const products = inputs.map((input, i) => input.mul(weights[i]!.value));
      return total([...products, decimal(this.#biases[unit]?.value ?? 0)]);
    });
  }

  backPrecisely(slopes: readonly Decimal[], inputs: readonly Decimal[]): Decimal[] {
    return inputs.map((_, i) => total(slopes.map((slope, unit) => slope.mul(this.#weights[unit]![i]!.value))));
  }
}

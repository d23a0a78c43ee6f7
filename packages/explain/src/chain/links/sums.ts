import type { ParameterElement, WeightedSum } from "@nn/core/component";
import { type Expression, numberOf, productOf, sumOf, symbolOf } from "../../formula/expression.js";
import { abridged } from "../../formula/symbols.js";
import { type Decimal, decimal, total } from "../../precise/decimals.js";
import type { ParameterName } from "../names.js";
import type { Rounding } from "../rounding.js";
import type { Ends, Link, Traced } from "./link.js";

/** A number of the network that a formula calls by its name. */
export interface NamedNumber {
  readonly parameter: ParameterName;
  readonly value: number;
}

/** A weighted sum with its numbers. */
interface Sum {
  readonly terms: readonly { readonly input: number; readonly weight: NamedNumber }[];
  readonly bias: NamedNumber | undefined;
}

/** A weighted sum that a parameter is in. */
interface Use {
  /** Which of the sums. */
  readonly unit: number;
  /** The inputs that it is multiplied by there, one unless terms share it; `null` for a bias. */
  readonly inputs: readonly (number | null)[];
}

/** For an input the outputs that it reaches, each with its weights: one, unless it is in several terms. */
type Weights = ReadonlyMap<number, readonly NamedNumber[]>;

const NONE: Weights = new Map();

/**
 * Weighted sums.
 *
 *     z_j = Σ_i w_ij · x_i + b_j          ∂z_j/∂x_i = w_ij
 */
export class Sums implements Link {
  readonly outputNames: readonly string[];
  readonly givesSums = true;
  readonly isInNumbers = false;
  readonly isPassedOver: boolean;
  readonly #sums: readonly Sum[];
  readonly #rounding: Rounding;
  #byInput: ReadonlyMap<number, Weights> | undefined;

  /**
   * @param isPassedOver - Whether an activation of the same layer takes them.
   * @param numberAt - The number that is meant.
   */
  constructor(
    outputNames: readonly string[],
    isPassedOver: boolean,
    sums: readonly WeightedSum[],
    numberAt: (element: ParameterElement) => NamedNumber,
    rounding: Rounding,
  ) {
    this.outputNames = outputNames;
    this.isPassedOver = isPassedOver;
    this.#rounding = rounding;
    this.#sums = sums.map(({ terms, bias }) => ({
      terms: terms.map(({ input, weight }) => ({ input, weight: numberAt(weight) })),
      bias: bias && numberAt(bias),
    }));
  }

  has(parameter: ParameterName): boolean {
    return this.#uses(parameter).length > 0;
  }

  #uses(wanted: ParameterName): Use[] {
    return this.#sums.flatMap(({ terms, bias }, unit) => {
      const own = terms.filter(({ weight }) => weight.parameter === wanted).map(({ input }) => input);
      const inputs = bias?.parameter === wanted ? [...own, null] : own;
      return inputs.length === 0 ? [] : [{ unit, inputs }];
    });
  }

  forward(inputs: readonly number[]): number[] {
    return this.#sums.map(({ terms, bias }) => {
      const products = terms.map(({ input, weight }) => inputs[input]! * weight.value);
      return this.#rounding.sum([...products, bias?.value ?? 0]);
    });
  }

  output({ inputNames, outputs }: Ends, output: number): Traced {
    const { terms, bias } = this.#sums[output]!;
    const products = terms.map(({ input, weight }) =>
      productOf([symbolOf(weight.parameter.name), symbolOf(inputNames[input]!)]),
    );
    const sum = products.length === 0 && bias ? [] : [abridged(products)];
    const formula = sumOf(bias ? [...sum, symbolOf(bias.parameter.name)] : sum);
    return { formula, value: outputs[output]! };
  }

  slopes(_ends: Ends, input: number): ReadonlyMap<number, Traced> {
    const { round, sum } = this.#rounding;
    const weightsOf = [...this.#weightsOf(input)];
    return new Map(
      weightsOf.map(([output, weights]) => {
        const [first, ...more] = weights;
        if (more.length === 0) {
          return [output, { formula: symbolOf(first!.parameter.name), value: first!.value }];
        }
        const formula = abridged(weights.map(({ parameter }) => symbolOf(parameter.name)));
        return [output, { formula, value: round(sum(weights.map(({ value }) => value))) }];
      }),
    );
  }

  /** ∂z/∂parameter of a sum: what the parameter is multiplied by there. */
  parameterSlopes(ends: Ends, parameter: ParameterName): ReadonlyMap<number, Traced> {
    const { round, sum } = this.#rounding;
    const slopeOf = ({ inputs }: Use): Traced => {
      const factors = inputs.map((input): [Expression, number] =>
        input === null ? [numberOf(1), 1] : [symbolOf(ends.inputNames[input]!), ends.inputs[input]!],
      );
      if (factors.length === 1) return { formula: factors[0]![0], value: factors[0]![1] };
      const value = round(sum(factors.map(([, value]) => value)));
      return { formula: abridged(factors.map(([formula]) => formula)), value };
    };
    return new Map(this.#uses(parameter).map((use) => [use.unit, slopeOf(use)]));
  }

  parameterPrecisely(slopes: readonly Decimal[], inputs: readonly Decimal[], parameter: ParameterName): Decimal {
    return total(
      this.#uses(parameter).map((use) => {
        const factors = use.inputs.map((input) => (input === null ? decimal(1) : inputs[input]!));
        return slopes[use.unit]!.mul(total(factors));
      }),
    );
  }

  forwardPrecisely(inputs: readonly Decimal[]): Decimal[] {
    return this.#sums.map(({ terms, bias }) => {
      const products = terms.map(({ input, weight }) => inputs[input]!.mul(weight.value));
      return total([...products, decimal(bias?.value ?? 0)]);
    });
  }

  backPrecisely(slopes: readonly Decimal[], inputs: readonly Decimal[]): Decimal[] {
    return inputs.map((_, input) => {
      const products = [...this.#weightsOf(input)].flatMap(([output, weights]) =>
        weights.map(({ value }) => slopes[output]!.mul(value)),
      );
      return total(products);
    });
  }

  /** Found once: a sum names few of the inputs. */
  #weightsOf(input: number): Weights {
    if (this.#byInput === undefined) {
      const byInput = new Map<number, Map<number, NamedNumber[]>>();
      for (const [output, { terms }] of this.#sums.entries()) {
        for (const { input, weight } of terms) {
          const outputs = byInput.get(input) ?? new Map<number, NamedNumber[]>();
          byInput.set(input, outputs.set(output, [...(outputs.get(output) ?? []), weight]));
        }
      }
      this.#byInput = byInput;
    }
    return this.#byInput.get(input) ?? NONE;
  }
}

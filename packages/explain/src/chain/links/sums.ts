import type { ParameterElement } from "@nn/core/component";
import { type Expression, numberOf, productOf, sumOf, symbolOf } from "../../formula/expression.js";
import { abridged } from "../../formula/symbols.js";
import { type Decimal, decimal } from "../../precise/decimal/decimal.js";
import { total } from "../../precise/decimals.js";
import type { ParameterName } from "../names.js";
import type { LayerNumbers } from "../numbers.js";
import type { Rounding } from "../rounding.js";
import { type Ends, type Link, type Traced, traced } from "./link.js";
import type { SumList, Use } from "./sum-list.js";

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
  readonly #sums: SumList;
  readonly #numbers: LayerNumbers;
  readonly #rounding: Rounding;

  /**
   * @param isPassedOver - Whether an activation of the same layer takes them.
   * @param numbers - The parameters that the sums name.
   */
  constructor(
    outputNames: readonly string[],
    isPassedOver: boolean,
    sums: SumList,
    numbers: LayerNumbers,
    rounding: Rounding,
  ) {
    this.outputNames = outputNames;
    this.isPassedOver = isPassedOver;
    this.#sums = sums;
    this.#numbers = numbers;
    this.#rounding = rounding;
  }

  has(parameter: ParameterName): boolean {
    return this.#uses(parameter).length > 0;
  }

  #uses({ fullName, element }: ParameterName): readonly Use[] {
    const own = this.#numbers.ownName(fullName);
    return own === undefined ? [] : this.#sums.usesOf(own, element);
  }

  forward(inputs: readonly number[]): number[] {
    return this.outputNames.map((_, unit) => {
      const products: number[] = [];
      this.#sums.forEachTerm(unit, (input, parameter, element) => {
        products.push(inputs[input]! * this.#numbers.valueOf(parameter, element));
      });
      const bias = this.#sums.biasOf(unit);
      products.push(bias === undefined ? 0 : this.#numbers.valueOf(bias.parameter, bias.element));
      return this.#rounding.sum(products);
    });
  }

  output({ inputNames, outputs }: Ends, output: number): Traced {
    const { terms, bias } = this.#sums.at(output);
    const products = terms.map(({ input, weight }) =>
      productOf([this.#symbolOf(weight), symbolOf(inputNames[input]!)]),
    );
    const sum = products.length === 0 && bias ? [] : [abridged(products)];
    const formula = sumOf(bias ? [...sum, this.#symbolOf(bias)] : sum);
    return { formula, value: outputs[output]! };
  }

  #symbolOf({ parameter, element }: ParameterElement): Expression {
    return symbolOf(this.#numbers.at(parameter, element).parameter.name);
  }

  reaches(input: number): readonly number[] {
    return this.#sums.unitsOf(input);
  }

  slopes(_ends: Ends, input: number): ReadonlyMap<number, Traced> {
    const { round, sum } = this.#rounding;
    return new Map(
      this.#sums.partsOf(input).map(([output, weights]) => {
        const values = weights.map(({ parameter, element }) => this.#numbers.valueOf(parameter, element));
        const value = values.length === 1 ? values[0]! : round(sum(values));
        return [output, traced(value, () => ({ formula: abridged(weights.map((weight) => this.#symbolOf(weight))) }))];
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
    return this.outputNames.map((_, unit) => {
      const bias = this.#sums.biasOf(unit);
      let sum = decimal(bias === undefined ? 0 : this.#numbers.valueOf(bias.parameter, bias.element));
      this.#sums.forEachTerm(unit, (input, parameter, element) => {
        sum = sum.add(inputs[input]!.mul(decimal(this.#numbers.valueOf(parameter, element))));
      });
      return sum;
    });
  }

  backPrecisely(slopes: readonly Decimal[], inputs: readonly Decimal[]): Decimal[] {
    return inputs.map((_, input) => {
      const products = this.#sums
        .partsOf(input)
        .flatMap(([output, weights]) =>
          weights.map(({ parameter, element }) =>
            slopes[output]!.mul(decimal(this.#numbers.valueOf(parameter, element))),
          ),
        );
      return total(products);
    });
  }
}

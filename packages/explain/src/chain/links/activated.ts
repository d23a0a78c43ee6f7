import type { Activation } from "@nn/core/component";
import { callOf, type Expression, mentions, substitute, symbolOf } from "../../formula/expression.js";
import { type ActivationSymbols, symbolsOfActivation, writtenOut } from "../../formula/symbols.js";
import { type Decimal, decimal } from "../../precise/decimal/decimal.js";
import { evaluated, total } from "../../precise/decimals.js";
import type { Rounding } from "../rounding.js";
import type { ComponentRunner } from "./component-runner.js";
import { type Ends, type Link, once, type Traced, traced } from "./link.js";

/**
 * An activation between two lists of numbers. Its values and derivatives are those of its own code; its formula, where it
 * has one, says how they come about.
 */
export class Activated implements Link {
  readonly outputNames: readonly string[];
  readonly givesSums = false;
  readonly isPassedOver = false;
  readonly isInNumbers = false;
  readonly #activation: Activation;
  /** What formulas call the function. */
  readonly #symbol: string;
  readonly #symbols: ActivationSymbols | undefined;
  readonly #runner: ComponentRunner;
  readonly #round: Rounding["round"];
  /** The derivatives of the ends that were asked for last. */
  #jacobian: { readonly ends: Ends; readonly slopes: Jacobian } | undefined;

  constructor(
    outputNames: readonly string[],
    activation: Activation,
    symbol: string,
    { round }: Rounding,
    runner: ComponentRunner,
  ) {
    this.outputNames = outputNames;
    this.#activation = activation;
    this.#symbol = symbol;
    this.#symbols = symbolsOfActivation(activation);
    this.#round = round;
    this.#runner = runner;
  }

  has(): boolean {
    return false;
  }

  parameterSlopes(): ReadonlyMap<number, Traced> {
    return new Map();
  }

  parameterPrecisely(): Decimal {
    return decimal(0);
  }

  forward(inputs: readonly number[]): number[] {
    return this.#runner.activate(this.#activation, inputs);
  }

  output(ends: Ends, output: number): Traced {
    const value = ends.outputs[output]!;
    const symbols = this.#symbols;
    if (symbols?.crossDerivative) return { formula: writtenOut(symbols.value, ownNames(ends), output), value };
    const names = symbols || this.#isElementwise(ends) ? [ends.inputNames[output]!] : ends.inputNames;
    const meaning = symbols ? substitute(symbols.value, ownNamesAt(ends, output)) : null;
    return { formula: callOf(this.#symbol, ...names.map(symbolOf)), meaning, value };
  }

  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced> {
    const slopes = this.#slopesAt(ends);
    if ("diagonal" in slopes) {
      const value = slopes.diagonal[input]!;
      return new Map([[input, traced(value, () => this.#elementwiseSlope(ends, input))]]);
    }
    const own = once(() => ownNames(ends));
    return new Map(
      slopes.rows.map((row, output) => {
        return [
          output,
          traced(row[input]!, () => ({ formula: this.#slopeInRow(ends, own(), output, input) })),
        ] as const;
      }),
    );
  }

  forwardPrecisely(inputs: readonly Decimal[]): Decimal[] {
    const rows = inputs.map((z) => new Map([["z", z]]));
    const value = this.#symbols?.value;
    return rows.map((_, i) => (value ? evaluated(value, rows, i) : decimal(Number.NaN)));
  }

  backPrecisely(slopes: readonly Decimal[], inputs: readonly Decimal[], outputs: readonly Decimal[]): Decimal[] {
    if (this.#symbols === undefined) return inputs.map(() => decimal(Number.NaN));
    const { derivative, crossDerivative } = this.#symbols;
    const rows = inputs.map((z, i) => new Map(Object.entries({ z, a: outputs[i]! })));
    return inputs.map((other, i) => {
      const own = slopes[i]!.mul(evaluated(derivative, rows, i));
      if (crossDerivative === undefined) return own;
      const names = new Map(Object.entries({ b: outputs[i]!, other }));
      const across = slopes.map((slope, at) => {
        if (at === i || slope.isZero) return at === i ? own : slope;
        return slope.mul(evaluated(crossDerivative, rows, at, names));
      });
      return total(across);
    });
  }

  /** A derivative that is the same everywhere needs no name. */
  #elementwiseSlope(ends: Ends, at: number): Omit<Traced, "value"> {
    const named = callOf(`${this.#symbol}prime`, symbolOf(ends.inputNames[at]!));
    if (!this.#symbols) return { formula: named, named, meaning: null };
    const { derivative } = this.#symbols;
    const formula = substitute(derivative, ownNamesAt(ends, at));
    return mentions(derivative, "z") || mentions(derivative, "a") ? { formula, named } : { formula };
  }

  #slopeInRow(ends: Ends, own: OwnNames, output: number, input: number): Expression | null {
    if (this.#symbols?.crossDerivative === undefined) return null;
    const { derivative, crossDerivative } = this.#symbols;
    if (output === input) return writtenOut(derivative, own, output);
    const others = new Map([
      ["b", symbolOf(ends.outputNames[input]!)],
      ["other", symbolOf(ends.inputNames[input]!)],
    ]);
    return writtenOut(substitute(crossDerivative, others), own, output);
  }

  #isElementwise(ends: Ends): boolean {
    if (this.#symbols) return this.#symbols.crossDerivative === undefined;
    return "diagonal" in this.#slopesAt(ends);
  }

  /** One backward pass for each output, or a single one if each has but its own input. */
  #slopesAt(ends: Ends): Jacobian {
    if (this.#jacobian?.ends === ends) return this.#jacobian.slopes;
    const { inputs, outputs } = ends;
    // Each is written down by itself, before anything is multiplied by it.
    const passFor = (da: readonly number[]): number[] =>
      this.#runner.pullBack(this.#activation, da, inputs, outputs).map(this.#round);
    const unit = (output: number): number[] => outputs.map((_, i) => (i === output ? 1 : 0));
    let slopes: Jacobian;
    if (this.#symbols && !this.#symbols.crossDerivative) slopes = { diagonal: passFor(outputs.map(() => 1)) };
    else {
      const rows = outputs.map((_, output) => passFor(unit(output)));
      // Of a function that is known by its code alone, by its derivatives here.
      const isElementwise =
        !this.#symbols && rows.every((row, output) => row.every((slope, input) => output === input || slope === 0));
      slopes = isElementwise ? { diagonal: rows.map((row, i) => row[i]!) } : { rows };
    }
    this.#jacobian = { ends, slopes };
    return slopes;
  }
}

/** The derivatives of all outputs with respect to all inputs: of each with respect to its own, or by output and then by input. */
type Jacobian = { readonly diagonal: readonly number[] } | { readonly rows: readonly (readonly number[])[] };

/** What z and a are called at each of the numbers. */
type OwnNames = readonly ReadonlyMap<string, Expression>[];

function ownNames(ends: Ends): OwnNames {
  return ends.inputNames.map((_, at) => ownNamesAt(ends, at));
}

function ownNamesAt({ inputNames, outputNames }: Ends, at: number): ReadonlyMap<string, Expression> {
  return new Map([
    ["z", symbolOf(inputNames[at]!)],
    ["a", symbolOf(outputNames[at]!)],
  ]);
}

import type { Activation } from "@nn/core/component";
import { callOf, type Expression, mentions, substitute, symbolOf } from "../../formula/expression.js";
import { type ActivationSymbols, symbolsOfActivation, writtenOut } from "../../formula/symbols.js";
import { type Decimal, decimal, evaluated, total } from "../../precise/decimals.js";
import type { Rounding } from "../rounding.js";
import type { ComponentRunner } from "./component-runner.js";
import type { Ends, Link, Traced } from "./link.js";

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
  /** The derivatives of all outputs with respect to all inputs, of the ends that were asked for last. */
  #jacobian: { readonly ends: Ends; readonly rows: readonly (readonly number[])[] } | undefined;

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
    const meaning = symbols ? substitute(symbols.value, ownNames(ends)[output]!) : null;
    return { formula: callOf(this.#symbol, ...names.map(symbolOf)), meaning, value };
  }

  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced> {
    if (this.#isElementwise(ends)) {
      const value = this.#rows(ends)[input]![input]!;
      return new Map([[input, { ...this.#elementwiseSlope(ends, input), value }]]);
    }
    const own = ownNames(ends);
    return new Map(
      this.#rows(ends).map((row, output) => {
        return [output, { formula: this.#slopeInRow(ends, own, output, input), value: row[input]! }] as const;
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
        if (at === i || slope.isZero()) return at === i ? own : slope;
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
    const formula = substitute(derivative, ownNames(ends)[at]!);
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

  /** By its formula; of a function that is known by its code alone, by its derivatives here. */
  #isElementwise(ends: Ends): boolean {
    if (this.#symbols) return this.#symbols.crossDerivative === undefined;
    return this.#rows(ends).every((row, output) => row.every((slope, input) => output === input || slope === 0));
  }

  /** By output, then by input: one backward pass for each output, or a single one if each has but its own input. */
  #rows(ends: Ends): readonly (readonly number[])[] {
    if (this.#jacobian?.ends === ends) return this.#jacobian.rows;
    const { inputs, outputs } = ends;
    const passFor = (da: readonly number[]): number[] => this.#runner.pullBack(this.#activation, da, inputs, outputs);
    const unit = (output: number): number[] => outputs.map((_, i) => (i === output ? 1 : 0));
    const together = this.#symbols && !this.#symbols.crossDerivative && passFor(outputs.map(() => 1));
    const rows = outputs.map((_, output) =>
      together ? together.map((slope, i) => (i === output ? slope : 0)) : passFor(unit(output)),
    );
    // Each is written down by itself, before anything is multiplied by it.
    const written = rows.map((row) => row.map(this.#round));
    this.#jacobian = { ends, rows: written };
    return written;
  }
}

/** What z and a are called at each of the numbers. */
type OwnNames = readonly ReadonlyMap<string, Expression>[];

function ownNames({ inputNames, outputNames }: Ends): OwnNames {
  return inputNames.map(
    (name, i) =>
      new Map([
        ["z", symbolOf(name)],
        ["a", symbolOf(outputNames[i]!)],
      ]),
  );
}

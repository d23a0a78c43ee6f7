import type { Expression } from "../../formula/expression.js";
import type { Decimal } from "../../precise/decimal/decimal.js";
import type { ParameterName } from "../names.js";

/** The numbers of one example on both sides of a link, and what they are called there. */
export interface Ends {
  readonly inputs: readonly number[];
  readonly inputNames: readonly string[];
  readonly outputs: readonly number[];
  readonly outputNames: readonly string[];
}

/** A number with the formula that it has in general; see `Step`. */
export interface Traced {
  readonly formula: Expression | null;
  /** The formula at full length, where `formula` only names a function; `null` where that isn't known. */
  readonly meaning?: Expression | null | undefined;
  /** The formula with the name of a function's derivative, where that says more. */
  readonly named?: Expression | undefined;
  /** Names that the formula takes other numbers for, as a loss does with predictions beyond its bounds. */
  readonly clipped?: ReadonlyMap<string, number> | undefined;
  readonly value: number;
}

/** What is made when it is asked for the first time. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Ends whose names are made when they are asked for. */
export function namedEnds(
  inputs: readonly number[],
  outputs: readonly number[],
  inputNames: () => readonly string[],
  outputNames: () => readonly string[],
): Ends {
  return {
    inputs,
    outputs,
    get inputNames() {
      return inputNames();
    },
    get outputNames() {
      return outputNames();
    },
  };
}

/** A number whose formula is written when it is asked for: of most, it never is. */
export function traced(value: number, write: () => Omit<Traced, "value">): Traced {
  return new WrittenLater(value, write);
}

class WrittenLater implements Traced {
  readonly value: number;
  readonly #write: () => Omit<Traced, "value">;
  #written: Omit<Traced, "value"> | undefined;

  constructor(value: number, write: () => Omit<Traced, "value">) {
    this.value = value;
    this.#write = write;
  }

  get #rest(): Omit<Traced, "value"> {
    this.#written ??= this.#write();
    return this.#written;
  }

  get formula(): Expression | null {
    return this.#rest.formula;
  }

  get meaning(): Expression | null | undefined {
    return this.#rest.meaning;
  }

  get named(): Expression | undefined {
    return this.#rest.named;
  }

  get clipped(): ReadonlyMap<string, number> | undefined {
    return this.#rest.clipped;
  }
}

/** The outputs that an input reaches without being passed on. */
export function reachedBy(link: Link, ends: Ends, input: number): readonly number[] {
  return link.reaches?.(input) ?? [...link.slopes(ends, input).keys()];
}

/** What derivatives with respect to all outputs of a link come to before it. */
export interface PulledBack {
  /** With respect to each input. */
  readonly inputs: readonly number[];
  /** With respect to the parameter. */
  readonly parameter: number;
}

/** A step of the forward pass, from one list of numbers to the next: weighted sums, an activation, or a whole layer. */
export interface Link {
  /**
   * The inputs that it passes on, with their names: these come first among its outputs, where later links read them. None
   * unless given.
   */
  readonly passed?: readonly number[];
  /** What its other outputs are called in a single example. */
  readonly outputNames: readonly string[];
  /** Whether its outputs are weighted sums. */
  readonly givesSums: boolean;
  /** Whether they are so within a neuron, and an activation comes next: the neurons' view of a path leaves them out. */
  readonly isPassedOver: boolean;
  /** Whether it is a layer that is known by its own code alone: its values and derivatives are numbers without formulas. */
  readonly isInNumbers: boolean;
  /** Whether a parameter acts in it. */
  has(parameter: ParameterName): boolean;
  /** The outputs for one example. */
  forward(inputs: readonly number[]): number[];
  /** How an output is made of the inputs, that isn't passed on. */
  output(ends: Ends, output: number): Traced;
  /** The derivatives of the outputs that an input reaches without being passed on, by their indices. */
  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced>;
  /** Their indices alone, where no derivative has to be computed for that. */
  reaches?(input: number): readonly number[];
  /** The derivatives with respect to a parameter. */
  parameterSlopes(ends: Ends, parameter: ParameterName): ReadonlyMap<number, Traced>;
  /** Takes derivatives back all at once, where there are too many to be written one by one; missing elsewhere. */
  pullBack?(ends: Ends, slopes: readonly number[], parameter: ParameterName): PulledBack;
  /** The outputs by their formulas, with 400 digits, NaN where a formula isn't known; missing where that isn't done. */
  forwardPrecisely?(inputs: readonly Decimal[]): Decimal[];
  /** The derivatives with respect to the inputs from those with respect to the outputs, likewise. */
  backPrecisely?(slopes: readonly Decimal[], inputs: readonly Decimal[], outputs: readonly Decimal[]): Decimal[];
  /** The derivative with respect to a parameter, likewise. */
  parameterPrecisely?(slopes: readonly Decimal[], inputs: readonly Decimal[], parameter: ParameterName): Decimal;
}

import type { ParameterName } from "../names.js";
import { type Ends, type Link, namedEnds, once, type PulledBack, type Traced } from "./link.js";

/** A link that reads a part of the numbers, and leaves others beside its outputs, for later links. */
export class Beside implements Link {
  readonly passed: readonly number[];
  readonly outputNames: readonly string[];
  readonly givesSums: boolean;
  readonly isPassedOver: boolean;
  readonly isInNumbers: boolean;
  readonly pullBack?: NonNullable<Link["pullBack"]>;
  readonly #inner: Link;
  readonly #from: number;
  readonly #to: number;
  readonly #kept: number;
  #last: { readonly ends: Ends; readonly inner: Ends } | undefined;

  /**
   * @param from - The index of the first number that it reads.
   * @param to - That of the first behind these.
   * @param kept - How many of the first numbers stay beside its outputs.
   */
  constructor(inner: Link, from: number, to: number, kept: number) {
    this.#inner = inner;
    this.#from = from;
    this.#to = to;
    this.#kept = kept;
    // What the inner link passes on is among what it reads.
    const own = (inner.passed ?? []).map((input) => from + input);
    this.passed = [...Array.from({ length: kept }, (_, i) => i), ...own];
    this.outputNames = inner.outputNames;
    this.givesSums = inner.givesSums;
    this.isPassedOver = inner.isPassedOver;
    this.isInNumbers = inner.isInNumbers;
    if (inner.pullBack) this.pullBack = (ends, slopes, parameter) => this.#pulledBack(ends, slopes, parameter);
  }

  has(parameter: ParameterName): boolean {
    return this.#inner.has(parameter);
  }

  forward(inputs: readonly number[]): number[] {
    return [...inputs.slice(0, this.#kept), ...this.#inner.forward(inputs.slice(this.#from, this.#to))];
  }

  output(ends: Ends, output: number): Traced {
    return this.#inner.output(this.#ends(ends), output - this.#kept);
  }

  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced> {
    if (input < this.#from || input >= this.#to) return new Map();
    return this.#moved(this.#inner.slopes(this.#ends(ends), input - this.#from));
  }

  parameterSlopes(ends: Ends, parameter: ParameterName): ReadonlyMap<number, Traced> {
    return this.#moved(this.#inner.parameterSlopes(this.#ends(ends), parameter));
  }

  #moved(slopes: ReadonlyMap<number, Traced>): ReadonlyMap<number, Traced> {
    return new Map([...slopes].map(([output, slope]) => [output + this.#kept, slope]));
  }

  #pulledBack(ends: Ends, slopes: readonly number[], parameter: ParameterName): PulledBack {
    const back = this.#inner.pullBack!(this.#ends(ends), slopes.slice(this.#kept), parameter);
    const inputs = ends.inputs.map((_, i) => (i < this.#from || i >= this.#to ? 0 : back.inputs[i - this.#from]!));
    return { inputs, parameter: back.parameter };
  }

  /** The inner link's own, the same ones for the same ends. */
  #ends(ends: Ends): Ends {
    if (this.#last?.ends !== ends) {
      const inner = namedEnds(
        ends.inputs.slice(this.#from, this.#to),
        ends.outputs.slice(this.#kept),
        once(() => ends.inputNames.slice(this.#from, this.#to)),
        once(() => ends.outputNames.slice(this.#kept)),
      );
      this.#last = { ends, inner };
    }
    return this.#last.inner;
  }
}

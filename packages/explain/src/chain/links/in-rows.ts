import { chunked } from "../../passes/chunked.js";
import { type Decimal, decimal } from "../../precise/decimal/decimal.js";
import type { Activated } from "./activated.js";
import { type Ends, type Link, namedEnds, once, type Traced } from "./link.js";

/** An activation of several rows of numbers, each by itself, such as the classes of each step of a sequence. */
export class InRows implements Link {
  readonly outputNames: readonly string[];
  readonly givesSums = false;
  readonly isPassedOver = false;
  readonly isInNumbers = false;
  readonly #rows: readonly Activated[];
  readonly #size: number;
  #last: { readonly ends: Ends; readonly rows: readonly Ends[] } | undefined;

  /** @param make - Makes the activation of one row. */
  constructor(outputNames: readonly string[], size: number, make: (names: readonly string[]) => Activated) {
    this.outputNames = outputNames;
    this.#size = size;
    this.#rows = chunked(outputNames, size).map(make);
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
    return chunked(inputs, this.#size).flatMap((row, i) => this.#rows[i]!.forward(row));
  }

  output(ends: Ends, output: number): Traced {
    const row = Math.floor(output / this.#size);
    return this.#rows[row]!.output(this.#endsOf(ends)[row]!, output % this.#size);
  }

  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced> {
    const row = Math.floor(input / this.#size);
    const slopes = this.#rows[row]!.slopes(this.#endsOf(ends)[row]!, input % this.#size);
    return new Map([...slopes].map(([output, slope]) => [output + row * this.#size, slope]));
  }

  forwardPrecisely(inputs: readonly Decimal[]): Decimal[] {
    return chunked(inputs, this.#size).flatMap((row, i) => this.#rows[i]!.forwardPrecisely(row));
  }

  backPrecisely(slopes: readonly Decimal[], inputs: readonly Decimal[], outputs: readonly Decimal[]): Decimal[] {
    const [before, after] = [inputs, outputs].map((numbers) => chunked(numbers, this.#size));
    return chunked(slopes, this.#size).flatMap((row, i) => this.#rows[i]!.backPrecisely(row, before![i]!, after![i]!));
  }

  /** Those of each row, the same ones for the same ends. */
  #endsOf(ends: Ends): readonly Ends[] {
    if (this.#last?.ends !== ends) {
      const [inputs, outputs] = [ends.inputs, ends.outputs].map((numbers) => chunked(numbers, this.#size));
      const names = [() => ends.inputNames, () => ends.outputNames].map((of) => once(() => chunked(of(), this.#size)));
      const rows = this.#rows.map((_, i) =>
        namedEnds(
          inputs![i]!,
          outputs![i]!,
          () => names[0]!()[i]!,
          () => names[1]!()[i]!,
        ),
      );
      this.#last = { ends, rows };
    }
    return this.#last.rows;
  }
}

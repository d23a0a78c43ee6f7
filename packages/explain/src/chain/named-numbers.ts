import type { Ends } from "./links/link.js";

/** Names that are asked for, and the examples that they stand in. */
export class Named implements Iterable<string> {
  readonly #names: Set<string> = new Set();
  readonly #examples: Set<number> = new Set();

  add(name: string): this {
    this.#names.add(name);
    this.#examples.add(exampleOf(name));
    return this;
  }

  /** All that a formula names. */
  addFrom(formula: string | null): void {
    for (const [name] of formula?.matchAll(/[A-Za-z]\w*/g) ?? []) this.add(name);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  /** Whether a name of the example is among them. */
  hasOf(example: number): boolean {
    return this.#examples.has(example);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#names.values();
  }
}

/** The inputs, targets and numbers of a pass by their names; those of an example are named once one of them is asked for. */
export class PassNumbers {
  readonly #inputs: readonly (readonly number[])[];
  readonly #targets: readonly (readonly number[])[];
  readonly #ends: readonly (readonly Ends[])[];
  readonly #byExample: Map<number, ReadonlyMap<string, number>> = new Map();

  constructor(
    inputs: readonly (readonly number[])[],
    targets: readonly (readonly number[])[],
    ends: readonly (readonly Ends[])[],
  ) {
    this.#inputs = inputs;
    this.#targets = targets;
    this.#ends = ends;
  }

  get(name: string): number | undefined {
    const example = exampleOf(name);
    const [, letter, index] = /^([xt])(\d+)(?:__\d+)?$/.exec(name) ?? [];
    if (letter !== undefined) return (letter === "x" ? this.#inputs : this.#targets)[example]?.[Number(index) - 1];
    if (!this.#byExample.has(example)) {
      const ends = this.#ends[example] ?? [];
      const named = ends.flatMap(({ outputNames, outputs }) =>
        outputNames.map((one, i) => [one, outputs[i]!] as const),
      );
      this.#byExample.set(example, new Map(named));
    }
    return this.#byExample.get(example)!.get(name);
  }
}

/** The first, unless the name says another one; see `inExample`. */
function exampleOf(name: string): number {
  const at = name.lastIndexOf("__");
  return at < 0 ? 0 : Number(name.slice(at + 2)) - 1;
}

import type { MatrixEquations, ParameterElement, WeightedSum } from "@nn/core/component";

/** A weighted sum that a parameter is in. */
export interface Use {
  /** Which of the sums. */
  readonly unit: number;
  /** The inputs that it is multiplied by there, one unless terms share it; `null` for a bias. */
  readonly inputs: readonly (number | null)[];
}

/** An input's part in a sum: one, unless it is in several terms. */
export type Part = readonly [unit: number, weights: readonly ParameterElement[]];

/** Weighted sums by their indices. Those of a matrix are written when they are asked for, as few formulas name them. */
export interface SumList {
  /** How many sums there are. */
  readonly length: number;
  /** The same sums, where they are those of a matrix. */
  readonly ofMatrix: MatrixSums | undefined;
  /** A sum with all its terms. */
  at(unit: number): WeightedSum;
  biasOf(unit: number): ParameterElement | undefined;
  /** Goes through the terms of a sum. */
  forEachTerm(unit: number, take: (input: number, parameter: string, element: number) => void): void;
  /** The sums that an input has a part in, with its weights there. */
  partsOf(input: number): readonly Part[];
  /** Those sums alone. */
  unitsOf(input: number): readonly number[];
  /** The sums that a parameter is in. */
  usesOf(parameter: string, element: number): readonly Use[];
}

/** Sums that a layer writes one by one. */
export class WrittenSums implements SumList {
  readonly ofMatrix = undefined;
  readonly #sums: readonly WeightedSum[];
  #byInput: ReadonlyMap<number, readonly Part[]> | undefined;

  constructor(sums: readonly WeightedSum[]) {
    this.#sums = sums;
  }

  get length(): number {
    return this.#sums.length;
  }

  at(unit: number): WeightedSum {
    return this.#sums[unit]!;
  }

  biasOf(unit: number): ParameterElement | undefined {
    return this.#sums[unit]!.bias;
  }

  forEachTerm(unit: number, take: (input: number, parameter: string, element: number) => void): void {
    for (const { input, weight } of this.#sums[unit]!.terms) take(input, weight.parameter, weight.element);
  }

  partsOf(input: number): readonly Part[] {
    this.#byInput ??= partsByInput(this.#sums);
    return this.#byInput.get(input) ?? [];
  }

  unitsOf(input: number): readonly number[] {
    return this.partsOf(input).map(([unit]) => unit);
  }

  usesOf(parameter: string, element: number): readonly Use[] {
    const isMeant = (one: ParameterElement | undefined): boolean =>
      one?.element === element && one.parameter === parameter;
    return this.#sums.flatMap(({ terms, bias }, unit) => {
      const own = terms.filter(({ weight }) => isMeant(weight)).map(({ input }) => input);
      const inputs = isMeant(bias) ? [...own, null] : own;
      return inputs.length === 0 ? [] : [{ unit, inputs }];
    });
  }
}

function partsByInput(sums: readonly WeightedSum[]): Map<number, Part[]> {
  const byInput = new Map<number, [unit: number, weights: ParameterElement[]][]>();
  for (const [unit, { terms }] of sums.entries()) {
    for (const { input, weight } of terms) {
      const parts = byInput.get(input) ?? [];
      byInput.set(input, parts);
      // A sum's own parts lie side by side, whatever the order of its terms.
      const last = parts.at(-1);
      if (last?.[0] === unit) last[1].push(weight);
      else parts.push([unit, [weight]]);
    }
  }
  return byInput;
}

/** The sums of a matrix: of each row of numbers, each column with the row. */
export class MatrixSums implements SumList {
  get ofMatrix(): MatrixSums {
    return this;
  }

  readonly length: number;
  readonly spec: MatrixEquations;
  /** How many numbers a row has: the matrix's first size. */
  readonly inputs: number;
  /** How many come of it: the second one. */
  readonly outputs: number;

  /** @param rows - How many rows are multiplied by the matrix. */
  constructor(spec: MatrixEquations, inputs: number, outputs: number, rows: number) {
    this.spec = spec;
    this.inputs = inputs;
    this.outputs = outputs;
    this.length = rows * outputs;
  }

  at(unit: number): WeightedSum {
    const bias = this.biasOf(unit);
    const terms: { input: number; weight: ParameterElement }[] = [];
    this.forEachTerm(unit, (input, parameter, element) => void terms.push({ input, weight: { parameter, element } }));
    return { terms, ...(bias && { bias }) };
  }

  biasOf(unit: number): ParameterElement | undefined {
    const { bias } = this.spec;
    return bias === undefined ? undefined : { parameter: bias, element: unit % this.outputs };
  }

  forEachTerm(unit: number, take: (input: number, parameter: string, element: number) => void): void {
    const { inputs, outputs, spec } = this;
    const output = unit % outputs;
    const first = ((unit - output) / outputs) * inputs;
    for (let i = 0; i < inputs; i++) take(first + i, spec.matrix, i * outputs + output);
  }

  partsOf(input: number): readonly Part[] {
    const { inputs, outputs, spec } = this;
    const own = input % inputs;
    return this.unitsOf(input).map((unit, output) => {
      return [unit, [{ parameter: spec.matrix, element: own * outputs + output }]];
    });
  }

  unitsOf(input: number): readonly number[] {
    const { inputs, outputs } = this;
    const first = ((input - (input % inputs)) / inputs) * outputs;
    return Array.from({ length: outputs }, (_, output) => first + output);
  }

  usesOf(parameter: string, element: number): readonly Use[] {
    const { inputs, outputs, spec, length } = this;
    const output = element % outputs;
    const inputIn = (row: number): number | null =>
      parameter === spec.bias ? null : row * inputs + (element - output) / outputs;
    if (parameter !== spec.matrix && parameter !== spec.bias) return [];
    return Array.from({ length: length / outputs }, (_, row) => {
      return { unit: row * outputs + output, inputs: [inputIn(row)] };
    });
  }
}

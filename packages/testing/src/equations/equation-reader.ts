import {
  Computation,
  type Equations,
  type FloatArray,
  type FormulaEquations,
  type Frame,
  type Layer,
  type ParameterElement,
  type ParameterSpec,
  type Source,
  writtenEquations,
} from "@nn/core/component";
import { expectThat } from "../contracts/contract.js";
import { parameterOf } from "../frames.js";

/** An example whose numbers are computed list by list. */
export interface Example {
  /** Its index in the batch. */
  readonly example: number;
  readonly input: readonly number[];
  readonly lists: number[][];
}

/** A step whose sums are written one by one. */
export type WrittenStep = ReturnType<typeof writtenEquations>;

/** Numbers of a formula by their letters: one, or several that stand inside of `sum`, `mean` or `max`. */
export type Letters = readonly (readonly [letter: string, values: number | readonly number[]])[];

/** What a layer's equations give on the arrays of a frame, computed here. */
export class EquationReader {
  /** Which numbers of parameters were read, as `"weight[3]"`. */
  readonly used: Set<string> = new Set();
  readonly #frame: Frame;
  readonly #shapes: Readonly<Record<string, ParameterSpec | undefined>>;
  readonly #row: (length: number) => FloatArray;
  readonly #programs: Map<string, Computation> = new Map();

  /** @param row - An array to compute in, of so many numbers. */
  constructor(layer: Layer, frame: Frame, row: (length: number) => FloatArray) {
    this.#frame = frame;
    this.#shapes = layer.parameters(frame.inputShape);
    this.#row = row;
  }

  /** An example of the batch before its first list. */
  example(example: number): Example {
    const { x, inputSize } = this.#frame;
    return { example, input: Array.from(x.subarray(example * inputSize, (example + 1) * inputSize)), lists: [] };
  }

  /** Goes through the equations, and leaves each list in `one.lists`. @returns The last of them. */
  outputOf(equations: readonly Equations[], one: Example): number[] {
    for (const list of equations) one.lists.push(this.#numbersAfter(list, one));
    return one.lists.at(-1)!;
  }

  /** A step after so many numbers. */
  written(said: Equations, before: number): WrittenStep {
    if (!("matrix" in said)) return said;
    const [inputs = before, outputs = 0] = this.#shapes[said.matrix]?.shape ?? [];
    expectThat(before % inputs === 0, `equations have rows of ${inputs} among ${before} numbers`);
    return writtenEquations(said, before, outputs, inputs);
  }

  /** What the letters of a formula are for one of its numbers, given the numbers before. */
  lettersOf({ reads }: FormulaEquations, at: number, before: readonly number[], one: Example): Letters {
    return Object.entries(reads(at, before)).map(([letter, sources]) => [
      letter,
      Array.isArray(sources)
        ? (sources as readonly Source[]).map((source) => this.#numberOf(source, before, one))
        : this.#numberOf(sources as Source, before, one),
    ]);
  }

  /** A formula with numbers for its letters. */
  valueOf(formula: string, letters: Letters): number {
    const lists = letters.filter((one): one is [string, readonly number[]] => typeof one[1] !== "number");
    const single = letters.filter((one): one is [string, number] => typeof one[1] === "number");
    const arrays = ["result", ...lists.map(([letter]) => letter)];
    const scalars = single.map(([letter]) => letter);
    const key = JSON.stringify([formula, arrays, scalars]);
    const text = { name: "equations", arrays, byRow: ["result"], scalars, lines: [`result = ${formula}`] };
    const program = this.#programs.get(key) ?? new Computation(text);
    this.#programs.set(key, program);
    const values = lists.map(([, numbers]) => Float64Array.from(numbers));
    const [result, numbers] = [new Float64Array(1), single.map(([, number]) => number)];
    const [a = result, b = result, c = result, d = result, e = result] = values;
    program.loop(numbers, 1, values[0]?.length ?? 1, result, a, b, c, d, e);
    return result[0]!;
  }

  /** A number of a parameter. */
  element({ parameter, element }: ParameterElement): number {
    this.used.add(`${parameter}[${element}]`);
    const value = parameterOf(this.#frame, parameter)?.[element];
    expectThat(value !== undefined, `equations name ${parameter}[${element}], but it has no such number`);
    return value;
  }

  #numberOf(source: Source, before: readonly number[], one: Example): number {
    if (typeof source === "number") return numberIn(before, source, "numbers before");
    if ("parameter" in source) return this.element(source);
    const { state, branches, y, outputSize } = this.#frame;
    if ("state" in source) return numberIn(state[source.state], source.element, source.state);
    if ("input" in source) return numberIn(one.input, source.input, "numbers of the layer's input");
    if ("list" in source) return numberIn(one.lists[source.list], source.element, `numbers of list ${source.list}`);
    const branch = branches[source.branch]?.y;
    const size = (branch?.length ?? 0) / Math.floor(y.length / outputSize);
    const own = branch?.subarray(one.example * size, (one.example + 1) * size);
    return numberIn(own, source.element, `numbers of the branch ${source.branch}`);
  }

  #numbersAfter(said: Equations, one: Example): number[] {
    const before = one.lists.at(-1) ?? one.input;
    const link = this.written(said, before.length);
    if ("activation" in link) {
      const size = link.row ?? before.length;
      expectThat(before.length % size === 0, `equations have rows of ${size} among ${before.length} numbers`);
      const [z, a] = [this.#row(before.length), this.#row(before.length)];
      z.set(before);
      link.activation.forward(this.#frame.kernels, a, z, before.length / size, size);
      return Array.from(a);
    }
    if ("formula" in link) {
      const { formula, size } = link;
      expectThat(Number.isInteger(size) && size > 0, `the formula "${formula}" gives ${size} numbers`);
      return Array.from({ length: size }, (_, at) => this.valueOf(formula, this.lettersOf(link, at, before, one)));
    }
    return link.sums.map(({ terms, bias }) => {
      const products = terms.map(({ input, weight }) => {
        expectThat(input in before, `equations name input ${input} of ${before.length}`);
        return before[input]! * this.element(weight);
      });
      return products.reduce((sum, product) => sum + product, bias ? this.element(bias) : 0);
    });
  }
}

function numberIn(numbers: ArrayLike<number> | undefined, at: number, name: string): number {
  const value = numbers?.[at];
  expectThat(value !== undefined, `equations read ${name}[${at}], but there is no such number`);
  return value;
}

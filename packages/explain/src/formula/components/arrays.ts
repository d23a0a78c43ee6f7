import type { FloatArray } from "@nn/core/component";
import type { Expression } from "../expression.js";
import { FUNCTIONS } from "../functions.js";
import { sourceOf } from "../text/source.js";

/** One loop over arrays: what it writes, what it reads, and how far. */
type Loop = (length: number, size: number) => void;

/**
 * A formula as a list of loops over arrays, one for each of its operations: `1 / (1 + exp(-x))` is a loop that negates,
 * one that exponentiates, one that adds and one that divides. What is written twice in the formula is computed once.
 */
export class ArrayFormula {
  /** By their source, so that equal parts share an array. */
  readonly #registers: Map<string, Float64Array> = new Map();
  readonly #loops: Loop[] = [];
  readonly #numbers: [source: string, value: number][] = [];
  readonly #result: string;
  #room = 0;

  /**
   * @param expression - Of symbols that are written by {@link ArrayFormula.write}, and `size`.
   * @param others - Further ones that are computed with it, for {@link ArrayFormula.valuesOf}.
   */
  constructor(expression: Expression, others: readonly Expression[] = []) {
    this.#result = this.#add(expression);
    for (const other of others) this.#add(other);
  }

  /** Takes an array as the values of a symbol, if the formula has it. */
  write(symbol: string, values: FloatArray, length: number): void {
    if (length > this.#room) this.#grow(length);
    const register = this.#registers.get(symbol);
    if (register) for (let i = 0; i < length; i++) register[i] = values[i]!;
  }

  /** Runs the loops, and gives the array that holds the results: the first `length` of it, until the next run. */
  run(length: number, size: number): Float64Array {
    if (length > this.#room) this.#grow(length);
    for (const loop of this.#loops) loop(length, size);
    return this.#registers.get(this.#result)!;
  }

  /**
   * What the last run, or else the last {@link ArrayFormula.write}, gave for a part of what was given to make this.
   *
   * @param part - The part, or its source for where time counts.
   */
  valuesOf(part: Expression | string): Float64Array {
    return this.#registers.get(typeof part === "string" ? part : sourceOf(part))!;
  }

  /** Longer arrays for a larger batch; the loops find them by name. */
  #grow(length: number): void {
    this.#room = length;
    for (const name of this.#registers.keys()) this.#registers.set(name, new Float64Array(length));
    for (const [name, value] of this.#numbers) this.#registers.get(name)!.fill(value);
  }

  /** Adds what the expression needs to the list, and gives the name of its array. */
  #add(expression: Expression): string {
    const name = sourceOf(expression);
    if (this.#registers.has(name)) return name;
    if (expression.kind === "call") {
      const inputs = expression.operands.map((operand) => this.#add(operand));
      this.#loops.push(this.#loopFor(expression.name, name, inputs));
    } else if (expression.kind === "number") {
      this.#numbers.push([name, expression.value]);
    } else if (name === "size") {
      this.#loops.push((length, size) => void this.#registers.get(name)!.fill(size, 0, length));
    }
    this.#registers.set(name, new Float64Array(0));
    return name;
  }

  #loopFor(operation: string, name: string, [first, second]: readonly string[]): Loop {
    const registers = this.#registers;
    if (operation === "sum")
      return (length, size) => sumRows(registers.get(name)!, registers.get(first!)!, length, size);
    const apply = FUNCTIONS[operation]!;
    return (length) => {
      const out = registers.get(name)!;
      const a = registers.get(first!)!;
      const b = second === undefined ? a : registers.get(second)!;
      for (let i = 0; i < length; i++) out[i] = apply(a[i]!, b[i]!);
    };
  }
}

/** Every number of a row becomes the row's sum. */
function sumRows(out: Float64Array, a: Float64Array, length: number, size: number): void {
  for (let row = 0; row < length; row += size) {
    let sum = 0;
    for (let i = row; i < row + size; i++) sum += a[i]!;
    out.fill(sum, row, row + size);
  }
}

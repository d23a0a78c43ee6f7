import type { FloatArray } from "../arrays/dtype.js";
import type { ComputationText, Loop } from "./computation.js";
import { type Graph, graphOf } from "./graph.js";
import type { Node } from "./node.js";
import { LOOPS, type Operate } from "./operations.js";

/** So many numbers are computed at a time where rows have no part in it: they stay in the nearest cache. */
const BLOCK = 256;

const NONE: Float64Array = /* @__PURE__ */ new Float64Array(0);

/** A node with its register, whose first numbers are those of a row. */
class Step {
  readonly operation: string;
  readonly value: number;
  readonly isByRow: boolean;
  /** Whether it loads what every row has in common. */
  readonly isByColumn: boolean;
  readonly loop: Operate | undefined;
  readonly a: Step | undefined;
  readonly b: Step | undefined;
  readonly c: Step | undefined;
  register: Float64Array = NONE;

  constructor({ operation, value, rank }: Node, [a, b, c]: readonly Step[], isByColumn: boolean) {
    this.operation = operation;
    this.value = value;
    this.isByRow = rank === 1;
    this.isByColumn = isByColumn;
    this.loop = LOOPS[operation];
    this.a = a;
    this.b = b;
    this.c = c;
  }

  /** Does one of the operations of numbers. */
  operate(length: number): void {
    const { a, b = a, c = a } = this;
    this.loop!(this.register, a!.register, b!.register, c!.register, length);
  }
}

/**
 * A computation as plain loops, an operation after another: the definition that every faster form is compared with. Each
 * operation is done in double precision, and rounded to the arrays' format where it is stored.
 */
class Interpreter {
  readonly #isElementwise: boolean;
  readonly #isByColumn: Graph["isByColumn"];
  /** What is the same for the whole call, and what is done for each row, in an order in which it can be done. */
  readonly #once: Step[] = [];
  readonly #byRow: Step[] = [];
  readonly #known: Map<Node, Step> = new Map();
  readonly #stores: readonly { readonly array: number; readonly step: Step; readonly isByRow: boolean }[];
  /** The arrays of a call, while it runs. */
  readonly #arrays: FloatArray[];
  readonly #refusals: readonly Step[];
  #room = 0;

  constructor({ arrays, isByColumn, isElementwise, stores, refusals }: Graph) {
    this.#isElementwise = isElementwise;
    this.#isByColumn = isByColumn;
    this.#arrays = new Array<FloatArray>(arrays).fill(NONE);
    this.#refusals = refusals.map((node) => this.#stepOf(node));
    this.#stores = stores.map(({ array, value, isByRow }) => ({ array, isByRow, step: this.#stepOf(value) }));
  }

  /** Says which array is the `i`-th of the next run. */
  use(i: number, array: FloatArray | undefined): void {
    if (array !== undefined) this.#arrays[i] = array;
  }

  /** @returns `false` where it refuses its numbers. */
  run(scalars: ArrayLike<number>, rows: number, columns: number): boolean {
    const isDone = this.#isElementwise
      ? this.#runBlocks(scalars, rows, columns)
      : this.#runRows(scalars, rows, columns);
    // Nothing is held that belongs to another.
    for (let i = 0; i < this.#arrays.length; i++) this.#arrays[i] = NONE;
    return isDone;
  }

  #runRows(scalars: ArrayLike<number>, rows: number, columns: number): boolean {
    this.#prepare(columns, scalars, rows, columns);
    for (let row = 0; row < rows; row++) if (!this.#runRow(row, row * columns, columns)) return false;
    return true;
  }

  #runBlocks(scalars: ArrayLike<number>, rows: number, columns: number): boolean {
    const all = rows * columns;
    this.#prepare(Math.min(all, BLOCK), scalars, rows, columns);
    for (let from = 0; from < all; from += BLOCK) this.#runRow(0, from, Math.min(BLOCK, all - from));
    return true;
  }

  #prepare(length: number, scalars: ArrayLike<number>, rows: number, columns: number): void {
    if (length > this.#room) {
      this.#room = length;
      for (const step of this.#known.values()) step.register = new Float64Array(length);
    }
    for (let i = 0; i < this.#once.length; i++) {
      const step = this.#once[i]!;
      const { register, operation, value } = step;
      if (operation === "number") register[0] = value;
      else if (operation === "scalar") register[0] = scalars[value]!;
      else if (operation === "extent") register[0] = value === 0 ? columns : rows;
      else step.operate(1);
      spread(register, length);
    }
  }

  #runRow(row: number, from: number, length: number): boolean {
    const arrays = this.#arrays;
    for (let i = 0; i < this.#byRow.length; i++) {
      const step = this.#byRow[i]!;
      const { register, operation, value, isByRow, isByColumn, a } = step;
      const start = isByRow ? row : isByColumn ? 0 : from;
      if (operation === "load") load(register, arrays[value]!, start, isByRow ? 0 : 1, length);
      else if (operation === "index") countUp(register, length);
      else if (operation === "stored") round(register, a!.register, arrays[value]!, length);
      else if (operation === "sum") sum(register, a!.register, length);
      else if (operation === "largest") largest(register, a!.register, length);
      else step.operate(length);
    }
    for (let r = 0; r < this.#refusals.length; r++) {
      const { register } = this.#refusals[r]!;
      for (let i = 0; i < length; i++) if (register[i] === 1) return false;
    }
    for (let s = 0; s < this.#stores.length; s++) {
      const { array, step, isByRow } = this.#stores[s]!;
      if (isByRow) arrays[array]![row] = step.register[0]!;
      else store(arrays[array]!, step.register, from, length);
    }
    return true;
  }

  #stepOf(node: Node): Step {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const step = new Step(
      node,
      node.inputs.map((input) => this.#stepOf(input)),
      node.operation === "load" && this.#isByColumn(node.value),
    );
    this.#known.set(node, step);
    (node.rank === 0 ? this.#once : this.#byRow).push(step);
    return step;
  }
}

function load(register: Float64Array, array: FloatArray, from: number, stride: number, length: number): void {
  for (let i = 0; i < length; i++) register[i] = array[from + stride * i]!;
}

function store(array: FloatArray, values: Float64Array, from: number, length: number): void {
  for (let i = 0; i < length; i++) array[from + i] = values[i]!;
}

function round(register: Float64Array, values: Float64Array, { BYTES_PER_ELEMENT }: FloatArray, length: number): void {
  if (BYTES_PER_ELEMENT === 8) for (let i = 0; i < length; i++) register[i] = values[i]!;
  else for (let i = 0; i < length; i++) register[i] = Math.fround(values[i]!);
}

function countUp(register: Float64Array, length: number): void {
  for (let i = 0; i < length; i++) register[i] = i;
}

/** From the first to the last. */
function sum(register: Float64Array, values: Float64Array, length: number): void {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i]!;
  register[0] = sum;
  spread(register, length);
}

/** NaN if one of them is. */
function largest(register: Float64Array, values: Float64Array, length: number): void {
  let largest = values[0]!;
  for (let i = 1; i < length; i++) largest = Math.max(largest, values[i]!);
  register[0] = largest;
  spread(register, length);
}

/** The first number becomes all of them. A loop, as `fill` would be handed a number, which goes on the heap for that. */
function spread(register: Float64Array, length: number): void {
  const value = register[0]!;
  for (let i = 1; i < length; i++) register[i] = value;
}

/** The loops of a text. */
export function interpreted(text: ComputationText): Loop {
  const interpreter = new Interpreter(graphOf(text));
  return (scalars, rows, columns, out, a, b, c, d, e) => {
    interpreter.use(0, out);
    interpreter.use(1, a);
    interpreter.use(2, b);
    interpreter.use(3, c);
    interpreter.use(4, d);
    interpreter.use(5, e);
    return interpreter.run(scalars, rows, columns) ? undefined : false;
  };
}

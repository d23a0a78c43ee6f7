import type { FloatArray } from "../../arrays/dtype.js";
import type { Recorder } from "../../backend.js";
import type { Computation } from "../../expressions/computation.js";
import { type OwnKernel, rowsOf, workOfRow } from "../../own-kernel.js";
import { OPERATION } from "../runtime/binary.js";
import type { Instruction } from "./instruction.js";
import { TracedArrays } from "./traced-array.js";

/** Thrown where a pass that is being recorded does something else than call kernels. It never leaves the backend. */
class NotRecordable extends Error {}

/** A function that is called between instructions. */
type Call = () => void;

/** What a pass does, in its order. */
export interface Recorded {
  /** Instructions, and calls between them. */
  readonly pieces: readonly (Instruction[] | Call)[];
  /** How many examples each run is given. */
  readonly batch: number;
  /** How many other numbers. */
  readonly scalars: number;
}

/** Records passes, one after another: the kernels that each calls. */
export class Recording {
  /** Whether a pass is being recorded. */
  isOn = false;
  readonly #buffer: ArrayBufferLike;
  readonly #traced: TracedArrays = new TracedArrays(() => this.#end());
  #pieces: (Instruction[] | Call)[] = [];
  #instructions: Instruction[] = [];
  #batch = 0;
  /** Where each list of numbers that a run is given begins in its row. */
  #scalars: Map<ArrayLike<number>, number> = new Map();
  #scalarCount = 0;
  /** Whether the recording has ended: a component may catch what was thrown to end it. */
  #ended = false;

  /** @param buffer - The memory that kernels reach. */
  constructor(buffer: ArrayBufferLike) {
    this.#buffer = buffer;
  }

  /**
   * Runs a pass with traced arrays. Whatever it throws comes again when it is run by itself.
   *
   * @returns `undefined` for a pass that isn't made of kernels and calls alone.
   */
  of(pass: (recorder: Recorder) => void): Recorded | undefined {
    this.#instructions = [];
    this.#pieces = [this.#instructions];
    this.#batch = 0;
    this.#scalars = new Map();
    this.#scalarCount = 0;
    this.#ended = false;
    this.isOn = true;
    try {
      pass({
        traced: this.#traced.of,
        arrayOf: this.#traced.arrayOf,
        gather: (out, values, count, size) => this.#gather(out, values, count, size),
        scalars: (count) => this.#row(count),
        component: (attempt, plain) => this.#component(attempt, plain),
      });
    } catch {
      return undefined;
    } finally {
      this.isOn = false;
    }
    if (this.#ended) return undefined;
    const pieces = this.#pieces.filter((piece) => typeof piece === "function" || piece.length > 0);
    return { pieces, batch: this.#batch, scalars: this.#scalarCount };
  }

  /** Adds a call of a kernel. */
  add(
    operation: number,
    arrays: readonly (FloatArray | undefined)[],
    rows: number,
    inner: number,
    columns: number,
    numbers: readonly number[],
  ): void {
    this.#push(operation, arrays, rows, inner, columns, numbers, undefined, undefined);
  }

  /** Adds random numbers. */
  uniform(out: FloatArray, key: ArrayLike<number>, step: ArrayLike<number>, length: number): void {
    const ofRun = this.#scalars.get(step);
    const numbers = ofRun === undefined ? [step[0]!] : [];
    this.#push(OPERATION.uniform, [out], length, key[0]!, key[1]!, numbers, ofRun, undefined);
  }

  /** Adds what a component computes. */
  compute(
    computation: Computation,
    scalars: ArrayLike<number>,
    rows: number,
    columns: number,
    arrays: readonly (FloatArray | undefined)[],
  ): void {
    const ofRun = this.#scalars.get(scalars);
    const count = computation.text.scalars?.length ?? 0;
    const numbers = ofRun === undefined ? Array.from({ length: count }, (_, i) => scalars[i]!) : [];
    this.#push(OPERATION.compute, arrays, rows, 0, columns, numbers, ofRun, computation);
  }

  /** Adds a kernel that a component brings with it. */
  run(kernel: OwnKernel, batch: number, arrays: readonly (FloatArray | undefined)[]): void {
    // Loops alone are called where they stand.
    if (kernel.code === undefined) this.#end();
    const numbers = [arrays[0]!.BYTES_PER_ELEMENT, batch, ...kernel.numbers];
    const [rows, columns] = [rowsOf(kernel, batch), workOfRow(kernel, batch)];
    this.#push(OPERATION.own, arrays, rows, batch, columns, numbers, undefined, undefined, kernel);
  }

  #push(
    operation: number,
    arrays: readonly (FloatArray | undefined)[],
    rows: number,
    inner: number,
    columns: number,
    numbers: readonly number[],
    ofRun: number | undefined,
    computation: Computation | undefined,
    own?: OwnKernel,
  ): void {
    const addresses: number[] = [];
    for (const array of arrays) if (array !== undefined) addresses.push(this.#addressOf(array));
    this.#instructions.push({
      operation,
      arrays: addresses,
      rows,
      inner,
      columns,
      numbers,
      ofRun,
      computation,
      own,
      flags: 0,
    });
  }

  #gather(out: FloatArray, values: FloatArray, count: number, size: number): void {
    // One memory has arrays of both formats, and copying them converts nothing.
    if (out.BYTES_PER_ELEMENT !== values.BYTES_PER_ELEMENT) this.#end();
    this.#batch = Math.max(this.#batch, count);
    this.#instructions.push({
      operation: OPERATION.gather,
      arrays: [this.#address(out), this.#address(values)],
      rows: count,
      inner: 0,
      columns: size,
      numbers: [],
      ofRun: undefined,
      computation: undefined,
      flags: 0,
    });
  }

  #row(count: number): Float64Array {
    const row = new Float64Array(count);
    this.#scalars.set(row, 8 * this.#scalarCount);
    this.#scalarCount += count;
    return row;
  }

  #component(attempt: (() => void) | undefined, plain: Call): void {
    if (attempt !== undefined && this.#succeeds(attempt)) return;
    this.#instructions = [];
    this.#pieces.push(plain, this.#instructions);
  }

  /** Whether an attempt could be recorded; otherwise nothing of it was. */
  #succeeds(attempt: () => void): boolean {
    const pieces = [...this.#pieces];
    const instructions = this.#instructions;
    const { length } = instructions;
    try {
      attempt();
      if (!this.#ended) return true;
    } catch {
      // Whatever it throws comes again when it is called.
    }
    this.#ended = false;
    this.#pieces = pieces;
    this.#instructions = instructions;
    instructions.length = length;
    return false;
  }

  #addressOf(array: FloatArray): number {
    // A pass is given traced arrays: an array that is none belongs to another pass, which was run within this one.
    return this.#address(this.#traced.arrayOf(array) ?? this.#end());
  }

  #address(array: FloatArray): number {
    return array.buffer === this.#buffer ? array.byteOffset : this.#end();
  }

  #end(): never {
    this.#ended = true;
    throw new NotRecordable();
  }
}

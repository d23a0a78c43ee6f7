import type { DType } from "../../../arrays/dtype.js";
import { Arithmetic, type Local } from "./arithmetic.js";
import { type FunctionCode, signed, unsigned } from "./module.js";
import {
  alignmentOf,
  BLOCK,
  BRANCH_IF,
  bytesOf,
  END,
  F32,
  F64,
  type Format,
  I32,
  I32_ADD,
  I32_CONST,
  I32_LESS,
  I32_LOAD,
  I32_MULTIPLY,
  LOOP,
  NO_RESULT,
  opcodes,
} from "./opcodes.js";

/** The parameters of the function, and its variables of whole numbers. */
const [ARRAYS, ROWS, NUMBERS, COUNT, DONE, BASE] = [0, 1, 2, 3, 4, 5] as const;
const PARAMETERS = [I32, I32, I32, I32];
const WHOLE_NUMBERS = [I32, I32];

/** Out of the loop, and out of the block around it. */
const STOP = [BRANCH_IF, 1] as const;

/** A number of an array: it is in a variable while the code runs, and in memory before and after. */
interface Cell {
  readonly address: number;
  readonly local: Local;
  written: boolean;
}

/** A piece of memory that the code works on; one that ends where it starts is only read from, and may go on. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The function that a {@link Code} has become. */
export interface Finished extends FunctionCode {
  /** What it has to be given the starts of, in this order. */
  readonly pieces: readonly Piece[];
}

/**
 * Straight-line code under construction: steps without loops over rows or columns, in which each number of each array has
 * a variable of its own. The code has no addresses in it, so that it serves all arrays of the same layout: where they lie
 * is asked of a list in memory.
 */
export class Code extends Arithmetic {
  /** The format of the arrays. */
  readonly format: Format;
  readonly #cells: Map<number, Cell> = new Map();
  /** Where arrays lie that aren't taken into variables. */
  readonly #sources: number[] = [];

  constructor(dtype: DType) {
    super([...PARAMETERS, ...WHOLE_NUMBERS]);
    this.format = dtype === "float64" ? F64 : F32;
  }

  /** The i-th number of the array at an address: its variable itself, which changes with the next store to it. */
  load(array: number, i: number): Local {
    return this.#cell(array + i * bytesOf(this.format), this.format).local;
  }

  /** The same as a double. */
  loadWide(array: number, i: number): Local {
    return this.wide(this.load(array, i));
  }

  /** Sets the i-th number of an array, rounded to its format, which may be another one than the other arrays'. */
  store(array: number, i: number, value: Local, format: Format = this.format): void {
    const rounded = this.rounded(value, format);
    const cell = this.#cell(array + i * bytesOf(format), format);
    cell.written = true;
    this.get(rounded);
    this.set(cell.local);
  }

  /** The double that stands so many bytes after where the row of the run's numbers begins. */
  number(offset: number): Local {
    const local = this.local(F64);
    this.get(NUMBERS);
    this.bytes.push(opcodes(F64).load, alignmentOf(F64), ...unsigned(offset));
    this.set(local);
    return local;
  }

  /** Ends the steps here if a condition holds. */
  stopIf(condition: Local): void {
    this.get(condition);
    this.bytes.push(...STOP);
  }

  /** Ends the steps here unless the number is 0; NaN is not. */
  stopUnlessZero(x: Local): void {
    const format = this.formatOf(x);
    this.get(x);
    this.pushConstant(0, format);
    this.bytes.push(opcodes(format).ne, ...STOP);
  }

  /** Copies `size` numbers of the step's `example`-th example into an array. */
  gather(out: number, values: number, example: number, size: number): void {
    const bytes = bytesOf(this.format);
    this.#fetchAddress(this.#source(values));
    this.get(ROWS);
    this.bytes.push(I32_LOAD, 2, ...unsigned(4 * example), I32_CONST, ...signed(size * bytes), I32_MULTIPLY, I32_ADD);
    this.set(BASE);
    for (let i = 0; i < size; i++) {
      const cell = this.#cell(out + (example * size + i) * bytes, this.format);
      cell.written = true;
      this.#fetch(cell.local, i * bytes);
    }
  }

  /** The whole function, for runs that are given so many examples and numbers each. */
  finish(batch: number, scalars: number): Finished {
    const runs = this.#runs();
    const step = this.#part();
    for (const [r, run] of runs.entries()) this.#takeOut(this.#sources.length + r, run);
    this.bytes.push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    const before = this.#part();
    this.#countOn(batch, scalars);
    this.get(DONE);
    this.get(COUNT);
    this.bytes.push(I32_LESS, BRANCH_IF, 0, END, END);
    for (const [r, run] of runs.entries()) this.#putBack(this.#sources.length + r, run);
    this.get(DONE);
    return {
      parameters: PARAMETERS,
      locals: this.types.slice(PARAMETERS.length),
      called: this.called,
      code: [before, step, this.#part()],
      pieces: [
        ...this.#sources.map((start) => ({ start, end: start })),
        ...runs.map((run) => ({ start: run[0]!.address, end: this.#endOf(run.at(-1)!) })),
      ],
    };
  }

  /** What was written since this was asked last. */
  #part(): number[] {
    const part = this.bytes;
    this.bytes = [];
    return part;
  }

  /** Goes on to the next run. */
  #countOn(batch: number, scalars: number): void {
    this.#advance(ROWS, 4 * batch);
    this.#advance(NUMBERS, 8 * scalars);
    this.#advance(DONE, 1);
  }

  #advance(local: Local, by: number): void {
    if (by === 0) return;
    this.get(local);
    this.bytes.push(I32_CONST, ...signed(by), I32_ADD);
    this.set(local);
  }

  /** Cells that are neighbours in memory. */
  #runs(): Cell[][] {
    const runs: Cell[][] = [];
    for (const cell of [...this.#cells.values()].sort((one, other) => one.address - other.address)) {
      const run = runs.at(-1);
      if (run !== undefined && cell.address === this.#endOf(run.at(-1)!)) run.push(cell);
      else runs.push([cell]);
    }
    return runs;
  }

  #endOf({ address, local }: Cell): number {
    return address + bytesOf(this.formatOf(local));
  }

  /** Takes the cells of a run out of memory. */
  #takeOut(place: number, run: readonly Cell[]): void {
    this.#fetchAddress(place);
    this.set(BASE);
    for (const { address, local } of run) this.#fetch(local, address - run[0]!.address);
  }

  /** Puts those back that were written. */
  #putBack(place: number, run: readonly Cell[]): void {
    this.#fetchAddress(place);
    this.set(BASE);
    for (const { address, local, written } of run) {
      if (!written) continue;
      const format = this.formatOf(local);
      this.get(BASE);
      this.get(local);
      this.bytes.push(opcodes(format).store, alignmentOf(format), ...unsigned(address - run[0]!.address));
    }
  }

  /** Where the array lies that has this place in the list. */
  #fetchAddress(place: number): void {
    this.get(ARRAYS);
    this.bytes.push(I32_LOAD, 2, ...unsigned(4 * place));
  }

  /** The number so many bytes after the base. */
  #fetch(local: Local, offset: number): void {
    const format = this.formatOf(local);
    this.get(BASE);
    this.bytes.push(opcodes(format).load, alignmentOf(format), ...unsigned(offset));
    this.set(local);
  }

  #cell(address: number, format: Format): Cell {
    const known = this.#cells.get(address);
    if (known !== undefined) return known;
    const cell = { address, local: this.local(format), written: false };
    this.#cells.set(address, cell);
    return cell;
  }

  /** An array's place in the list of addresses. */
  #source(array: number): number {
    const known = this.#sources.indexOf(array);
    return known < 0 ? this.#sources.push(array) - 1 : known;
  }
}

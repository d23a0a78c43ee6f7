import type { Range } from "../../optimize/effects.js";
import { type FunctionCode, signed, unsigned } from "../binary/module.js";
import {
  alignmentOf,
  BLOCK,
  BRANCH_IF,
  bytesOf,
  END,
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
} from "../binary/opcodes.js";
import type { Local } from "../binary/writer.js";
import { Arithmetic } from "./arithmetic.js";

/** The parameters of the function, and its variables of whole numbers. */
const [ARRAYS, ROWS, NUMBERS, COUNT, DONE, BASE] = [0, 1, 2, 3, 4, 5] as const;
const PARAMETERS = [I32, I32, I32, I32];

/** Out of the loop, and out of the block around it. */
const STOP = [BRANCH_IF, 1] as const;

/** A number of an array: it is in a variable while the code runs, and in memory before and after. */
interface Cell {
  readonly address: number;
  readonly local: Local;
  /** Whether a step can end or read it before it writes it, so that it is needed from memory. */
  readonly isGiven: boolean;
  isWritten: boolean;
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
  #hasStops = false;
  /** What the function is given the starts of. */
  readonly #pieces: readonly Range[];

  constructor(format: Format, pieces: readonly Range[]) {
    super(PARAMETERS);
    this.local(I32);
    this.local(I32);
    this.format = format;
    this.#pieces = pieces;
  }

  /** The i-th number of the array at an address: its variable itself, which changes with the next store to it. */
  load(array: number, i: number): Local {
    return this.#cell(array + i * bytesOf(this.format), this.format, true).local;
  }

  /** Sets the i-th number of an array, rounded to its format, which may be another one than the other arrays'. */
  store(array: number, i: number, value: Local, format: Format = this.format): void {
    const rounded = this.converted(value, format);
    const local = this.#written(array + i * bytesOf(format), format);
    this.get(rounded);
    this.set(local);
  }

  /** The double that stands so many bytes after where the row of the run's numbers begins. */
  numberOfRun(offset: number): Local {
    return this.variable(F64, () => {
      this.get(NUMBERS);
      this.operate("load", F64, alignmentOf(F64), ...unsigned(offset));
    });
  }

  /** Ends the steps here if a condition holds. */
  stopIf(condition: Local): void {
    this.get(condition);
    this.push(...STOP);
    this.#hasStops = true;
  }

  /** Ends the steps here unless the number is 0; NaN is not. */
  stopUnlessZero(x: Local): void {
    const format = this.typeOf(x);
    this.get(x);
    this.constant(0, format);
    this.operate("!=", format, ...STOP);
    this.#hasStops = true;
  }

  /** Copies `size` numbers of the step's `example`-th example into an array. */
  gather(out: number, values: number, example: number, size: number): void {
    const bytes = bytesOf(this.format);
    this.#fetchAddress(this.#pieces.findIndex(({ from }) => from === values));
    this.get(ROWS);
    this.push(I32_LOAD, 2, ...unsigned(4 * example), I32_CONST, ...signed(size * bytes), I32_MULTIPLY, I32_ADD);
    this.set(BASE);
    for (let i = 0; i < size; i++) {
      this.#fetch(this.#written(out + (example * size + i) * bytes, this.format), i * bytes);
    }
  }

  /** The whole function, for runs that are given so many examples and numbers each. */
  finished(batch: number, scalars: number): FunctionCode {
    const step = this.#part();
    this.#atEachPiece((start, cells) => this.#takeOut(start, cells));
    this.push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    const before = this.#part();
    this.#countOn(batch, scalars);
    this.get(DONE, COUNT);
    this.push(I32_LESS, BRANCH_IF, 0, END, END);
    this.#atEachPiece((start, cells) => this.#putBack(start, cells));
    this.get(DONE);
    return this.finish([before, step, this.#part()]);
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
    this.push(I32_CONST, ...signed(by), I32_ADD);
    this.set(local);
  }

  /** Goes through the pieces of memory that are held in variables, each with its cells. */
  #atEachPiece(go: (start: number, cells: readonly Cell[]) => void): void {
    const cells = [...this.#cells.values()];
    for (const [place, { from, to }] of this.#pieces.entries()) {
      if (from === to) continue;
      this.#fetchAddress(place);
      this.set(BASE);
      go(
        from,
        cells.filter(({ address }) => from <= address && address < to),
      );
    }
  }

  /** Takes those out of memory that are needed from there. */
  #takeOut(start: number, cells: readonly Cell[]): void {
    for (const { address, local, isGiven } of cells) if (isGiven) this.#fetch(local, address - start);
  }

  /** Puts those back that were written. */
  #putBack(start: number, cells: readonly Cell[]): void {
    for (const { address, local, isWritten } of cells) {
      if (!isWritten) continue;
      const format = this.typeOf(local);
      this.get(BASE, local);
      this.operate("store", format, alignmentOf(format), ...unsigned(address - start));
    }
  }

  /** Where a piece begins, which the list of addresses says. */
  #fetchAddress(place: number): void {
    this.get(ARRAYS);
    this.push(I32_LOAD, 2, ...unsigned(4 * place));
  }

  /** The number so many bytes after the base. */
  #fetch(local: Local, offset: number): void {
    const format = this.typeOf(local);
    this.get(BASE);
    this.operate("load", format, alignmentOf(format), ...unsigned(offset));
    this.set(local);
  }

  /** The variable of a number that is about to be written. */
  #written(address: number, format: Format): Local {
    const cell = this.#cell(address, format, this.#hasStops);
    cell.isWritten = true;
    return cell.local;
  }

  #cell(address: number, format: Format, isGiven: boolean): Cell {
    const known = this.#cells.get(address);
    if (known !== undefined) return known;
    const cell = { address, local: this.local(format), isGiven, isWritten: false };
    this.#cells.set(address, cell);
    return cell;
  }
}

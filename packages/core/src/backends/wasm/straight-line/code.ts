import type { DType } from "../../../dtype.js";
import {
  CALLED,
  type Called,
  END,
  F32,
  F64,
  type FunctionCode,
  I32,
  pushUnsigned,
  signed,
  unsigned,
} from "./module.js";

/** A variable of the code, by its number: a number of an array, or one that was computed. */
export type Local = number;

/** The parameters of the function, and its variables of whole numbers. */
const [ARRAYS, UPDATES, STRIDE, ROWS, COUNT, AHEAD, DONE, BASE] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const PARAMETERS = [I32, I32, I32, I32, I32, F64];
const WHOLE_NUMBERS = [DONE, BASE] as const;

const [BLOCK, LOOP, BR_IF, CALL, NO_RESULT] = [0x02, 0x03, 0x0d, 0x10, 0x40] as const;
/** Out of the loop, and out of the block around it. */
const STOP = [BR_IF, 1] as const;
const [SELECT, GET, SET, I32_CONST] = [0x1b, 0x20, 0x21, 0x41] as const;
const [I32_LOAD, I32_IS_ZERO, I32_LESS, I32_ADD, I32_MULTIPLY] = [0x28, 0x45, 0x49, 0x6a, 0x6c] as const;
const [DEMOTE, DOUBLE_OF_I32, PROMOTE] = [0xb6, 0xb8, 0xbb] as const;

/** What an operation is called for doubles. */
const DOUBLE = {
  ...{ load: 0x2b, store: 0x39, const: 0x44, ne: 0x62, lt: 0x63, abs: 0x99, neg: 0x9a, sqrt: 0x9f },
  ...{ add: 0xa0, sub: 0xa1, mul: 0xa2, div: 0xa3, min: 0xa4, max: 0xa5 },
};
type Operator = keyof typeof DOUBLE;
/** The same for single precision. */
const SINGLE: Readonly<Record<Operator, number>> = {
  ...{ load: 0x2a, store: 0x38, const: 0x43, ne: 0x5c, lt: 0x5d, abs: 0x8b, neg: 0x8c, sqrt: 0x91 },
  ...{ add: 0x92, sub: 0x93, mul: 0x94, div: 0x95, min: 0x96, max: 0x97 },
};

/** {@link F64} or {@link F32}. */
type Format = number;

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

const scratch = new DataView(new ArrayBuffer(8));

/**
 * Straight-line code under construction: steps without loops over rows or columns, in which each number of each array has
 * a variable of its own. The code has no addresses in it, so that it serves all arrays of the same layout: where they lie
 * is asked of a list in memory.
 */
export class Code {
  /** The format of the arrays. */
  readonly format: Format;
  #bytes: number[] = [];
  readonly #types: number[] = WHOLE_NUMBERS.map(() => I32);
  readonly #cells: Map<number, Cell> = new Map();
  /** Where arrays lie that aren't taken into variables. */
  readonly #sources: number[] = [];

  constructor(dtype: DType) {
    this.format = dtype === "float64" ? F64 : F32;
  }

  /** The i-th number of the array at an address; `format` where it isn't that of the other arrays. */
  load(array: number, i: number, format: Format = this.format): Local {
    return this.#cell(array + i * bytesOf(format), format).local;
  }

  /** The same as a double. */
  loadWide(array: number, i: number): Local {
    return this.wide(this.load(array, i));
  }

  /** Sets the i-th number of an array, rounded to its format. */
  store(array: number, i: number, value: Local, format: Format = this.format): void {
    const rounded = format === F32 && this.#formatOf(value) === F64 ? this.#compute(F32, [value], DEMOTE) : value;
    const cell = this.#cell(array + i * bytesOf(format), format);
    cell.written = true;
    this.#get(rounded);
    this.#set(cell.local);
  }

  wide(value: Local): Local {
    return this.#formatOf(value) === F64 ? value : this.#compute(F64, [value], PROMOTE);
  }

  constant(value: number, format: Format = F64): Local {
    const local = this.#local(format);
    this.#constant(value, format);
    this.#set(local);
    return local;
  }

  /** The number of the step, where the double at {@link number} is the one that the update was written for. */
  stepNumber(written: Local): Local {
    return this.add(written, AHEAD);
  }

  /** The double that stands so many bytes behind where the numbers of the step's update begin. */
  number(offset: number): Local {
    const local = this.#local(F64);
    this.#get(UPDATES);
    this.#bytes.push(DOUBLE.load, 3, ...unsigned(offset));
    this.#set(local);
    return local;
  }

  // Operations on numbers of one format.
  add = (a: Local, b: Local): Local => this.#operate("add", a, b);
  sub = (a: Local, b: Local): Local => this.#operate("sub", a, b);
  mul = (a: Local, b: Local): Local => this.#operate("mul", a, b);
  div = (a: Local, b: Local): Local => this.#operate("div", a, b);
  min = (a: Local, b: Local): Local => this.#operate("min", a, b);
  max = (a: Local, b: Local): Local => this.#operate("max", a, b);
  neg = (x: Local): Local => this.#operate("neg", x);
  abs = (x: Local): Local => this.#operate("abs", x);
  sqrt = (x: Local): Local => this.#operate("sqrt", x);

  /** One of two numbers: the first if a < b. */
  ifLess(a: Local, b: Local, first: Local, second: Local): Local {
    const local = this.#local(this.#formatOf(first));
    for (const operand of [first, second, a, b]) this.#get(operand);
    this.#bytes.push(opcodes(this.#formatOf(a)).lt, SELECT);
    this.#set(local);
    return local;
  }

  /** A function of doubles. */
  call(name: Called, ...arguments_: readonly Local[]): Local {
    return this.#compute(F64, arguments_, CALL, Object.keys(CALLED).indexOf(name));
  }

  /** Ends the steps here if a < b. */
  stopIfLess(a: Local, b: Local): void {
    this.#get(a);
    this.#get(b);
    this.#bytes.push(opcodes(this.#formatOf(a)).lt, ...STOP);
  }

  /** Ends the steps here unless the number is 0; NaN is not. */
  stopUnlessZero(x: Local): void {
    const format = this.#formatOf(x);
    this.#get(x);
    this.#constant(0, format);
    this.#bytes.push(opcodes(format).ne, ...STOP);
  }

  /** Copies `size` numbers of the step's `example`-th example into an array. */
  gather(out: number, values: number, example: number, size: number): void {
    const bytes = bytesOf(this.format);
    this.#get(ARRAYS);
    this.#bytes.push(I32_LOAD, 2, ...unsigned(4 * this.#source(values)));
    this.#get(ROWS);
    this.#bytes.push(I32_LOAD, 2, ...unsigned(4 * example), I32_CONST, ...signed(size * bytes), I32_MULTIPLY, I32_ADD);
    this.#set(BASE);
    for (let i = 0; i < size; i++) {
      const cell = this.#cell(out + (example * size + i) * bytes, this.format);
      cell.written = true;
      this.#fetch(cell.local, i * bytes);
    }
  }

  /** The whole function, for steps on `batch` examples each. */
  finish(batch: number): Finished {
    const runs = this.#runs();
    const first = this.#sources.length;
    const step = this.#bytes;
    this.#bytes = [];
    for (const [r, run] of runs.entries()) this.#move(first + r, run, false);
    this.#bytes.push(BLOCK, NO_RESULT, LOOP, NO_RESULT);
    const before = this.#bytes;
    this.#bytes = [];
    this.#increase(ROWS, () => this.#bytes.push(I32_CONST, ...signed(4 * batch)));
    this.#increase(UPDATES, () => this.#get(STRIDE));
    this.#increase(
      AHEAD,
      () => {
        this.#get(STRIDE);
        this.#bytes.push(I32_IS_ZERO, DOUBLE_OF_I32);
      },
      DOUBLE.add,
    );
    this.#increase(DONE, () => this.#bytes.push(I32_CONST, 1));
    this.#get(DONE);
    this.#get(COUNT);
    this.#bytes.push(I32_LESS, BR_IF, 0, END, END);
    for (const [r, run] of runs.entries()) this.#move(first + r, run, true);
    this.#get(DONE);
    return {
      parameters: PARAMETERS,
      locals: this.#types,
      code: [before, step, this.#bytes],
      pieces: [
        ...this.#sources.map((start) => ({ start, end: start })),
        ...runs.map((run) => ({ start: run[0]!.address, end: this.#endOf(run.at(-1)!) })),
      ],
    };
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
    return address + bytesOf(this.#formatOf(local));
  }

  /** Takes the cells of a run out of memory, or puts those back that were written. */
  #move(place: number, run: readonly Cell[], back: boolean): void {
    this.#get(ARRAYS);
    this.#bytes.push(I32_LOAD, 2, ...unsigned(4 * place));
    this.#set(BASE);
    for (const { address, local, written } of run) {
      const offset = address - run[0]!.address;
      if (!back) this.#fetch(local, offset);
      if (!back || !written) continue;
      const format = this.#formatOf(local);
      this.#get(BASE);
      this.#get(local);
      this.#bytes.push(opcodes(format).store, alignmentOf(format), ...unsigned(offset));
    }
  }

  /** The number so many bytes behind the base. */
  #fetch(local: Local, offset: number): void {
    const format = this.#formatOf(local);
    this.#get(BASE);
    this.#bytes.push(opcodes(format).load, alignmentOf(format), ...unsigned(offset));
    this.#set(local);
  }

  #increase(local: Local, by: () => void, add: number = I32_ADD): void {
    this.#get(local);
    by();
    this.#bytes.push(add);
    this.#set(local);
  }

  #cell(address: number, format: Format): Cell {
    const known = this.#cells.get(address);
    if (known !== undefined) return known;
    const cell = { address, local: this.#local(format), written: false };
    this.#cells.set(address, cell);
    return cell;
  }

  /** An array's place in the list of addresses. */
  #source(array: number): number {
    const known = this.#sources.indexOf(array);
    return known < 0 ? this.#sources.push(array) - 1 : known;
  }

  #compute(format: Format, operands: readonly Local[], ...opcode: readonly number[]): Local {
    const local = this.#local(format);
    for (const operand of operands) this.#get(operand);
    this.#bytes.push(...opcode);
    this.#set(local);
    return local;
  }

  #operate(operation: Operator, ...operands: readonly Local[]): Local {
    const format = this.#formatOf(operands[0]!);
    return this.#compute(format, operands, opcodes(format)[operation]);
  }

  #local(format: Format): Local {
    return PARAMETERS.length + this.#types.push(format) - 1;
  }

  #formatOf(local: Local): Format {
    return this.#types[local - PARAMETERS.length]!;
  }

  #get(local: Local): void {
    this.#bytes.push(GET);
    pushUnsigned(this.#bytes, local);
  }

  #set(local: Local): void {
    this.#bytes.push(SET);
    pushUnsigned(this.#bytes, local);
  }

  #constant(value: number, format: Format): void {
    if (format === F64) scratch.setFloat64(0, value, true);
    else scratch.setFloat32(0, value, true);
    this.#bytes.push(opcodes(format).const);
    for (let i = 0; i < bytesOf(format); i++) this.#bytes.push(scratch.getUint8(i));
  }
}

const opcodes = (format: Format): Readonly<Record<Operator, number>> => (format === F64 ? DOUBLE : SINGLE);
const bytesOf = (format: Format): number => (format === F64 ? 8 : 4);
/** As a power of two. */
const alignmentOf = (format: Format): number => (format === F64 ? 3 : 2);

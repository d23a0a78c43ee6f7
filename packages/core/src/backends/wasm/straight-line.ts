import type { DType } from "../../dtype.js";
import { INSTRUCTION_BYTES, type Instruction, NUMBERS_OFFSET } from "./instruction.js";
import type { Machine, StraightSteps } from "./machine.js";
import { Code, type Finished, PARAMETERS } from "./straight-line/code.js";
import { moduleOf } from "./straight-line/module.js";
import { OPERATIONS } from "./straight-line/operations.js";

/** A program of more multiplications gains little: its arithmetic takes longer than getting from one to the next. */
const TINY = 256;
/** So many steps cost about as much as having the code compiled. */
const WORTH_COMPILING = 1000;

/** The steps of a program, recorded for arrays that lie at certain addresses. */
export interface Recorded {
  /** How many examples a step takes. */
  readonly batch: number;
  /** What is the same at each step. */
  readonly body: readonly Instruction[];
  /** What comes behind it, with numbers that may be others at each step. */
  readonly update: readonly Instruction[];
}

/** Straight-line code for the program of one owner. */
export interface StraightLine {
  /** The addresses that the function is to be given. */
  readonly arrays: readonly number[];
  /** The function, as soon as having it is worth it; to be asked before so many steps are run. */
  stepsFor(count: number): StraightSteps | undefined;
}

/** Turns tiny programs into straight-line code: one function for all networks of one architecture. */
export class StraightLineCompiler {
  readonly #machine: Machine;
  readonly #dtype: DType;
  readonly #known: Known[] = [];

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#dtype = dtype;
  }

  /** @returns `undefined` for a program that is too large, or has an operation that there is no straight-line code for. */
  straightLine(program: Recorded): StraightLine | undefined {
    if (!isTiny(program)) return undefined;
    for (const known of this.#known) {
      const straight = known.for(program);
      if (straight !== undefined) return straight;
    }
    const known = new Known(this.#machine, program, codeOf(program, this.#dtype));
    this.#known.push(known);
    return known.for(program);
  }
}

function isTiny({ body, update }: Recorded): boolean {
  let size = 0;
  for (const instructions of [body, update]) {
    for (const { operation, rows, inner, columns } of instructions) {
      if (OPERATIONS[operation] === undefined) return false;
      size += rows * Math.max(inner, 1) * Math.max(columns, 1);
    }
  }
  return size <= TINY;
}

function codeOf({ batch, body, update }: Recorded, dtype: DType): Finished {
  const code = new Code(dtype);
  for (const instruction of body) {
    OPERATIONS[instruction.operation]!(code, instruction, (i) => code.constant(instruction.numbers[i]!));
  }
  for (const [place, instruction] of update.entries()) {
    const offset = place * INSTRUCTION_BYTES + NUMBERS_OFFSET;
    OPERATIONS[instruction.operation]!(code, instruction, (i) => code.number(offset + 8 * i));
  }
  return code.finish(batch);
}

/** What of an instruction says where arrays lie, and what says everything else. */
const ADDRESSES = ["out", "a", "b", "c"] as const satisfies readonly (keyof Instruction)[];
const SIZES = ["operation", "rows", "inner", "columns"] as const satisfies readonly (keyof Instruction)[];

/** Code that was made for one program, and serves all that differ from it only in where their arrays lie. */
class Known {
  readonly #machine: Machine;
  readonly #program: Recorded;
  readonly #code: Finished;
  /** How many steps are still to be run without it. */
  #left = WORTH_COMPILING;
  #steps: StraightSteps | undefined;

  constructor(machine: Machine, program: Recorded, code: Finished) {
    this.#machine = machine;
    this.#program = program;
    this.#code = code;
  }

  /** The code for a program; `undefined` if it isn't one that this code serves. */
  for(program: Recorded): StraightLine | undefined {
    const starts: number[] = [];
    const { batch, body, update } = this.#program;
    if (batch !== program.batch || !this.#serves(body, program.body, starts, true)) return undefined;
    if (!this.#serves(update, program.update, starts, false) || !this.#areApart(starts)) return undefined;
    return { arrays: starts, stepsFor: (count) => this.#stepsFor(count) };
  }

  /** Whether instructions differ from those of this code only in addresses, and where its pieces then start. */
  #serves(own: readonly Instruction[], others: readonly Instruction[], starts: number[], isBody: boolean): boolean {
    return (
      own.length === others.length &&
      own.every((instruction, i) => {
        const other = others[i]!;
        if (SIZES.some((size) => instruction[size] !== other[size])) return false;
        if (isBody && instruction.numbers.some((number, n) => number !== other.numbers[n])) return false;
        return ADDRESSES.every((field) => this.#follows(instruction[field], other[field], starts));
      })
    );
  }

  /** Whether an address lies in another program where it does in this one, as far as that is known. */
  #follows(address: number, other: number, starts: number[]): boolean {
    const place = this.#code.pieces.findIndex(
      ({ start, end }) => start === address || (start < address && address < end),
    );
    if (place < 0) return other === address;
    starts[place] ??= other - (address - this.#code.pieces[place]!.start);
    return starts[place] + (address - this.#code.pieces[place]!.start) === other;
  }

  /** Whether no piece overlaps another one. */
  #areApart(starts: readonly number[]): boolean {
    const pieces = this.#code.pieces.map(({ start, end }, i) => ({ start: starts[i]!, end: starts[i]! + end - start }));
    pieces.sort((one, other) => one.start - other.start);
    return pieces.every(({ end }, i) => i + 1 === pieces.length || end <= pieces[i + 1]!.start);
  }

  #stepsFor(count: number): StraightSteps | undefined {
    if (this.#left > 0) {
      this.#left -= count;
      if (this.#left <= 0) this.#steps = this.#compile();
    }
    return this.#steps;
  }

  // Apart from #stepsFor, in which the closure would cost an object at each call.
  #compile(): StraightSteps {
    return this.#machine.compile((shared) => moduleOf(shared, PARAMETERS, this.#code));
  }
}

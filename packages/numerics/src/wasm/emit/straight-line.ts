import type { DType } from "../../arrays/dtype.js";
import type { Computation } from "../../expressions/computation.js";
import { keyOf } from "../../expressions/key.js";
import type { Instruction } from "../record/instruction.js";
import type { Compiled, Machine } from "../runtime/machine.js";
import { Code, type Finished } from "./straight-line/code.js";
import { moduleOf } from "./straight-line/module.js";
import { OPERATIONS } from "./straight-line/operations.js";

/** A program that works on more numbers gains little: its arithmetic takes longer than getting from one to the next. */
const TINY = 256;

/** So many architectures are remembered. */
const MOST_KNOWN = 64;

/** What is run again and again, recorded for arrays that lie at certain addresses. */
export interface Repeated {
  /** How many examples each run is given, and how many numbers. */
  readonly batch: number;
  readonly scalars: number;
  readonly instructions: readonly Instruction[];
}

/** Straight-line code for the program of one owner. */
export interface StraightLine {
  /** Where its arrays lie: what the function has to be given the list of. */
  readonly starts: readonly number[];
  /** The function, which serves all networks of one architecture. */
  readonly code: Compiled;
}

/** Turns tiny programs into straight-line code: one function for all networks of one architecture. */
export class StraightLineCompiler {
  readonly #machine: Machine;
  readonly #dtype: DType;
  readonly #known: { readonly layout: Layout; readonly code: Compiled }[] = [];

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#dtype = dtype;
  }

  /** @returns `undefined` for a program that is too large, or has an operation that there is no straight-line code for. */
  straightLine(program: Repeated): StraightLine | undefined {
    if (!isTiny(program)) return undefined;
    for (const { layout, code } of this.#known) {
      const starts = layout.startsFor(program);
      if (starts !== undefined) return { starts, code };
    }
    const finished = codeOf(program, this.#dtype);
    const layout = new Layout(program, finished.pieces);
    const starts = layout.startsFor(program);
    if (starts === undefined) return undefined;
    const code = this.#compile(finished);
    if (code === undefined) return undefined;
    this.#known.push({ layout, code });
    // Programs that have their code keep it; only new ones of that architecture would have it made again.
    if (this.#known.length > MOST_KNOWN) this.#known.shift();
    return { starts, code };
  }

  /** @returns `undefined` if the engine takes no more code. The list of instructions does the same. */
  #compile(code: Finished): Compiled | undefined {
    try {
      return this.#machine.compile((shared) => moduleOf(shared, code));
    } catch {
      return undefined;
    }
  }
}

function isTiny({ instructions }: Repeated): boolean {
  let size = 0;
  for (const { operation, rows, inner, columns } of instructions) {
    if (OPERATIONS[operation] === undefined) return false;
    size += rows * Math.max(inner, 1) * Math.max(columns, 1);
  }
  return size <= TINY;
}

function codeOf({ batch, scalars, instructions }: Repeated, dtype: DType): Finished {
  const code = new Code(dtype);
  for (const instruction of instructions) {
    const { operation, numbers, ofRun } = instruction;
    OPERATIONS[operation]!(code, instruction, (i) =>
      ofRun === undefined ? code.constant(numbers[i]!) : code.number(ofRun + 8 * i),
    );
  }
  return code.finish(batch, scalars);
}

/** Where an address lies: in which of the code's pieces, and how far from where that starts. */
interface Place {
  readonly piece: number;
  readonly offset: number;
}

/** How the arrays of a program lie, from which code was made that serves all programs whose arrays lie alike. */
class Layout {
  readonly #program: Repeated;
  readonly #pieces: Finished["pieces"];
  /** Of the addresses of each instruction; `undefined` for one that the code makes no use of. */
  readonly #places: readonly (readonly (Place | undefined)[])[];

  constructor(program: Repeated, pieces: Finished["pieces"]) {
    this.#program = program;
    this.#pieces = pieces;
    this.#places = program.instructions.map(({ arrays }) =>
      arrays.map((address) => {
        const piece = pieces.findIndex(({ start, end }) => start === address || (start < address && address < end));
        return piece < 0 ? undefined : { piece, offset: address - pieces[piece]!.start };
      }),
    );
  }

  /** Where the pieces start for a program; `undefined` if it isn't one that the code serves. */
  startsFor(program: Repeated): number[] | undefined {
    const { batch, scalars, instructions } = this.#program;
    const starts: number[] = [];
    if (batch !== program.batch || scalars !== program.scalars) return undefined;
    if (instructions.length !== program.instructions.length) return undefined;
    for (let i = 0; i < instructions.length; i++) {
      if (!this.#serves(instructions[i]!, program.instructions[i]!, i, starts)) return undefined;
    }
    return this.#areApart(starts) ? starts : undefined;
  }

  /** Whether an instruction differs from this code's `place`-th one only in addresses, and where the pieces then start. */
  #serves(own: Instruction, other: Instruction, place: number, starts: number[]): boolean {
    if (own.operation !== other.operation || own.rows !== other.rows) return false;
    if (own.inner !== other.inner || own.columns !== other.columns || own.ofRun !== other.ofRun) return false;
    if (!areEqual(own.computation, other.computation) || !haveEqualNumbers(own, other)) return false;
    const places = this.#places[place]!;
    const addresses = other.arrays;
    if (places.length !== addresses.length) return false;
    for (let i = 0; i < addresses.length; i++) {
      const known = places[i];
      if (known === undefined) continue;
      const start = addresses[i]! - known.offset;
      starts[known.piece] ??= start;
      if (starts[known.piece] !== start) return false;
    }
    return true;
  }

  /** Whether no piece overlaps another one. */
  #areApart(starts: readonly number[]): boolean {
    const pieces = this.#pieces;
    for (let i = 0; i < pieces.length; i++) {
      const end = starts[i]! + pieces[i]!.end - pieces[i]!.start;
      for (let j = 0; j < pieces.length; j++) {
        if (i !== j && starts[i]! <= starts[j]! && starts[j]! < end) return false;
      }
    }
    return true;
  }
}

function haveEqualNumbers({ numbers }: Instruction, other: Instruction): boolean {
  if (numbers.length !== other.numbers.length) return false;
  for (let i = 0; i < numbers.length; i++) if (!Object.is(numbers[i], other.numbers[i])) return false;
  return true;
}

function areEqual(one: Computation | undefined, other: Computation | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && keyOf(one) === keyOf(other));
}

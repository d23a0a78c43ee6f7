import type { DType } from "../../arrays/dtype.js";
import type { Computation } from "../../expressions/computation.js";
import { keyOf } from "../../expressions/key.js";
import type { Instruction } from "../record/instruction.js";
import { INSTRUCTION_BYTES, NUMBERS_OFFSET } from "../runtime/layout.js";
import type { Machine, StraightSteps } from "../runtime/machine.js";
import { Code, type Finished } from "./straight-line/code.js";
import { moduleOf } from "./straight-line/module.js";
import { OPERATIONS } from "./straight-line/operations.js";

/** A program that works on more numbers gains little: its arithmetic takes longer than getting from one to the next. */
const TINY = 256;

/** So many architectures are remembered. */
const MOST_KNOWN = 64;

/** The steps of a program, recorded for arrays that lie at certain addresses. */
export interface Recorded {
  /** How many examples a step takes. */
  readonly batch: number;
  /** What is the same at each step. */
  readonly body: readonly Instruction[];
  /** What comes behind it, with numbers that may become others. */
  readonly update: readonly Instruction[];
}

/** Straight-line code for the program of one owner. */
export interface StraightLine {
  /** Where its arrays lie: what the function has to be given the list of. */
  readonly starts: readonly number[];
  /** The function, which serves all networks of one architecture. */
  readonly steps: StraightSteps;
}

/** Turns tiny programs into straight-line code: one function for all networks of one architecture. */
export class StraightLineCompiler {
  readonly #machine: Machine;
  readonly #dtype: DType;
  readonly #known: { readonly layout: Layout; readonly steps: StraightSteps }[] = [];

  constructor(machine: Machine, dtype: DType) {
    this.#machine = machine;
    this.#dtype = dtype;
  }

  /** @returns `undefined` for a program that is too large, or has an operation that there is no straight-line code for. */
  straightLine(program: Recorded): StraightLine | undefined {
    if (!isTiny(program)) return undefined;
    for (const { layout, steps } of this.#known) {
      const starts = layout.startsFor(program);
      if (starts !== undefined) return { starts, steps };
    }
    const code = codeOf(program, this.#dtype);
    const layout = new Layout(program, code.pieces);
    const starts = layout.startsFor(program);
    if (starts === undefined) return undefined;
    const steps = this.#compile(code);
    if (steps === undefined) return undefined;
    this.#known.push({ layout, steps });
    // Programs that have their code keep it; only new ones of that architecture would have it made again.
    if (this.#known.length > MOST_KNOWN) this.#known.shift();
    return { starts, steps };
  }

  /** @returns `undefined` if the engine takes no more code. The list of instructions does the same. */
  #compile(code: Finished): StraightSteps | undefined {
    try {
      return this.#machine.compile((shared) => moduleOf(shared, code));
    } catch {
      return undefined;
    }
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

/** Where an address lies: in which of the code's pieces, and how far from where that starts. */
interface Place {
  readonly piece: number;
  readonly offset: number;
}

/** How the arrays of a program lie, from which code was made that serves all programs whose arrays lie alike. */
class Layout {
  readonly #program: Recorded;
  readonly #pieces: Finished["pieces"];
  /** Of the addresses of each instruction; `undefined` for one that the code makes no use of. */
  readonly #places: readonly (readonly (Place | undefined)[])[];

  constructor(program: Recorded, pieces: Finished["pieces"]) {
    this.#program = program;
    this.#pieces = pieces;
    this.#places = [...program.body, ...program.update].map((instruction) =>
      addressesOf(instruction).map((address) => {
        const piece = pieces.findIndex(({ start, end }) => start === address || (start < address && address < end));
        return piece < 0 ? undefined : { piece, offset: address - pieces[piece]!.start };
      }),
    );
  }

  /** Where the pieces start for a program; `undefined` if it isn't one that the code serves. */
  startsFor(program: Recorded): number[] | undefined {
    const { batch, body, update } = this.#program;
    const starts: number[] = [];
    if (batch !== program.batch || body.length !== program.body.length || update.length !== program.update.length) {
      return undefined;
    }
    for (let i = 0; i < body.length; i++) {
      if (!this.#serves(body[i]!, program.body[i]!, i, starts)) return undefined;
      if (!haveEqualNumbers(body[i]!, program.body[i]!)) return undefined;
    }
    for (let i = 0; i < update.length; i++) {
      if (!this.#serves(update[i]!, program.update[i]!, body.length + i, starts)) return undefined;
    }
    return this.#areApart(starts) ? starts : undefined;
  }

  /** Whether an instruction differs from this code's `place`-th one only in addresses, and where the pieces then start. */
  #serves(own: Instruction, other: Instruction, place: number, starts: number[]): boolean {
    if (own.operation !== other.operation || own.rows !== other.rows) return false;
    if (own.inner !== other.inner || own.columns !== other.columns || !areEqual(own.computation, other.computation))
      return false;
    const places = this.#places[place]!;
    const addresses = addressesOf(other);
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

function addressesOf({ out, a, b, c, others }: Instruction): number[] {
  return [out, a, b, c, ...others];
}

function haveEqualNumbers({ numbers }: Instruction, other: Instruction): boolean {
  for (let i = 0; i < numbers.length; i++) if (!Object.is(numbers[i], other.numbers[i])) return false;
  return true;
}

function areEqual(one: Computation | undefined, other: Computation | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && keyOf(one) === keyOf(other));
}

import type { DType } from "../../dtype.js";
import { INSTRUCTION_BYTES, type Instruction, NUMBERS_OFFSET } from "./instruction.js";
import type { Machine, StraightSteps } from "./machine.js";
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
  /** What comes behind it, with numbers that may be others at each step. */
  readonly update: readonly Instruction[];
}

/** Straight-line code for the program of one owner. */
export interface StraightLine {
  /** How many doubles take as much room as the list of its arrays' addresses. */
  readonly room: number;
  /** Writes the list to where {@link StraightLine.steps} will be told to find it. */
  writeArrays(address: number): void;
  /** The function. */
  readonly steps: StraightSteps;
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
    const straight = known.for(program);
    if (straight !== undefined) this.#known.push(known);
    // Programs that have their code keep it; only new ones of that architecture would have it made again.
    if (this.#known.length > MOST_KNOWN) this.#known.shift();
    return straight;
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

/** Code that was made for one program, and serves all that differ from it only in where their arrays lie. */
class Known {
  readonly #machine: Machine;
  readonly #program: Recorded;
  readonly #code: Finished;
  /** Of the four addresses of each instruction; `undefined` for one that the code makes no use of. */
  readonly #places: readonly (readonly (Place | undefined)[])[];
  #steps: StraightSteps | undefined;

  constructor(machine: Machine, program: Recorded, code: Finished) {
    this.#machine = machine;
    this.#program = program;
    this.#code = code;
    const { pieces } = code;
    this.#places = [...program.body, ...program.update].map((instruction) =>
      ADDRESSES.map((field) => {
        const address = instruction[field];
        const piece = pieces.findIndex(({ start, end }) => start === address || (start < address && address < end));
        return piece < 0 ? undefined : { piece, offset: address - pieces[piece]!.start };
      }),
    );
  }

  /** The code for a program; `undefined` if it isn't one that this code serves. */
  for(program: Recorded): StraightLine | undefined {
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
    if (!this.#areApart(starts)) return undefined;
    this.#steps ??= this.#machine.compile((shared) => moduleOf(shared, this.#code));
    return {
      room: Math.ceil(starts.length / 2),
      writeArrays: (address) => {
        for (let i = 0; i < starts.length; i++) this.#machine.int32[address / 4 + i] = starts[i]!;
      },
      steps: this.#steps,
    };
  }

  /** Whether an instruction differs from this code's `place`-th one only in addresses, and where the pieces then start. */
  #serves(own: Instruction, other: Instruction, place: number, starts: number[]): boolean {
    if (own.operation !== other.operation || own.rows !== other.rows) return false;
    if (own.inner !== other.inner || own.columns !== other.columns) return false;
    const places = this.#places[place]!;
    for (let i = 0; i < ADDRESSES.length; i++) {
      const known = places[i];
      if (known === undefined) continue;
      const start = other[ADDRESSES[i]!] - known.offset;
      starts[known.piece] ??= start;
      if (starts[known.piece] !== start) return false;
    }
    return true;
  }

  /** Whether no piece overlaps another one. */
  #areApart(starts: readonly number[]): boolean {
    const { pieces } = this.#code;
    for (let i = 0; i < pieces.length; i++) {
      const end = starts[i]! + pieces[i]!.end - pieces[i]!.start;
      for (let j = 0; j < pieces.length; j++) {
        if (i !== j && starts[i]! <= starts[j]! && starts[j]! < end) return false;
      }
    }
    return true;
  }
}

/** The fields of an instruction that are addresses. */
const ADDRESSES = ["out", "a", "b", "c"] as const;

function haveEqualNumbers({ numbers }: Instruction, other: Instruction): boolean {
  for (let i = 0; i < numbers.length; i++) if (!Object.is(numbers[i], other.numbers[i])) return false;
  return true;
}

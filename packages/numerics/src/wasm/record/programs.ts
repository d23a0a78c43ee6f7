import type { DType, FloatArray } from "../../arrays/dtype.js";
import type { Program, ProgramPart, Recorder } from "../../backend.js";
import type { StraightLineCompiler } from "../emit/straight-line.js";
import { optimized } from "../optimize/optimize.js";
import { OPERATION } from "../runtime/binary.js";
import type { Compiled, Machine } from "../runtime/machine.js";
import type { Caller } from "./caller.js";
import { areCompiled, bytesFor, type Instruction, writeInstructions } from "./instruction.js";
import type { Recorded } from "./recording.js";

/** How many runs one call makes at most: enough that the call costs next to nothing. */
const CAPACITY = 1024;

/** What programs of one number format are made with. */
export interface Maker {
  readonly machine: Machine;
  readonly dtype: DType;
  readonly caller: Caller;
  readonly compiler: StraightLineCompiler;
}

/** Runs a program so many times, with the row numbers and the scalars at two addresses. */
type Runs = (rows: number, numbers: number, count: number) => number;

/** A program holds on to the memory that its instructions lie in, and to the code that they call: they have addresses alone. */
interface Holding {
  readonly held: readonly (FloatArray | Compiled)[];
}

/** Straight-line code, as a program of several calls it. */
interface Straight {
  /** Where the function is in the table, and where the list of its arrays begins. */
  readonly place: number;
  readonly start: number;
}

/** What is known of a program beside what it shows. */
interface Made extends Program, Holding {
  readonly batch: number;
  readonly scalars: number;
  readonly straight?: Straight | undefined;
}

/** @returns `undefined` for a pass that can't be recorded, and where there is no room for it. */
export function record(maker: Maker, pass: (recorder: Recorder) => void): Program | undefined {
  const recorded = maker.caller.record(pass);
  if (recorded === undefined) return undefined;
  return recorded.pieces.length === 1 ? repeated(maker, recorded) : interrupted(maker, recorded);
}

/** A program of instructions alone, which are run many times with one call. */
function repeated(maker: Maker, recorded: Recorded): Made | undefined {
  const { batch, scalars } = recorded;
  const { rows, numbers } = maker.machine;
  const most = Math.min(
    batch === 0 ? CAPACITY : rows.length / batch,
    scalars === 0 ? CAPACITY : numbers.length / scalars,
  );
  const capacity = Math.min(CAPACITY, Math.floor(most));
  // With so many examples the cost of a call is negligible.
  if (capacity === 0) return undefined;
  const made = runsOf(maker, recorded, recorded.pieces[0] as Instruction[], true);
  if (made === undefined) return undefined;
  const { held, runs, straight } = made;
  const [rowsAt, numbersAt] = [rows.byteOffset, numbers.byteOffset];
  const run = (count: number): number => runs(rowsAt, numbersAt, count);
  return { held, capacity, rows, numbers, batch, scalars, straight, run };
}

/** A program that calls functions between its instructions. Such a function may run a program, too. */
function interrupted(maker: Maker, recorded: Recorded): Made | undefined {
  const { machine } = maker;
  const own = allocate(machine, Math.max(1, Math.ceil(recorded.batch / 2)), Math.max(1, recorded.scalars));
  if (own === undefined) return undefined;
  const held: (FloatArray | Compiled)[] = [...own];
  const parts: (Runs | (() => void))[] = [];
  for (const piece of recorded.pieces) {
    if (typeof piece === "function") {
      parts.push(piece);
      continue;
    }
    const made = runsOf(maker, recorded, piece, false);
    if (made === undefined) return undefined;
    held.push(...made.held);
    parts.push(made.runs);
  }
  const [{ byteOffset: rowsAt }, { byteOffset: numbersAt }] = own as [FloatArray, FloatArray];
  return {
    held,
    capacity: 1,
    batch: recorded.batch,
    scalars: recorded.scalars,
    rows: machine.int32.subarray(rowsAt / 4, rowsAt / 4 + recorded.batch),
    numbers: machine.float64.subarray(numbersAt / 8, numbersAt / 8 + recorded.scalars),
    run() {
      for (let i = 0; i < parts.length; i++) if (parts[i]!(rowsAt, numbersAt, 1) === 0) return 0;
      return 1;
    },
  };
}

/** @returns `undefined` unless all of them are straight-line code: of other programs, a call more costs next to nothing. */
export function inTurns(
  { machine, dtype, caller }: Maker,
  parts: readonly ProgramPart[],
  results: readonly FloatArray[],
): Program | undefined {
  const { rows, numbers } = machine;
  const instructions: Instruction[] = [];
  const held: (FloatArray | Compiled)[] = [...results];
  let [batch, scalars] = [0, 0];
  for (const { program, runs } of parts) {
    const made = program as Made;
    if (made.straight === undefined) return undefined;
    const { place, start } = made.straight;
    const [from, to] = [4 * batch, 8 * scalars];
    instructions.push({
      ...NOTHING,
      operation: OPERATION.straight,
      inner: place,
      arrays: [start],
      rows: runs,
      from,
      to,
    });
    held.push(...made.held);
    batch += runs * made.batch;
    scalars += runs * made.scalars;
  }
  for (const { byteOffset, length } of results) {
    const [place, to] = [byteOffset, 8 * scalars];
    instructions.push({ ...NOTHING, operation: OPERATION.report, arrays: [0, place], rows: length, to });
    scalars += length;
  }
  const capacity = Math.min(CAPACITY, Math.floor(rows.length / batch), Math.floor(numbers.length / scalars));
  if (capacity === 0) return undefined;
  const list = allocate(machine, bytesFor(instructions) / 8);
  if (list === undefined) return undefined;
  const { byteOffset: start, byteLength } = list[0]!;
  writeInstructions(machine, caller.formulas, start, instructions);
  const repeat = machine.repeat[dtype];
  const [rowsAt, numbersAt, end] = [rows.byteOffset, numbers.byteOffset, start + byteLength];
  const run = (count: number): number => repeat(start, end, rowsAt, 4 * batch, numbersAt, 8 * scalars, count);
  const made: Made = { held: [...list, ...held], capacity, rows, numbers, batch, scalars, run };
  return made;
}

/** An instruction without what it needs. */
const NOTHING = {
  inner: 0,
  columns: 0,
  numbers: [],
  ofRun: undefined,
  computation: undefined,
  flags: 0,
} as const satisfies Partial<Instruction>;

/** @param isRepeated - Whether they are run often enough, one run right behind the other, for code of their own. */
function runsOf(
  { machine, dtype, caller, compiler }: Maker,
  { batch, scalars }: Recorded,
  instructions: readonly Instruction[],
  isRepeated: boolean,
): (Holding & { readonly runs: Runs; readonly straight?: Straight }) | undefined {
  const straight = isRepeated ? compiler.straightLine({ batch, scalars, instructions }) : undefined;
  if (straight !== undefined) {
    const memory = allocate(machine, Math.ceil(straight.starts.length / 2));
    if (memory === undefined) return undefined;
    const { byteOffset: start } = memory[0]!;
    machine.int32.set(straight.starts, start / 4);
    const { code } = straight;
    const { run, place } = code;
    return {
      held: [...memory, code],
      runs: (rows, numbers, count) => run(start, rows, numbers, count),
      straight: { place, start },
    };
  }
  const better = optimized(instructions, dtype === "float32" ? 4 : 8);
  if (!areCompiled(caller.formulas, better)) return undefined;
  const memory = allocate(machine, bytesFor(better) / 8);
  if (memory === undefined) return undefined;
  // Asked once: engines take their time for the answer.
  const { byteOffset: start, byteLength } = memory[0]!;
  const end = start + byteLength;
  writeInstructions(machine, caller.formulas, start, better);
  const repeat = machine.repeat[dtype];
  return {
    held: memory,
    runs: (rows, numbers, count) => repeat(start, end, rows, 4 * batch, numbers, 8 * scalars, count),
  };
}

/** Arrays of doubles; `undefined` where the memory has no room for them. */
function allocate(machine: Machine, ...lengths: readonly number[]): FloatArray[] | undefined {
  const arrays = machine.memory.allocate("float64", lengths);
  return arrays[0]!.buffer === machine.buffer ? arrays : undefined;
}

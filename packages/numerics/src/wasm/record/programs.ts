import type { DType, FloatArray } from "../../arrays/dtype.js";
import type { Program, Recorder, StepParts, StepsProgram } from "../../backend.js";
import type { StraightLine, StraightLineCompiler } from "../emit/straight-line.js";
import { withoutSparedZeros } from "../optimize/zeros.js";
import { INSTRUCTION_BYTES } from "../runtime/layout.js";
import type { Machine } from "../runtime/machine.js";
import type { Caller } from "./caller.js";
import { areCompiled, type Instruction, writeInstructions, writeNumbers } from "./instruction.js";

/** How many steps one call takes at most: enough that the call costs next to nothing. */
const CAPACITY = 1024;

/** After how many steps an update is asked again, to see whether it is the same. */
const LATER = [1, 1001] as const;

/** How many doubles take as much room as instructions do. */
const roomFor = (instructions: readonly Instruction[]): number => (instructions.length * INSTRUCTION_BYTES) / 8;

/** The same for the list of where the arrays of straight-line code lie. */
const roomForStarts = ({ starts }: StraightLine): number => Math.ceil(starts.length / 2);

/** Arrays of doubles; `undefined` where the memory has no room for them. */
function allocate(machine: Machine, ...lengths: readonly number[]): FloatArray[] | undefined {
  const arrays = machine.memory.allocate("float64", lengths);
  return arrays[0]!.buffer === machine.buffer ? arrays : undefined;
}

/** Where an array begins and ends. It is asked once: engines take their time for the answer. */
function boundsOf({ byteOffset, byteLength }: FloatArray): [start: number, end: number] {
  return [byteOffset, byteOffset + byteLength];
}

/** A program holds on to the memory that its instructions lie in, of which it knows only the addresses. */
interface InMemory {
  readonly memory: readonly FloatArray[];
}

export function recordPass(
  machine: Machine,
  caller: Caller,
  compiler: StraightLineCompiler,
  dtype: DType,
  pass: (recorder: Recorder) => void,
): (Program & InMemory) | undefined {
  const instructions = caller.record(pass);
  if (instructions === undefined) return undefined;
  const straight = compiler.straightLine({ batch: 0, body: instructions, update: [] });
  if (straight === undefined && !areCompiled(caller.formulas, instructions)) return undefined;
  const memory = allocate(machine, straight === undefined ? roomFor(instructions) : roomForStarts(straight));
  if (memory === undefined) return undefined;
  const [start, end] = boundsOf(memory[0]!);
  if (straight !== undefined) {
    machine.int32.set(straight.starts, start / 4);
    return { memory, run: () => straight.steps(start, 0, 0, 1, 0) === 1 };
  }
  writeInstructions(machine, caller.formulas, start, instructions);
  const run = machine.run[dtype];
  return { memory, run: () => run(start, end) !== 0 };
}

/** Nothing for a pass with a scalar `t`, which only in an update is the number of the step: it would be counted on here. */
function withoutSteps(instructions: Instruction[] | undefined): Instruction[] | undefined {
  const counts = ({ computation }: Instruction) => computation?.text.scalars?.includes("t");
  return instructions?.some(counts) ? undefined : instructions;
}

/** Whether an update and the one `ahead` steps later differ in nothing but the step's number, which a kernel counts on. */
function isSteady(before: readonly Instruction[], after: readonly Instruction[] | undefined, ahead: number): boolean {
  return haveSameCalls(before, after, (number, { computation }, n) =>
    computation?.text.scalars?.[n] === "t" ? number + ahead : number,
  );
}

/** @param expected - What a number of an instruction has to have become; without it, they may be any. */
function haveSameCalls(
  before: readonly Instruction[],
  after: readonly Instruction[] | undefined,
  expected?: (number: number, instruction: Instruction, n: number) => number,
): boolean {
  return (
    before.length === after?.length &&
    before.every((instruction, i) => {
      const other = after[i]!;
      return (
        FIELDS.every((field) => instruction[field] === other[field]) &&
        instruction.others.every((address, n) => address === other.others[n]) &&
        (expected === undefined ||
          instruction.numbers.every((number, n) => Object.is(other.numbers[n], expected(number, instruction, n))))
      );
    })
  );
}

const FIELDS = [
  "operation",
  "computation",
  "out",
  "a",
  "b",
  "c",
  "rows",
  "inner",
  "columns",
] as const satisfies (keyof Instruction)[];

export function recordSteps(
  machine: Machine,
  caller: Caller,
  compiler: StraightLineCompiler,
  dtype: DType,
  { batch, step, pass, look, update, after }: StepParts,
): (StepsProgram & InMemory) | undefined {
  const updateAt = (step: number): Instruction[] | undefined =>
    update === undefined ? [] : caller.record((recorder) => update(recorder, step));
  /** `undefined` also for an update that isn't the same at each step. */
  const steadyUpdateAt = (step: number): Instruction[] | undefined => {
    const now = updateAt(step);
    return now !== undefined && LATER.every((ahead) => isSteady(now, updateAt(step + ahead), ahead)) ? now : undefined;
  };
  const passed = withoutSteps(caller.record(pass));
  const looked = passed && caller.record(look);
  const updated = looked && steadyUpdateAt(step);
  const closing = updated && (update === undefined ? [] : caller.record(after));
  if (closing === undefined) return undefined;

  const updating = [...looked!, ...updated!, ...closing];
  const straight = compiler.straightLine({ batch, body: passed!, update: updating });
  // Straight-line code needs no instructions but those that the numbers of an update stand in.
  const instructions = straight === undefined ? withoutSparedZeros(passed!, dtype === "float32" ? 4 : 8) : [];
  if (straight === undefined && !areCompiled(caller.formulas, [...instructions, ...updating])) return undefined;
  const { rowNumbers } = machine;
  const capacity = Math.min(update === undefined ? 1 : CAPACITY, Math.floor(rowNumbers.length / batch));
  // So many examples that steps cost next to nothing beside them.
  if (capacity === 0) return undefined;
  const listRoom = straight === undefined ? roomFor(instructions) : roomForStarts(straight);
  // In one piece of the memory, so that what holds the updates holds the list.
  const memory = allocate(machine, listRoom, roomFor(updating));
  if (memory === undefined) return undefined;
  const [list, updates] = memory as [FloatArray, FloatArray];
  const [start, end] = boundsOf(list);
  const updatesAt = updates.byteOffset;
  const updateBytes = updates.byteLength;
  const rowsAt = rowNumbers.byteOffset;
  if (straight === undefined) writeInstructions(machine, caller.formulas, start, instructions);
  else machine.int32.set(straight.starts, start / 4);
  const write = (updating: readonly Instruction[]): void =>
    straight === undefined
      ? writeInstructions(machine, caller.formulas, updatesAt, updating)
      : writeNumbers(machine, updatesAt, updating);
  write(updating);

  const steps = machine.steps[dtype];
  /** The step that the numbers of the update were written for. */
  let written = step;

  return {
    memory,
    capacity,
    run(rows, from, count, first) {
      // Number by number, as a view would be an object.
      for (let i = 0; i < count * batch; i++) rowNumbers[i] = rows[from + i]!;
      const ahead = first - written;
      return straight === undefined
        ? steps(start, end, updatesAt, updateBytes, rowsAt, batch, count, ahead)
        : straight.steps(start, updatesAt, rowsAt, count, ahead);
    },
    renew(step) {
      const renewed = steadyUpdateAt(step);
      if (renewed === undefined || !haveSameCalls(updated!, renewed)) return false;
      write([...looked!, ...renewed, ...closing]);
      written = step;
      return true;
    },
  };
}

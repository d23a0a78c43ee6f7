import type { Program, Recorder, StepParts, StepsProgram } from "../../backend.js";
import type { DType, FloatArray } from "../../dtype.js";
import { OPERATION } from "./binary.js";
import type { Caller } from "./caller.js";
import { withDescents } from "./descents.js";
import { INSTRUCTION_BYTES, type Instruction, writeInstructions } from "./instruction.js";
import type { Machine } from "./machine.js";
import { NotRecordable } from "./stand-in.js";
import type { StraightLine, StraightLineCompiler } from "./straight-line.js";
import { withoutSparedZeros } from "./zeros.js";

/** How many steps one call takes at most: enough that the call costs next to nothing. */
const CAPACITY = 32;
/** The same where all steps share one update, so that it costs no memory. */
const STEADY_CAPACITY = 1024;

/** Which of Adam's numbers is the step's. */
const ADAM_STEP = 4;

/** How many doubles take as much room as instructions do. */
const roomFor = (instructions: readonly Instruction[]): number => (instructions.length * INSTRUCTION_BYTES) / 8;

/** The same for the list of where the arrays of straight-line code lie. */
const roomForStarts = ({ starts }: StraightLine): number => Math.ceil(starts.length / 2);

/** Arrays of doubles; `undefined` where the memory has no room for them. */
function allocate(machine: Machine, ...lengths: readonly number[]): FloatArray[] | undefined {
  const arrays = machine.memory.allocate("float64", lengths);
  return arrays[0]!.buffer === machine.buffer ? arrays : undefined;
}

export function recordPass(
  machine: Machine,
  caller: Caller,
  compiler: StraightLineCompiler,
  dtype: DType,
  pass: (recorder: Recorder) => void,
): Program | undefined {
  const instructions = caller.record(pass);
  if (instructions === undefined) return undefined;
  const straight = compiler.straightLine({ batch: 0, body: instructions, update: [] });
  const room = allocate(machine, straight === undefined ? roomFor(instructions) : roomForStarts(straight));
  if (room === undefined) return undefined;
  const [list] = room as [FloatArray];
  if (straight !== undefined) {
    machine.int32.set(straight.starts, list.byteOffset / 4);
    return { run: () => straight.steps(list.byteOffset, 0, 0, 0, 1, 0) === 1 };
  }
  writeInstructions(machine, list.byteOffset, instructions);
  const run = machine.run[dtype];
  return { run: () => run(list.byteOffset, list.byteOffset + list.byteLength) !== 0 };
}

/** Whether two updates, a step apart, differ in nothing but the step's number, which their kernel counts on by itself. */
function areSteady(first: readonly Instruction[], second: readonly Instruction[]): boolean {
  return first.every(({ operation, numbers }, i) => {
    const ahead = numbers.map((_, n) => (operation === OPERATION.adam && n === ADAM_STEP ? 1 : 0));
    return numbers.every((number, n) => Object.is(second[i]?.numbers[n], number + ahead[n]!));
  });
}

export function recordSteps(
  machine: Machine,
  caller: Caller,
  compiler: StraightLineCompiler,
  dtype: DType,
  { batch, step, pass, before, update, steady: saidSteady, after }: StepParts,
): StepsProgram | undefined {
  let updateAt: ((step: number) => void) | undefined;
  const recordAt = (step: number): void => {
    try {
      updateAt!(step);
    } catch {
      // Whatever it was, it comes again when the step is run by itself, unless its loss has an error to come first.
      throw new NotRecordable();
    }
  };
  const passed = caller.record(pass);
  const opening = passed && caller.record(before);
  const updated =
    opening &&
    caller.record((recorder) => {
      updateAt = update(recorder);
      recordAt(step);
    });
  const next = saidSteady && updated ? caller.record(() => recordAt(step + 1)) : undefined;
  const steady = next !== undefined && areSteady(updated!, next);
  const closing = updated && caller.record(after);
  if (closing === undefined) return undefined;

  const updating = [...opening!, ...updated!, ...closing];
  const straight = compiler.straightLine({ batch, body: passed!, update: updating });
  // Straight-line code needs no instructions but those that the numbers of an update stand in.
  const instructions = straight === undefined ? withoutSparedZeros(passed!, dtype === "float32" ? 4 : 8) : [];
  const { rowNumbers } = machine;
  const capacity = Math.min(steady ? STEADY_CAPACITY : CAPACITY, Math.floor(rowNumbers.length / batch));
  // So many examples that steps cost next to nothing beside them.
  if (capacity === 0) return undefined;
  const updateRoom = roomFor(updating);
  const listRoom = straight === undefined ? roomFor(instructions) : roomForStarts(straight);
  // In one piece of the memory, so that whoever holds the updates holds the list.
  const room = allocate(machine, listRoom, steady ? updateRoom : updateRoom * capacity);
  if (room === undefined) return undefined;
  const [list, updates] = room as [FloatArray, FloatArray];
  if (straight === undefined) writeInstructions(machine, list.byteOffset, instructions);
  else machine.int32.set(straight.starts, list.byteOffset / 4);
  // Straight-line code is written from them one by one, and several engines divide each by itself.
  const isApart = straight !== undefined || machine.divides;
  writeInstructions(machine, updates.byteOffset, isApart ? updating : withDescents(updating));
  for (let at = updateRoom; at < updates.length; at += updateRoom) updates.copyWithin(at, 0, updateRoom);

  const steps = machine.steps[dtype];
  const [start, end] = [list.byteOffset, list.byteOffset + list.byteLength];
  const bytes = updateRoom * 8;
  const stride = steady ? 0 : bytes;
  const operations = updated!.map(({ operation }) => operation);
  const renewable = updates.byteOffset + roomFor(opening!) * 8;
  /** The step whose numbers the recording has written already. */
  let written: number | undefined = step;

  const renew = (first: number, count: number): number => {
    const known = first === written ? 1 : 0;
    written = undefined;
    return (
      known + caller.renew(operations, renewable + known * stride, stride, updateAt!, first + known, count - known)
    );
  };

  return {
    capacity,
    run(rows, from, count, first) {
      // Number by number, as a view would be an object.
      for (let i = 0; i < count * batch; i++) rowNumbers[i] = rows[from + i]!;
      const ready = steady ? count : renew(first, count);
      if (ready === 0) return 0;
      const ahead = steady ? first - step : 0;
      return straight === undefined
        ? steps(start, end, updates.byteOffset, bytes, stride, rowNumbers.byteOffset, batch, ready, ahead)
        : straight.steps(start, updates.byteOffset, stride, rowNumbers.byteOffset, ready, ahead);
    },
  };
}

import type { Program, Recorder, StepParts, StepsProgram } from "../../backend.js";
import type { DType, FloatArray } from "../../dtype.js";
import type { Caller } from "./caller.js";
import { inBlocks } from "./in-blocks.js";
import { INSTRUCTION_BYTES, type Instruction, writeInstructions } from "./instruction.js";
import type { Machine } from "./machine.js";
import type { StraightLine, StraightLineCompiler } from "./straight-line.js";
import { withoutSparedZeros } from "./zeros.js";

/** How many steps one call takes at most: enough that the call costs next to nothing. */
const CAPACITY = 32;
/** The same where all steps share one update, so that it costs no memory. */
const STEADY_CAPACITY = 1024;

/** Where recorded instructions lie in memory. The array keeps the place from being given away. */
interface Written {
  readonly array: FloatArray;
  readonly start: number;
  readonly end: number;
}

/** Writes instructions down, `times` times in a row; `undefined` where the memory has no room for them. */
function write(machine: Machine, instructions: readonly Instruction[], times = 1): Written | undefined {
  const bytes = instructions.length * INSTRUCTION_BYTES;
  const array = machine.memory.allocate("float64", [(bytes * times) / 8])[0]!;
  if (array.buffer !== machine.buffer) return undefined;
  const start = array.byteOffset;
  writeInstructions(machine, start, instructions);
  for (let i = 1; i < times; i++) array.copyWithin((i * bytes) / 8, 0, bytes / 8);
  return { array, start, end: start + bytes * times };
}

/** Writes down where the arrays of straight-line code lie; `undefined` where the memory has no room for it. */
function writeArrays(machine: Machine, { arrays }: StraightLine): Written | undefined {
  const array = machine.memory.allocate("float64", [Math.ceil(arrays.length / 2)])[0]!;
  if (array.buffer !== machine.buffer) return undefined;
  const start = array.byteOffset;
  machine.int32.set(arrays, start / 4);
  return { array, start, end: start + 4 * arrays.length };
}

export function recordPass(
  machine: Machine,
  caller: Caller,
  compiler: StraightLineCompiler,
  dtype: DType,
  pass: (recorder: Recorder) => void,
): Program | undefined {
  const instructions = caller.record(pass);
  const written = instructions && write(machine, instructions);
  if (written === undefined) return undefined;
  const run = machine.run[dtype];
  const straight = compiler.straightLine({ batch: 0, body: instructions!, update: [] });
  const arrays = straight && writeArrays(machine, straight);
  return {
    run() {
      const steps = arrays && straight!.stepsFor(1);
      return steps === undefined ? run(written.start, written.end) !== 0 : steps(arrays!.start, 0, 0, 0, 1, 0) === 1;
    },
  };
}

export function recordSteps(
  machine: Machine,
  caller: Caller,
  compiler: StraightLineCompiler,
  dtype: DType,
  { batch, step, pass, before, update, steady, after }: StepParts,
): StepsProgram | undefined {
  let updateAt: ((step: number) => void) | undefined;
  const passed = caller.record(pass);
  const opening = passed && caller.record(before);
  const updated =
    opening &&
    caller.record((recorder) => {
      updateAt = update(recorder);
      updateAt(step);
    });
  const closing = updated && caller.record(after);
  if (closing === undefined) return undefined;

  const instructions = [...opening!, ...updated!, ...closing];
  const bytes = instructions.length * INSTRUCTION_BYTES;
  const [capacity, stride] = steady ? [STEADY_CAPACITY, 0] : [CAPACITY, bytes];
  const size = dtype === "float32" ? 4 : 8;
  const body = write(machine, withoutSparedZeros(passed!, size));
  // Several engines each take a part of the whole arrays, and then there are no blocks.
  const updating = machine.divides ? instructions : inBlocks(instructions);
  const updates = write(machine, updating, steady ? 1 : capacity);
  const rowNumbers = machine.memory.allocate("float64", [Math.ceil((capacity * batch) / 2)])[0]!;
  if (body === undefined || updates === undefined || rowNumbers.buffer !== machine.buffer) return undefined;
  const straight = compiler.straightLine({ batch, body: passed!, update: instructions });
  const arrays = straight && writeArrays(machine, straight);
  const operations = updated!.map(({ operation }) => operation);
  const renewable = updates.start + opening!.length * INSTRUCTION_BYTES;
  const steps = machine.steps[dtype];
  /** The step whose numbers the recording has written already. */
  let written: number | undefined = step;

  const renew = (first: number, count: number): number => {
    const known = first === written ? 1 : 0;
    written = undefined;
    const start = renewable + known * stride;
    return known + caller.renew(operations, start, stride, updateAt!, first + known, count - known);
  };

  return {
    capacity,
    run(rows, from, count, first) {
      for (let i = 0; i < count * batch; i++) machine.int32[rowNumbers.byteOffset / 4 + i] = rows[from + i]!;
      const ready = steady ? count : renew(first, count);
      if (ready === 0) return 0;
      const ahead = steady ? first - step : 0;
      const straightSteps = arrays && straight!.stepsFor(ready);
      if (straightSteps !== undefined) {
        return straightSteps(arrays!.start, updates.start, stride, rowNumbers.byteOffset, ready, ahead);
      }
      return steps(body.start, body.end, updates.start, bytes, stride, rowNumbers.byteOffset, batch, ready, ahead);
    },
  };
}

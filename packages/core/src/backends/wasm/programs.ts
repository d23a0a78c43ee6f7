import type { Program, Recorder, StepParts, StepsProgram } from "../../backend.js";
import type { DType, FloatArray } from "../../dtype.js";
import type { Caller } from "./caller.js";
import { fused } from "./fuse.js";
import { INSTRUCTION_BYTES, type Instruction, writeInstructions } from "./instruction.js";
import type { Machine } from "./machine.js";

/** About how many bytes the updates of one call take: some hundred steps of an optimizer with one kernel. */
const UPDATES_BYTES = 65_536;

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
  for (let i = 0; i < times; i++) writeInstructions(machine, start + i * bytes, instructions);
  return { array, start, end: start + bytes * times };
}

export function recordPass(
  machine: Machine,
  caller: Caller,
  dtype: DType,
  pass: (recorder: Recorder) => void,
): Program | undefined {
  const instructions = caller.record(pass);
  const written = instructions && write(machine, fused(instructions));
  const run = machine.run[dtype];
  return written && { run: () => run(written.start, written.end) !== 0 };
}

export function recordSteps(
  machine: Machine,
  caller: Caller,
  dtype: DType,
  { batch, step, pass, update }: StepParts,
): StepsProgram | undefined {
  let updateAt: ((step: number) => void) | undefined;
  const passed = caller.record(pass);
  const updated =
    passed &&
    caller.record((recorder) => {
      updateAt = update(recorder);
      updateAt(step);
    });
  if (passed === undefined || updated === undefined) return undefined;

  const updateBytes = updated.length * INSTRUCTION_BYTES;
  const capacity = Math.max(1, Math.floor(UPDATES_BYTES / updateBytes));
  const body = write(machine, fused(passed));
  const updates = write(machine, fused(updated), capacity);
  const rowNumbers = machine.memory.allocate("float64", [Math.ceil((capacity * batch) / 2)])[0]!;
  if (body === undefined || updates === undefined || rowNumbers.buffer !== machine.buffer) return undefined;
  const operations = updated.map(({ operation }) => operation);
  const steps = machine.steps[dtype];
  /** The step whose numbers the recording has written already. */
  let written: number | undefined = step;

  return {
    capacity,
    run(rows, from, count, first) {
      for (let i = 0; i < count * batch; i++) machine.int32[rowNumbers.byteOffset / 4 + i] = rows[from + i]!;
      let ready = first === written ? 1 : 0;
      written = undefined;
      while (ready < count && caller.renew(operations, updates.start + ready * updateBytes, updateAt!, first + ready)) {
        ready++;
      }
      return steps(body.start, body.end, updates.start, updateBytes, rowNumbers.byteOffset, batch, ready);
    },
  };
}

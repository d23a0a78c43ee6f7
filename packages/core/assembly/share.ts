// Several workers run the same program on the same memory. Each takes its part of an instruction's rows or numbers, and
// all wait for each other before the next one. No sum is ever split, so the bits are those of one worker.
import { Instruction, Operation } from "./instruction";
import { executeOne, useRows } from "./run";
import { scratch } from "./scratch";

/** What the workers share: how they meet, and what they are to run. src/backends/pool.ts writes it. */
@unmanaged
export class Control {
  /** How many have arrived at the meeting. */
  arrived: i32;
  /** How many meetings there were. */
  meetings: i32;
  /** 1 once somebody's part of an instruction has answered false. */
  stopped: i32;
  /** Counts the jobs; workers wait for it to change. */
  job: i32;
  /** How many workers have started. */
  ready: i32;
  single: i32;
  start: usize;
  end: usize;
  updates: usize;
  updateBytes: usize;
  updateStride: usize;
  rows: usize;
  batch: usize;
  count: usize;
}

/** Below so many numbers, meeting costs more than sharing saves. */
const WORTH_SHARING: usize = 1 << 13;

/** One worker's part of the job; answers how many steps were finished. */
export function work<T extends number>(control: Control, worker: usize, workers: usize): usize {
  let updates = control.updates;
  let rows = control.rows;
  const count = control.count;
  for (let step: usize = 0; step < count; step++) {
    useRows(rows);
    if (!runShared<T>(control, control.start, control.end, worker, workers)) return step;
    if (!runShared<T>(control, updates, updates + control.updateBytes, worker, workers)) return step;
    updates += control.updateStride;
    rows += control.batch * 4;
  }
  return count;
}

function runShared<T extends number>(control: Control, start: usize, end: usize, worker: usize, workers: usize): bool {
  while (start < end) {
    const done = span(changetype<Instruction>(start).operation);
    if (!part<T>(start, worker, workers)) atomic.store<i32>(changetype<usize>(control) + offsetof<Control>("stopped"), 1);
    meet(control, workers);
    if (atomic.load<i32>(changetype<usize>(control) + offsetof<Control>("stopped")) != 0) return false;
    start += done * offsetof<Instruction>();
  }
  return true;
}

/** Waits until all workers are here. */
function meet(control: Control, workers: usize): void {
  const arrived = changetype<usize>(control) + offsetof<Control>("arrived");
  const meetings = changetype<usize>(control) + offsetof<Control>("meetings");
  const before = atomic.load<i32>(meetings);
  if (atomic.add<i32>(arrived, 1) == <i32>workers - 1) {
    atomic.store<i32>(arrived, 0);
    atomic.add<i32>(meetings, 1);
  } else {
    while (atomic.load<i32>(meetings) == before) {}
  }
}

/** How many instructions an operation stands for. */
function span(operation: i32): usize {
  if (operation == Operation.tinyBackwardThrough) return 4;
  return operation >= Operation.tinyForward ? 3 : 1;
}

/** Does a worker's part of the instruction: its share of the numbers, or all of it for the first and nothing for others. */
function part<T extends number>(start: usize, worker: usize, workers: usize): bool {
  const whole = changetype<Instruction>(start);
  const stride = strideOf(whole);
  if (stride == 0 || whole.rows * stride < WORTH_SHARING) return worker > 0 || executeOne<T>(start) != 0;
  // Whole tiles of 4 rows, so that few of them are cut.
  const from = (whole.rows * worker / workers) & ~3;
  const to = worker + 1 == workers ? whole.rows : (whole.rows * (worker + 1) / workers) & ~3;
  const size = sizeof<T>();
  const own = changetype<Instruction>(scratch - offsetof<Instruction>());
  memory.copy(changetype<usize>(own), start, offsetof<Instruction>());
  own.rows = to - from;
  own.out += from * (whole.columns == 0 ? 1 : whole.columns) * size;
  if (whole.operation == Operation.addOuter) {
    own.a += from * size;
    own.c = whole.rows;
  } else if (whole.inner > 0) {
    own.a += from * whole.inner * size;
  } else {
    own.a += from * size;
    own.b += from * size;
    own.c += from * size;
  }
  return to == from || executeOne<T>(changetype<usize>(own)) != 0;
}

/** How many numbers of work a row of an instruction is; 0 for one that isn't shared. */
function strideOf(i: Instruction): usize {
  switch (i.operation) {
    case Operation.matmul:
    case Operation.matmulTransposed:
    case Operation.addOuter:
      return i.inner * i.columns;
    case Operation.fill:
    case Operation.copy:
    case Operation.keep:
    case Operation.allFinite:
    case Operation.relu:
    case Operation.reluBackward:
    case Operation.sigmoid:
    case Operation.sigmoidBackward:
    case Operation.tanh:
    case Operation.tanhBackward:
    case Operation.sgd:
    case Operation.momentum:
    case Operation.adam:
      return 1;
    default:
      return 0;
  }
}

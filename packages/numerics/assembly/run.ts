// Runs programs: lists of instructions, recorded once and replayed with one call.
import { addColumnSums, addRow, allFinite, fill, gather, keep, mean } from "./arrays";
import { Instruction, Operation } from "./instruction";
import { product } from "./products";

/** Where the numbers of the examples of the current step stand. */
let rowsOfStep: usize = 0;
/** By how much the number of the current step is larger than the one that its instructions were written for. */
let stepsAhead: f64 = 0;

export function useStep(rows: usize, ahead: f64): void {
  rowsOfStep = rows;
  stepsAhead = ahead;
}

/** Runs the instructions from `start` to `end`. Answers false as soon as one does: a number isn't finite, or is refused. */
export function run<T extends number>(start: usize, end: usize): bool {
  while (start < end) {
    const done = execute<T>(start);
    if (done == 0) return false;
    start += done * offsetof<Instruction>();
  }
  return true;
}

/** The instruction `ahead` places behind the one at `start`. */
@inline
function instruction(start: usize): Instruction {
  return changetype<Instruction>(start);
}

/** How many rows or columns the whole has that a product is a part of. */
@inline
function whole(part: Instruction, own: usize): usize {
  return part.c == 0 ? own : part.c;
}

/**
 * `count` updates. Each runs the program on its `batch` examples, and then what the optimizer does, the same
 * instructions for all: the first is `ahead` of the step that they were written for. Answers how many were finished.
 */
export function steps<T extends number>(
  start: usize, end: usize, updates: usize, updateBytes: usize, rows: usize, batch: usize, count: usize,
  ahead: f64,
): usize {
  let step: usize = 0;
  for (; step < count; step++) {
    useStep(rows, ahead + <f64>step);
    if (!run<T>(start, end) || !run<T>(updates, updates + updateBytes)) break;
    rows += batch * 4;
  }
  useStep(0, 0);
  return step;
}

/** Runs the instruction at `start`; answers how many it was, or 0 where the program has to stop. */
@inline
function execute<T extends number>(start: usize): usize {
  const i = instruction(start);
  const size = sizeof<T>();
  switch (i.operation) {
    case Operation.fill:
      fill<T>(i.out, i.p, i.rows);
      return 1;
    case Operation.gather:
      gather<T>(i.out, i.a, rowsOfStep + i.c * 4, i.rows, i.columns);
      return 1;
    case Operation.matmul:
      product<T>(
        i.out, whole(i, i.columns) * size, i.a, i.inner * size, size, i.b, whole(i, i.columns) * size, size,
        i.rows, i.inner, i.columns, false,
      );
      return 1;
    case Operation.matmulTransposed:
      product<T>(
        i.out, whole(i, i.columns) * size, i.a, i.inner * size, size, i.b, size, i.inner * size,
        i.rows, i.inner, i.columns, false,
      );
      return 1;
    case Operation.addOuter:
    case Operation.outer:
      product<T>(
        i.out, i.columns * size, i.a, size, whole(i, i.rows) * size, i.b, i.columns * size, size,
        i.rows, i.inner, i.columns, i.operation == Operation.addOuter,
      );
      return 1;
    case Operation.addRow:
      addRow<T>(i.out, i.a, i.rows, i.columns);
      return 1;
    case Operation.addColumnSums:
      addColumnSums<T>(i.out, i.a, i.rows, i.columns, i.columns * size);
      return 1;
    case Operation.mean:
      return <usize>mean<T>(i.out, i.a, i.rows);
    case Operation.keep:
      return <usize>keep<T>(i.out, i.a, i.b, i.rows);
    case Operation.allFinite:
      return <usize>allFinite<T>(i.a, i.rows);
    case Operation.compute:
    case Operation.update:
      return call_indirect<i32>(<u32>i.inner, start, stepsAhead);
    default:
      return unreachable();
  }
}

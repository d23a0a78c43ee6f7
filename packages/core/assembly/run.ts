// Runs programs: lists of instructions, recorded once and replayed with one call.
import {
  relu, reluBackward, sigmoid, sigmoidBackward, softmax, softmaxBackward, tanh, tanhBackward,
} from "./activations";
import { addColumnSums, addRow, allFinite, copy, fill, gather, keep, mean } from "./arrays";
import { Instruction, Operation } from "./instruction";
import {
  binaryCrossEntropy, binaryCrossEntropyFromLogits, binaryCrossEntropyFromLogitsGradient, binaryCrossEntropyGradient,
  categoricalCrossEntropy, categoricalCrossEntropyFromLogits, categoricalCrossEntropyFromLogitsGradient,
  categoricalCrossEntropyGradient, meanSquaredError, meanSquaredErrorGradient,
} from "./losses";
import { adam, momentum, sgd } from "./optimizers";
import { product } from "./products";
import { descend } from "./descent";

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
function instruction(start: usize, ahead: usize = 0): Instruction {
  return changetype<Instruction>(start + ahead * offsetof<Instruction>());
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
    case Operation.copy:
      copy<T>(i.out, i.a, i.rows);
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
    case Operation.relu:
      relu<T>(i.out, i.a, i.rows);
      return 1;
    case Operation.reluBackward:
      reluBackward<T>(i.out, i.a, i.b, i.rows);
      return 1;
    case Operation.sigmoid:
      sigmoid<T>(i.out, i.a, i.rows);
      return 1;
    case Operation.sigmoidBackward:
      sigmoidBackward<T>(i.out, i.a, i.b, i.rows);
      return 1;
    case Operation.tanh:
      tanh<T>(i.out, i.a, i.rows);
      return 1;
    case Operation.tanhBackward:
      tanhBackward<T>(i.out, i.a, i.b, i.rows);
      return 1;
    case Operation.softmax:
      softmax<T>(i.out, i.a, i.rows, i.columns);
      return 1;
    case Operation.softmaxBackward:
      softmaxBackward<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.meanSquaredError:
      meanSquaredError<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.meanSquaredErrorGradient:
      meanSquaredErrorGradient<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.binaryCrossEntropy:
      return <usize>binaryCrossEntropy<T>(i.out, i.a, i.b, i.rows, i.columns);
    case Operation.binaryCrossEntropyGradient:
      binaryCrossEntropyGradient<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.binaryCrossEntropyFromLogits:
      return <usize>binaryCrossEntropyFromLogits<T>(i.out, i.a, i.b, i.rows, i.columns);
    case Operation.binaryCrossEntropyFromLogitsGradient:
      binaryCrossEntropyFromLogitsGradient<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.categoricalCrossEntropy:
      return <usize>categoricalCrossEntropy<T>(i.out, i.a, i.b, i.rows, i.columns);
    case Operation.categoricalCrossEntropyGradient:
      categoricalCrossEntropyGradient<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.categoricalCrossEntropyFromLogits:
      return <usize>categoricalCrossEntropyFromLogits<T>(i.out, i.a, i.b, i.rows, i.columns);
    case Operation.categoricalCrossEntropyFromLogitsGradient:
      categoricalCrossEntropyFromLogitsGradient<T>(i.out, i.a, i.b, i.rows, i.columns);
      return 1;
    case Operation.sgd:
      sgd<T>(i.out, i.a, i.rows, i.p);
      return 1;
    case Operation.momentum:
      momentum<T>(i.out, i.a, i.b, i.rows, i.p, i.q, i.r != 0);
      return 1;
    case Operation.adam:
      adam<T>(i.out, i.a, i.b, i.c, i.rows, i.p, i.q, i.r, i.s, i.t + stepsAhead);
      return 1;
    case Operation.descend:
      return descend<T>(i, instruction(start, 1)) ? 3 : 0;
    default:
      return unreachable();
  }
}

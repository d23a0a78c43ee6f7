// Runs programs: lists of instructions, recorded once and replayed with one call.
import { addColumnSums, addRow, allFinite, fill, gather, mean, snapshot } from "./arrays";
import { Instruction, OF_RUN, Operation } from "./instruction";
import { product } from "./products";
import { uniform } from "./random";

/** Where the numbers of the examples of the current run stand, and its row of other numbers. */
let rowsOfRun: usize = 0;
let numbersOfRun: usize = 0;

export function useRun(rows: usize, numbers: usize): void {
  rowsOfRun = rows;
  numbersOfRun = numbers;
}

/** Runs the instructions from `start` to `end`. Answers false as soon as one does: a number isn't finite, or is refused. */
export function run<T extends number>(start: usize, end: usize): bool {
  while (start < end) {
    const instruction = changetype<Instruction>(start);
    if (!execute<T>(instruction)) return false;
    start += instruction.bytes;
  }
  return true;
}

/**
 * Runs the instructions `count` times, each time with a row of examples and of numbers behind the one before. Answers how
 * many times they were run to the end.
 */
export function repeat<T extends number>(
  start: usize, end: usize, rows: usize, rowBytes: usize, numbers: usize, numberBytes: usize, count: usize,
): usize {
  let done: usize = 0;
  for (; done < count; done++) {
    useRun(rows, numbers);
    if (!run<T>(start, end)) break;
    rows += rowBytes;
    numbers += numberBytes;
  }
  return done;
}

/** Where the numbers of an instruction are. */
@inline
function numbersOf(i: Instruction): usize {
  return i.flags & OF_RUN ? numbersOfRun + i.numbers : i.numbers;
}

/** How many rows or columns the whole has that a product is a part of. */
@inline
function whole(part: Instruction, own: usize): usize {
  return part.whole == 0 ? own : part.whole;
}

/** Answers false where the program has to stop. */
@inline
function execute<T extends number>(i: Instruction): bool {
  const size = sizeof<T>();
  switch (i.operation) {
    case Operation.fill:
      fill<T>(i.out, load<f64>(numbersOf(i)), i.rows);
      return true;
    case Operation.gather:
      gather<T>(i.out, i.a, rowsOfRun + i.whole * 4, i.rows, i.columns);
      return true;
    case Operation.matmul:
      product<T>(
        i.out, whole(i, i.columns) * size, i.a, i.inner * size, size, i.b, whole(i, i.columns) * size, size,
        i.rows, i.inner, i.columns, false,
      );
      return true;
    case Operation.matmulTransposed:
      product<T>(
        i.out, whole(i, i.columns) * size, i.a, i.inner * size, size, i.b, size, i.inner * size,
        i.rows, i.inner, i.columns, false,
      );
      return true;
    case Operation.addOuter:
    case Operation.outer:
      product<T>(
        i.out, i.columns * size, i.a, size, whole(i, i.rows) * size, i.b, i.columns * size, size,
        i.rows, i.inner, i.columns, i.operation == Operation.addOuter,
      );
      return true;
    case Operation.addRow:
      addRow<T>(i.out, i.a, i.rows, i.columns);
      return true;
    case Operation.addColumnSums:
      addColumnSums<T>(i.out, i.a, i.rows, i.columns, i.columns * size);
      return true;
    case Operation.mean:
      return mean<T>(i.out, i.a, i.rows);
    case Operation.snapshot:
      return snapshot<T>(i.out, i.a, i.b, i.rows);
    case Operation.allFinite:
      return allFinite<T>(i.out, i.rows);
    case Operation.uniform:
      uniform<T>(i.out, <i32>i.inner, <i32>i.columns, <i32>(<i64>load<f64>(numbersOf(i))), i.from, i.to);
      return true;
    case Operation.compute:
    case Operation.own:
      return <bool>call_indirect<i32>(<u32>i.inner, changetype<usize>(i), numbersOf(i));
    case Operation.straight:
      return call_indirect<usize>(<u32>i.inner, i.out, rowsOfRun + i.from, numbersOfRun + i.to, i.rows) == i.rows;
    case Operation.report:
      for (let n: usize = 0; n < i.rows; n++) {
        store<f64>(numbersOfRun + i.to + 8 * n, <f64>load<T>(i.a + n * sizeof<T>()));
      }
      return true;
    default:
      return unreachable();
  }
}

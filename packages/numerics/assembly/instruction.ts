/**
 * One call of an array function: which one, on what, and how large. A program is a list of these in memory, one after
 * another; src/wasm/record/instruction.ts writes them. Which field holds what, `run.ts` says for each function.
 */
@unmanaged
export class Instruction {
  operation: i32;
  /** How many bytes it takes, with the addresses and the numbers behind it. */
  bytes: usize;
  rows: usize;
  inner: usize;
  columns: usize;
  /** Which rows of a computation are to be done, or which numbers where rows have no part in it. */
  from: usize;
  to: usize;
  /** Where its numbers are that are no sizes, such as a learning rate. */
  numbers: usize;
  /** {@link OF_RUN}, and what src/wasm/runtime/layout.ts adds. */
  flags: i32;
  /** In a part of `gather`, how many examples come before it; in one of a product, how many rows or columns the whole has. */
  whole: usize;
  /** What is written. */
  out: usize;
  /** What is read, or read and written. A computation has the addresses of its further arrays behind these. */
  a: usize;
  b: usize;
}

/** The flag of an instruction whose numbers are another row at each run: `numbers` counts from where that begins. */
export const OF_RUN: i32 = 1;

/** The operations, in the order of `OPERATIONS` in src/wasm/record/instruction.ts. */
export enum Operation {
  fill,
  gather,
  matmul,
  matmulTransposed,
  addOuter,
  outer,
  addRow,
  addColumnSums,
  mean,
  snapshot,
  allFinite,
  /** Random numbers; `inner` and `columns` are the key. */
  uniform,
  /** What a component says it computes: `inner` is its function's place in the table. */
  compute,
  /** A kernel that a component brings with it, for the rows `from` to `to`: called in the same way. */
  own,
  /** Runs of straight-line code, `rows` of them; `inner` is its function's place in the table. */
  straight,
  /** Writes numbers of an array into the row of the run. */
  report,
}

/**
 * One call of an array function: which one, on what, and how large. A program is a list of these in memory, one after
 * another; src/wasm/record/instruction.ts writes them. Which field holds what, `run.ts` says for each function.
 */
@unmanaged
export class Instruction {
  operation: i32;
  /** What is written. */
  out: usize;
  /** What is read, or read and written. */
  a: usize;
  b: usize;
  /** In a part of `gather`, how many examples come before it; in one of a product, how many rows or columns the whole has. */
  c: usize;
  rows: usize;
  inner: usize;
  columns: usize;
  /** The arrays that a computation has beside those four. */
  d: usize;
  e: usize;
  /** Which rows of a computation are to be done, or which numbers where rows have no part in it. */
  from: usize;
  to: usize;
  /** Numbers of the call that are no sizes, such as a learning rate. */
  p: f64;
  q: f64;
  r: f64;
  s: f64;
  t: f64;
  u: f64;
  v: f64;
  w: f64;
}

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
  keep,
  allFinite,
  /** What a component says it computes: `inner` is its function's place in the table. */
  compute,
  /** The same, of an array that it reads as well. */
  update,
}

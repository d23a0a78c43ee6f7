import type { Instruction } from "../instruction.js";
import type { Local } from "./arithmetic.js";
import type { Code } from "./code.js";

/** Writes down what an instruction does. `numbers` are its p to t. */
export type Operation = (code: Code, instruction: Instruction, numbers: (index: number) => Local) => void;

/** Operations by their codes. */
export type Operations = Readonly<Record<number, Operation>>;

/** For each row of `columns` numbers: where it begins. */
export function rowsOf({ rows, columns }: Instruction): number[] {
  return Array.from({ length: rows }, (_, r) => r * columns);
}

/** Σ term(i) over a row, in double precision, on top of what there is. */
export function sumOfRow(
  code: Code,
  { columns }: Instruction,
  first: number,
  term: (i: number) => Local,
  before: Local = code.constant(0),
): Local {
  let sum = before;
  for (let i = first; i < first + columns; i++) sum = code.add(sum, term(i));
  return sum;
}

/** NaN if one of them is. */
export function largestOfRow(code: Code, { a, columns }: Instruction, first: number): Local {
  let largest = code.load(a, first);
  for (let i = first + 1; i < first + columns; i++) largest = code.max(largest, code.load(a, i));
  return code.wide(largest);
}

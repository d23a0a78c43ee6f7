import type { Machine } from "./machine.js";

/** One call of a kernel, as assembly/instruction.ts reads it from memory: addresses, sizes, and other numbers. */
export interface Instruction {
  readonly operation: number;
  readonly out: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** p, q, r, s and t: numbers that are no sizes. */
  readonly numbers: readonly number[];
}

/** 8 whole numbers and 5 doubles. */
export const INSTRUCTION_BYTES = 72;
/** Where the doubles begin. */
export const NUMBERS_OFFSET = 32;

/** Writes instructions into memory, one behind the other. */
export function writeInstructions(machine: Machine, start: number, instructions: readonly Instruction[]): void {
  const { int32, float64 } = machine;
  let at = start;
  for (const { operation, out, a, b, c, rows, inner, columns, numbers } of instructions) {
    const word = at / 4;
    int32[word] = operation;
    int32[word + 1] = out;
    int32[word + 2] = a;
    int32[word + 3] = b;
    int32[word + 4] = c;
    int32[word + 5] = rows;
    int32[word + 6] = inner;
    int32[word + 7] = columns;
    const double = (at + NUMBERS_OFFSET) / 8;
    for (let i = 0; i < numbers.length; i++) float64[double + i] = numbers[i]!;
    at += INSTRUCTION_BYTES;
  }
}

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
  instructions.forEach(({ operation, out, a, b, c, rows, inner, columns, numbers }, i) => {
    const at = start + i * INSTRUCTION_BYTES;
    machine.int32.set([operation, out, a, b, c, rows, inner, columns], at / 4);
    machine.float64.set(numbers, (at + NUMBERS_OFFSET) / 8);
  });
}

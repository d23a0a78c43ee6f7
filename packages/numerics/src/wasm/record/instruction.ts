import type { Computation } from "../../expressions/computation.js";
import { graphFor } from "../../expressions/graph.js";
import type { Formulas } from "../emit/formulas.js";
import { COLUMNS, FROM, INNER, INSTRUCTION_BYTES, NUMBERS_OFFSET, OTHERS, OUT, ROWS, TO } from "../runtime/layout.js";
import type { Machine } from "../runtime/machine.js";

/** One call of a kernel, as assembly/instruction.ts reads it from memory: addresses, sizes, and other numbers. */
export interface Instruction {
  readonly operation: number;
  readonly out: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Where the arrays lie that a computation has beside these four. */
  readonly others: readonly number[];
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** Numbers that are no sizes. */
  readonly numbers: readonly number[];
  /** What is computed, where it isn't one of the written kernels. */
  readonly computation: Computation | undefined;
}

/** Whether the engine has code for all of them; what they compute is compiled now. */
export function areCompiled(formulas: Formulas, instructions: readonly Instruction[]): boolean {
  return instructions.every(
    ({ computation }) => computation === undefined || formulas.placeOf(computation) !== undefined,
  );
}

/** Writes instructions into memory, one behind the other. */
export function writeInstructions(
  machine: Machine,
  formulas: Formulas,
  start: number,
  instructions: readonly Instruction[],
): void {
  const { int32 } = machine;
  let at = start;
  for (const { operation, out, a, b, c, others, rows, inner, columns, computation } of instructions) {
    const word = at / 4;
    int32[word] = operation;
    int32[word + OUT] = out;
    int32[word + 2] = a;
    int32[word + 3] = b;
    int32[word + 4] = c;
    int32[word + ROWS] = rows;
    int32[word + INNER] = computation === undefined ? inner : formulas.placeOf(computation)!;
    int32[word + COLUMNS] = columns;
    for (let i = 0; i < others.length; i++) int32[word + OTHERS + i] = others[i]!;
    int32[word + FROM] = 0;
    int32[word + TO] = computation !== undefined && graphFor(computation).isElementwise ? rows * columns : rows;
    at += INSTRUCTION_BYTES;
  }
  writeNumbers(machine, start, instructions);
}

/** Their numbers alone, in the same places: all that straight-line code asks of them. */
export function writeNumbers({ float64 }: Machine, start: number, instructions: readonly Instruction[]): void {
  let at = start + NUMBERS_OFFSET;
  for (const { numbers } of instructions) {
    for (let i = 0; i < numbers.length; i++) float64[at / 8 + i] = numbers[i]!;
    at += INSTRUCTION_BYTES;
  }
}

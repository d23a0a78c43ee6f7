import type { Computation } from "../../expressions/computation.js";
import { graphFor } from "../../expressions/graph.js";
import type { KernelCode, OwnKernel } from "../../own-kernel.js";
import type { Formulas } from "../emit/formulas.js";
import {
  ARRAYS,
  BYTES,
  COLUMNS,
  FLAGS,
  FROM,
  INNER,
  NUMBERS,
  numbersOffset,
  OF_RUN,
  ROWS,
  TO,
  WHOLE,
} from "../runtime/layout.js";
import type { Machine } from "../runtime/machine.js";

/** One call of a kernel, as assembly/instruction.ts reads it from memory: addresses, sizes, and other numbers. */
export interface Instruction {
  readonly operation: number;
  /** Where its arrays lie; the first is written. */
  readonly arrays: readonly number[];
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** Numbers that are no sizes, the same at each run. */
  readonly numbers: readonly number[];
  /** Or where such numbers begin in the row that each run is given, in bytes. */
  readonly ofRun: number | undefined;
  /** What is computed, where it isn't one of the written kernels. */
  readonly computation: Computation | undefined;
  /** The kernel of a component, where it is one: `inner` is then how many examples there are. */
  readonly own?: OwnKernel | undefined;
  /** Which rows or numbers are done, all of them unless given; of straight-line code and results, where they are in a run's rows. */
  readonly from?: number;
  readonly to?: number;
  /** See `CHANGES` in layout.ts. */
  readonly flags: number;
}

/** Whether the engine has code for all of them; what they compute is compiled now. */
export function areCompiled(formulas: Formulas, instructions: readonly Instruction[]): boolean {
  return instructions.every((instruction) => {
    const code = codeOf(instruction);
    return code === undefined || formulas.placeOf(code) !== undefined;
  });
}

/** What has to be compiled for an instruction. */
function codeOf({ computation, own }: Instruction): Computation | KernelCode | undefined {
  return computation ?? own?.code;
}

/** How many bytes instructions take, one behind the other. */
export function bytesFor(instructions: readonly Instruction[]): number {
  return instructions.reduce((sum, instruction) => sum + bytesOf(instruction), 0);
}

function bytesOf({ arrays, numbers }: Instruction): number {
  return numbersOffset(arrays.length) + 8 * numbers.length;
}

/** Writes instructions into memory, one behind the other. */
export function writeInstructions(
  { int32, float64 }: Machine,
  formulas: Formulas,
  start: number,
  instructions: readonly Instruction[],
): void {
  let at = start;
  for (const instruction of instructions) {
    const { operation, arrays, rows, inner, columns, numbers, ofRun, computation, flags } = instruction;
    const bytes = bytesOf(instruction);
    const code = codeOf(instruction);
    const numbersAt = at + numbersOffset(arrays.length);
    const word = at / 4;
    int32[word] = operation;
    int32[word + BYTES] = bytes;
    int32[word + ROWS] = rows;
    int32[word + INNER] = code === undefined ? inner : formulas.placeOf(code)!;
    int32[word + COLUMNS] = columns;
    const isElementwise = computation !== undefined && graphFor(computation).isElementwise;
    int32[word + FROM] = instruction.from ?? 0;
    int32[word + TO] = instruction.to ?? (isElementwise ? rows * columns : rows);
    int32[word + NUMBERS] = ofRun ?? numbersAt;
    int32[word + FLAGS] = ofRun === undefined ? flags : flags | OF_RUN;
    int32[word + WHOLE] = 0;
    for (let i = 0; i < arrays.length; i++) int32[word + ARRAYS + i] = arrays[i]!;
    for (let i = 0; i < numbers.length; i++) float64[numbersAt / 8 + i] = numbers[i]!;
    at += bytes;
  }
}

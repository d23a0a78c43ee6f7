import { OPERATION } from "./binary.js";
import type { Instruction } from "./instruction.js";

/** Has an update by plain gradient descent go through its arrays once, and not three times; see assembly/descent.ts. */
export function withDescents(instructions: readonly Instruction[]): Instruction[] {
  return instructions.map((instruction, i) => {
    const [second, third] = [instructions[i + 1], instructions[i + 2]];
    if (second === undefined || third === undefined || !isUpdate(instruction, second, third)) return instruction;
    return { ...instruction, operation: OPERATION.descend };
  });
}

function isUpdate(keep: Instruction, sgd: Instruction, look: Instruction): boolean {
  return (
    keep.operation === OPERATION.keep &&
    sgd.operation === OPERATION.sgd &&
    sgd.out === keep.a &&
    sgd.a === keep.b &&
    sgd.rows === keep.rows &&
    look.operation === OPERATION.allFinite &&
    look.a === keep.a &&
    look.rows === keep.rows
  );
}

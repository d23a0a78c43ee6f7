import type { Instruction } from "../record/instruction.js";
import { OPERATION } from "../runtime/binary.js";

/** A product of fewer numbers is quickly added to zeros, and an instruction more costs as much. */
const WORTH_SPARING = 1024;

/**
 * Spares the zeros that a large product would be added to: the product is written there at once, and what lies around it
 * is filled as before.
 *
 * @param size - How many bytes a number takes.
 */
export function withoutSparedZeros(instructions: readonly Instruction[], size: number): readonly Instruction[] {
  const place = instructions.findIndex(({ operation, numbers }) => operation === OPERATION.fill && numbers[0] === 0);
  const fill = instructions[place];
  if (fill === undefined) return instructions;
  const end = fill.out + fill.rows * size;
  const isInside = (address: number): boolean => address >= fill.out && address < end;

  const behind = instructions.slice(place + 1);
  const spared: Instruction[] = [];
  /** What was added to the zeros so far, from one address to another. */
  const added: [from: number, to: number][] = [];
  for (const instruction of behind) {
    const { operation, out, a, b, c, others, rows, columns } = instruction;
    const isProduct = operation === OPERATION.addOuter;
    const isSum = operation === OPERATION.addColumnSums;
    if ([a, b, c, ...others].some(isInside) || (isInside(out) && !isProduct && !isSum)) {
      // Another kernel may do anything with these numbers, so it finds all of them as they would have been: nothing is spared.
      return instructions;
    }
    if (!isInside(out)) continue;
    const to = out + (isProduct ? rows : 1) * columns * size;
    const isFirst = !added.some(([otherFrom, otherTo]) => out < otherTo && otherFrom < to);
    if (isProduct && isFirst && rows * columns >= WORTH_SPARING) spared.push(instruction);
    added.push([out, to]);
  }

  const fills: Instruction[] = [];
  let from = fill.out;
  for (const { out, rows, columns } of spared.sort((one, other) => one.out - other.out)) {
    fills.push({ ...fill, out: from, rows: (out - from) / size });
    from = out + rows * columns * size;
  }
  fills.push({ ...fill, out: from, rows: (end - from) / size });
  return [
    ...instructions.slice(0, place),
    ...fills.filter(({ rows }) => rows > 0),
    ...behind.map((instruction) =>
      spared.includes(instruction) ? { ...instruction, operation: OPERATION.outer } : instruction,
    ),
  ];
}

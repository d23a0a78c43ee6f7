import type { Instruction } from "../record/instruction.js";
import { OPERATION } from "../runtime/binary.js";
import { CHANGES } from "../runtime/layout.js";
import { contains, type Effects, effectsOf, overlap, type Range } from "./effects.js";

/** An addition of fewer numbers is quickly made to zeros, and an instruction more costs as much. */
const WORTH_SPARING = 1024;

/** What is written in place of being added to zeros, if that can be. */
const writingOf = (operation: number): number | undefined =>
  operation === OPERATION.addOuter ? OPERATION.outer : undefined;

/**
 * Instructions that do the same in less time, and say where they change what they have read.
 *
 * @param size - How many bytes a number takes.
 */
export function optimized(instructions: readonly Instruction[], size: number): readonly Instruction[] {
  return markChange(withoutDeadStores(instructions, size), size);
}

/**
 * Dead-store elimination: where the first thing that happens to zeros is that something is added to them, it is written
 * there at once, and only what lies around it is filled.
 */
function withoutDeadStores(instructions: readonly Instruction[], size: number): readonly Instruction[] {
  const effects = instructions.map((instruction) => effectsOf(instruction, size));
  const writing = new Set<number>();
  return instructions.flatMap((instruction, place) => {
    if (writing.has(place)) return { ...instruction, operation: writingOf(instruction.operation)! };
    if (instruction.operation !== OPERATION.fill || instruction.ofRun !== undefined) return instruction;
    if (!Object.is(instruction.numbers[0], 0)) return instruction;
    const spared = firstAdditions(instructions, effects, place);
    for (const at of spared) writing.add(at);
    return around(
      instruction,
      spared.map((at) => effects[at]!.writes[0]!),
      size,
    );
  });
}

/** Which instructions after one that fills with zeros could write where they add. */
function firstAdditions(instructions: readonly Instruction[], effects: readonly Effects[], fill: number): number[] {
  const zeros = effects[fill]!.writes[0]!;
  const touched: Range[] = [];
  const found: number[] = [];
  for (let at = fill + 1; at < instructions.length; at++) {
    const { reads, writes } = effects[at]!;
    const instruction = instructions[at]!;
    const sum = writes[0];
    const isFirst = sum !== undefined && contains(zeros, sum) && !touched.some((range) => overlap(range, sum));
    const isLarge = instruction.rows * instruction.columns >= WORTH_SPARING;
    if (writingOf(instruction.operation) !== undefined && isFirst && isLarge) found.push(at);
    touched.push(...reads, ...writes);
  }
  return found;
}

/** Fills that leave some of the numbers out. */
function around(fill: Instruction, left: readonly Range[], size: number): Instruction[] {
  if (left.length === 0) return [fill];
  const start = fill.arrays[0]!;
  const fills: Instruction[] = [];
  let from = start;
  const fillTo = (to: number): void => {
    if (to > from) fills.push({ ...fill, arrays: [from], rows: (to - from) / size });
  };
  for (const range of [...left].sort((one, other) => one.from - other.from)) {
    fillTo(range.from);
    from = range.to;
  }
  fillTo(start + fill.rows * size);
  return fills;
}

/** Marks the first instruction that writes what the run has read: until then, it can be begun anew. */
function markChange(instructions: readonly Instruction[], size: number): readonly Instruction[] {
  const given: Range[] = [];
  const written: Range[] = [];
  for (const [at, instruction] of instructions.entries()) {
    const { reads, writes } = effectsOf(instruction, size);
    for (const read of reads) if (!written.some((range) => contains(range, read))) given.push(read);
    if (writes.some((write) => given.some((range) => overlap(range, write)))) {
      return instructions.map((same, i) => (i === at ? { ...same, flags: CHANGES } : same));
    }
    written.push(...writes);
  }
  return instructions;
}

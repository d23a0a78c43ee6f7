import { OPERATION } from "./binary.js";
import type { Instruction } from "./instruction.js";

/** A product of at most so many multiplications is tiny: its arithmetic takes less time than its instructions. */
const TINY = 64;

const { copy, relu, sigmoid, tanh, reluBackward, sigmoidBackward, tanhBackward } = OPERATION;
const FORWARD: ReadonlySet<number> = /* @__PURE__ */ new Set([copy, relu, sigmoid, tanh]);
const BACKWARD: ReadonlySet<number> = /* @__PURE__ */ new Set([copy, reluBackward, sigmoidBackward, tanhBackward]);

/**
 * Has what belongs together in a tiny network run as one: the first instruction becomes one that also does what the
 * next ones say, which stay behind it as its arguments. assembly/tiny.ts has these operations.
 */
export function fused(instructions: readonly Instruction[]): Instruction[] {
  return instructions.map((instruction, i) => {
    const [second, third, fourth] = [instructions[i + 1], instructions[i + 2], instructions[i + 3]];
    if (second === undefined || third === undefined) return instruction;
    if (isForward(instruction, second, third)) return { ...instruction, operation: OPERATION.tinyForward };
    if (isLoss(instruction, second, third)) return { ...instruction, operation: OPERATION.tinyLoss };
    if (isUpdate(instruction, second, third) && instruction.rows <= TINY) {
      return { ...instruction, operation: OPERATION.tinyUpdate };
    }
    if (!isBackward(instruction, second, third)) return instruction;
    const through = goesThrough(instruction, third, fourth);
    const operation = through ? OPERATION.tinyBackwardThrough : OPERATION.tinyBackward;
    return { ...instruction, operation, c: instruction.operation };
  });
}

/** Has an update by plain gradient descent go through long arrays once, and not three times; see assembly/blocks.ts. */
export function inBlocks(instructions: readonly Instruction[]): Instruction[] {
  return instructions.map((instruction, i) => {
    const [second, third] = [instructions[i + 1], instructions[i + 2]];
    if (second === undefined || third === undefined || !isUpdate(instruction, second, third)) return instruction;
    return instruction.rows <= TINY ? instruction : { ...instruction, operation: OPERATION.updateInBlocks };
  });
}

const isTiny = ({ rows, inner, columns }: Instruction): boolean => rows * inner * columns <= TINY;

function isForward(product: Instruction, bias: Instruction, activation: Instruction): boolean {
  return (
    product.operation === OPERATION.matmul &&
    isTiny(product) &&
    bias.operation === OPERATION.addRow &&
    bias.out === product.out &&
    FORWARD.has(activation.operation) &&
    activation.a === product.out &&
    activation.rows === product.rows * product.columns
  );
}

function isBackward(activation: Instruction, bias: Instruction, outer: Instruction): boolean {
  return (
    BACKWARD.has(activation.operation) &&
    bias.operation === OPERATION.addColumnSums &&
    bias.a === activation.out &&
    outer.operation === OPERATION.addOuter &&
    isTiny(outer) &&
    outer.b === activation.out &&
    activation.rows === outer.inner * outer.columns
  );
}

function goesThrough(activation: Instruction, outer: Instruction, back: Instruction | undefined): boolean {
  return (
    back?.operation === OPERATION.matmulTransposed &&
    back.a === activation.out &&
    back.rows === outer.inner &&
    back.columns === outer.rows
  );
}

function isLoss(loss: Instruction, mean: Instruction, gradient: Instruction): boolean {
  return (
    loss.operation === OPERATION.meanSquaredError &&
    loss.columns === 1 &&
    loss.rows <= TINY &&
    mean.operation === OPERATION.mean &&
    mean.a === loss.out &&
    mean.rows === loss.rows &&
    gradient.operation === OPERATION.meanSquaredErrorGradient &&
    gradient.a === loss.a &&
    gradient.b === loss.b &&
    gradient.rows === loss.rows
  );
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

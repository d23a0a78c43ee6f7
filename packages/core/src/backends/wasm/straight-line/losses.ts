import { OPERATION } from "../binary.js";
import type { Instruction } from "../instruction.js";
import type { Local } from "./arithmetic.js";
import type { Code } from "./code.js";
import { largestOfRow, type Operation, type Operations, rowsOf, sumOfRow } from "./operation.js";

/** p, moved into [1e-12, 1 − 1e-12]. */
const clip = (code: Code, p: Local): Local => code.min(code.max(p, code.constant(1e-12)), code.constant(1 - 1e-12));

function stopUnlessProbabilities(code: Code, values: number, length: number): void {
  for (let i = 0; i < length; i++) {
    const value = code.loadWide(values, i);
    code.stopIfLess(value, code.constant(0));
    code.stopIfLess(code.constant(1), value);
  }
}

function stopUnlessDistributions(code: Code, instruction: Instruction): void {
  const { b, rows, columns } = instruction;
  if (columns < 2) code.stopIfLess(code.constant(0), code.constant(1));
  stopUnlessProbabilities(code, b, rows * columns);
  for (const first of rowsOf(instruction)) {
    const sum = sumOfRow(code, instruction, first, (i) => code.loadWide(b, i));
    code.stopIfLess(sum, code.constant(1 - 1e-5));
    code.stopIfLess(code.constant(1 + 1e-5), sum);
  }
}

/** A loss: out[r] from the numbers of row r. */
const perRow =
  (
    check: (code: Code, instruction: Instruction) => void,
    value: (code: Code, instruction: Instruction, first: number) => Local,
  ): Operation =>
  (code, instruction) => {
    check(code, instruction);
    for (const [r, first] of rowsOf(instruction).entries())
      code.store(instruction.out, r, value(code, instruction, first));
  };

/** The gradient of a loss's mean: out[i] = f(a[i], b[i], what the mean divides by). */
const gradient =
  (
    divisor: (instruction: Instruction) => number,
    f: (code: Code, p: Local, t: Local, divisor: Local) => Local,
  ): Operation =>
  (code, instruction) => {
    const { out, a, b, rows, columns } = instruction;
    const all = code.constant(divisor(instruction));
    for (let i = 0; i < rows * columns; i++) code.store(out, i, f(code, code.loadWide(a, i), code.loadWide(b, i), all));
  };

const numbersOf = ({ rows, columns }: Instruction): number => rows * columns;

/** assembly/losses.ts, number by number. */
export const losses = (): Operations => ({
  [OPERATION.meanSquaredError]: perRow(
    () => {},
    (code, instruction, first) => {
      const { a, b, columns } = instruction;
      const sum = sumOfRow(code, instruction, first, (i) => {
        const error = code.sub(code.loadWide(a, i), code.loadWide(b, i));
        return code.mul(error, error);
      });
      return code.div(sum, code.constant(columns));
    },
  ),
  [OPERATION.meanSquaredErrorGradient]: gradient(
    (instruction) => 2 / numbersOf(instruction),
    (code, prediction, target, scale) => code.mul(scale, code.sub(prediction, target)),
  ),
  [OPERATION.binaryCrossEntropy]: perRow(
    (code, instruction) => {
      stopUnlessProbabilities(code, instruction.a, numbersOf(instruction));
      stopUnlessProbabilities(code, instruction.b, numbersOf(instruction));
    },
    (code, instruction, first) => {
      const one = code.constant(1);
      const { a, b, columns } = instruction;
      let sum = code.constant(0);
      for (let i = first; i < first + columns; i++) {
        const p = clip(code, code.loadWide(a, i));
        const t = code.loadWide(b, i);
        const whenOne = code.mul(t, code.call("log", p));
        const whenZero = code.mul(code.sub(one, t), code.call("log1p", code.neg(p)));
        sum = code.sub(sum, code.add(whenOne, whenZero));
      }
      return code.div(sum, code.constant(columns));
    },
  ),
  [OPERATION.binaryCrossEntropyGradient]: gradient(numbersOf, (code, prediction, t, all) => {
    const p = clip(code, prediction);
    return code.div(code.div(code.sub(p, t), code.mul(p, code.sub(code.constant(1), p))), all);
  }),
  [OPERATION.binaryCrossEntropyFromLogits]: perRow(
    (code, instruction) => stopUnlessProbabilities(code, instruction.b, numbersOf(instruction)),
    (code, instruction, first) => {
      const { a, b, columns } = instruction;
      const sum = sumOfRow(code, instruction, first, (i) => {
        const z = code.loadWide(a, i);
        const line = code.sub(code.max(z, code.constant(0)), code.mul(z, code.loadWide(b, i)));
        return code.add(line, code.call("log1p", code.call("exp", code.neg(code.abs(z)))));
      });
      return code.div(sum, code.constant(columns));
    },
  ),
  [OPERATION.binaryCrossEntropyFromLogitsGradient]: gradient(numbersOf, (code, z, t, all) => {
    const [zero, one] = [code.constant(0), code.constant(1)];
    const e = code.call("exp", code.neg(code.abs(z)));
    const divisor = code.add(one, e);
    const [larger, smaller] = [code.div(one, divisor), code.div(e, divisor)];
    const whenZero = code.mul(code.sub(one, t), code.ifLess(z, zero, smaller, larger));
    return code.div(code.sub(whenZero, code.mul(t, code.ifLess(z, zero, larger, smaller))), all);
  }),
  [OPERATION.categoricalCrossEntropy]: perRow(
    (code, instruction) => {
      stopUnlessProbabilities(code, instruction.a, numbersOf(instruction));
      stopUnlessDistributions(code, instruction);
    },
    (code, { a, b, columns }, first) => {
      let sum = code.constant(0);
      for (let i = first; i < first + columns; i++) {
        sum = code.sub(sum, code.mul(code.loadWide(b, i), code.call("log", clip(code, code.loadWide(a, i)))));
      }
      return sum;
    },
  ),
  [OPERATION.categoricalCrossEntropyGradient]: gradient(
    ({ rows }) => rows,
    (code, p, t, all) => code.div(code.div(code.neg(t), clip(code, p)), all),
  ),
  [OPERATION.categoricalCrossEntropyFromLogits]: perRow(stopUnlessDistributions, (code, instruction, first) => {
    const { a, b } = instruction;
    const zero = code.constant(0);
    const largest = largestOfRow(code, instruction, first);
    const below = (i: number): Local => code.sub(code.loadWide(a, i), largest);
    const [one, none] = [code.constant(1), code.constant(-1)];
    const smaller = sumOfRow(code, instruction, first, (i) =>
      code.ifLess(below(i), zero, code.call("exp", below(i)), zero),
    );
    const others = sumOfRow(code, instruction, first, (i) => code.ifLess(below(i), zero, zero, one), none);
    const chosen = sumOfRow(code, instruction, first, (i) => {
      const target = code.loadWide(b, i);
      return code.ifLess(zero, target, code.mul(target, below(i)), zero);
    });
    return code.sub(code.call("log1p", code.add(smaller, others)), chosen);
  }),
  [OPERATION.categoricalCrossEntropyFromLogitsGradient]: (code, instruction) => {
    const { out, a, b, rows, columns } = instruction;
    const all = code.constant(rows);
    for (const first of rowsOf(instruction)) {
      const largest = largestOfRow(code, instruction, first);
      const power = (i: number): Local => code.call("exp", code.sub(code.loadWide(a, i), largest));
      const sum = sumOfRow(code, instruction, first, power);
      for (let i = first; i < first + columns; i++) {
        code.store(out, i, code.div(code.sub(code.div(power(i), sum), code.loadWide(b, i)), all));
      }
    }
  },
});

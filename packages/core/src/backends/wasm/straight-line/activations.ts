import { OPERATION } from "../binary.js";
import type { Local } from "./arithmetic.js";
import type { Code } from "./code.js";
import { largestOfRow, type Operation, type Operations, rowsOf, sumOfRow } from "./operation.js";

/** out[i] = f(a[i]) */
const elementwise =
  (f: (code: Code, x: Local) => Local): Operation =>
  (code, { out, a, rows }) => {
    for (let i = 0; i < rows; i++) code.store(out, i, f(code, code.loadWide(a, i)));
  };

/** out[i] = f(a[i], b[i]) */
const pairwise =
  (f: (code: Code, x: Local, y: Local) => Local): Operation =>
  (code, { out, a, b, rows }) => {
    for (let i = 0; i < rows; i++) code.store(out, i, f(code, code.loadWide(a, i), code.loadWide(b, i)));
  };

/** 1 / (1 + e^(−z)) */
const sigmoid = (code: Code, z: Local): Local => {
  const one = code.constant(1);
  return code.div(one, code.add(one, code.call("exp", code.neg(z))));
};

/** assembly/activations.ts, number by number. */
export const activations = (): Operations => ({
  [OPERATION.relu]: elementwise((code, z) => code.max(code.constant(0), z)),
  [OPERATION.reluBackward]: pairwise((code, da, z) => {
    const zero = code.constant(0);
    return code.ifLess(zero, z, da, zero);
  }),
  [OPERATION.sigmoid]: elementwise(sigmoid),
  [OPERATION.sigmoidBackward]: pairwise((code, da, a) => code.mul(code.mul(da, a), code.sub(code.constant(1), a))),
  [OPERATION.tanh]: elementwise((code, z) => code.call("tanh", z)),
  [OPERATION.tanhBackward]: pairwise((code, da, a) => code.mul(da, code.sub(code.constant(1), code.mul(a, a)))),

  [OPERATION.softmax]: (code, instruction) => {
    const { out, a, columns } = instruction;
    for (const first of rowsOf(instruction)) {
      const largest = largestOfRow(code, instruction, first);
      for (let i = first; i < first + columns; i++)
        code.store(out, i, code.call("exp", code.sub(code.loadWide(a, i), largest)));
      const sum = sumOfRow(code, instruction, first, (i) => code.loadWide(out, i));
      for (let i = first; i < first + columns; i++) code.store(out, i, code.div(code.loadWide(out, i), sum));
    }
  },
  [OPERATION.softmaxBackward]: (code, instruction) => {
    const { out, a: da, b: a, columns } = instruction;
    for (const first of rowsOf(instruction)) {
      const weighted = sumOfRow(code, instruction, first, (i) => code.mul(code.loadWide(a, i), code.loadWide(da, i)));
      for (let i = first; i < first + columns; i++) {
        code.store(out, i, code.mul(code.loadWide(a, i), code.sub(code.loadWide(da, i), weighted)));
      }
    }
  },
});

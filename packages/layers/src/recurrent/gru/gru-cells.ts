import { Computation, type FloatArray, type Kernels } from "@nn/core/component";
import { type Cell, NONE, OPEN } from "../cell.js";
import type { TimeStep } from "../passes/views.js";

/** Where the reset gate multiplies the outputs' share of the candidate's sum, which has a bias of its own and is kept. */
export const RESET_AFTER: Cell = {
  gates: 3,
  biases: 6,
  kept: 1,
  simpleGates: 3,
  recurrentInputs: [undefined, undefined, undefined],
  recurrentDerivatives: [0, 1, 3],
  parts: 4,
  carried: 0,

  forward(kernels, batch, units, step, { recurrent, bias }) {
    const [u, r, n] = step.gates;
    const [zu, zr, zn] = recurrent;
    kernels.addRow(zu, bias[3], batch, units);
    kernels.addRow(zr, bias[4], batch, units);
    kernels.compute(OPEN, NONE, batch, units, u, zu, r, zr);
    kernels.compute(CANDIDATE_AFTER, NONE, batch, units, n, step.kept[0], zn, r, bias[5]);
    kernels.compute(MIX, NONE, batch, units, step.h, u, n, step.hBefore);
  },

  backward(kernels, batch, units, step, { dParts }, dh) {
    const [, r] = step.gates;
    const [, dzr, dzn, dShare] = step.dGates;
    mixBackward(kernels, batch, units, step, dParts[3], dh);
    kernels.compute(RESET_AFTER_BACKWARD, NONE, batch, units, dzr, dShare, dzn, r, step.kept[0]);
  },
};

/** Where the reset gate multiplies the outputs themselves, before their product with U: that is kept. */
export const RESET_BEFORE: Cell = {
  gates: 3,
  biases: 3,
  kept: 1,
  simpleGates: 2,
  recurrentInputs: [undefined, undefined, 0],
  recurrentDerivatives: [0, 1, 2],
  parts: 4,
  carried: 0,

  forward(kernels, batch, units, step, { recurrent, recurrentWeight }) {
    const [u, r, n] = step.gates;
    const [zu, zr, zn] = recurrent;
    const [past] = step.kept;
    kernels.compute(OPEN, NONE, batch, units, u, zu, r, zr);
    kernels.compute(RESET, NONE, batch, units, past, r, step.seen);
    kernels.matmul(zn, past, recurrentWeight[2], batch, units, units);
    kernels.compute(CANDIDATE_BEFORE, NONE, batch, units, n, zn);
    kernels.compute(MIX, NONE, batch, units, step.h, u, n, step.hBefore);
  },

  backward(kernels, batch, units, step, { dParts, recurrentWeight }, dh) {
    const [, r] = step.gates;
    const [, dzr, dzn] = step.dGates;
    mixBackward(kernels, batch, units, step, dParts[3], dh);
    kernels.matmulTransposed(dParts[2], dzn, recurrentWeight[2], batch, units, units);
    kernels.compute(RESET_BACKWARD, NONE, batch, units, dzr, dParts[2], r, step.seen);
  },
};

/** The derivatives of the update gate's and the candidate's sums, and what goes past the gates to the outputs before. */
function mixBackward(
  kernels: Kernels,
  batch: number,
  units: number,
  step: TimeStep,
  dPast: FloatArray,
  dh: FloatArray,
): void {
  const [u, , n] = step.gates;
  const [dzu, , dzn] = step.dGates;
  kernels.compute(UPDATE_BACKWARD, NONE, batch, units, dzu, dh, u, n, step.hBefore);
  kernels.compute(MIX_BACKWARD, NONE, batch, units, dzn, dPast, dh, u, n);
}

const CANDIDATE_AFTER = /* @__PURE__ */ new Computation({
  name: "candidate",
  arrays: ["n", "share", "zn", "r", "bias"],
  byColumn: ["bias"],
  lines: ["share = zn + bias", "n = tanh(n + r * share)"],
});

const CANDIDATE_BEFORE = /* @__PURE__ */ new Computation({
  name: "candidate",
  arrays: ["n", "zn"],
  lines: ["n = tanh(n + zn)"],
});

const RESET = /* @__PURE__ */ new Computation({
  name: "reset outputs",
  arrays: ["past", "r", "before"],
  lines: ["past = r * before"],
});

const MIX = /* @__PURE__ */ new Computation({
  name: "update",
  arrays: ["h", "u", "n", "before"],
  lines: ["h = (1 - u) * n + u * before"],
});

const UPDATE_BACKWARD = /* @__PURE__ */ new Computation({
  name: "update gate's derivative",
  arrays: ["dzu", "dh", "u", "n", "before"],
  lines: ["dzu = dh * (before - n) * u * (1 - u)"],
});

const MIX_BACKWARD = /* @__PURE__ */ new Computation({
  name: "update's derivative",
  arrays: ["dzn", "dPast", "dh", "u", "n"],
  lines: ["dzn = dh * (1 - u) * (1 - n * n)", "dPast = dh * u"],
});

const RESET_AFTER_BACKWARD = /* @__PURE__ */ new Computation({
  name: "reset gate's derivative",
  arrays: ["dzr", "dShare", "dzn", "r", "share"],
  lines: ["dzr = dzn * share * r * (1 - r)", "dShare = dzn * r"],
});

/** `dPast`, of what was reset, becomes that of the outputs before. */
const RESET_BACKWARD = /* @__PURE__ */ new Computation({
  name: "reset gate's derivative",
  arrays: ["dzr", "dPast", "r", "before"],
  lines: ["dzr = dPast * before * r * (1 - r)", "dPast = dPast * r"],
});

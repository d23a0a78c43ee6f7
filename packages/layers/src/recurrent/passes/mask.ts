import { Computation, type FloatArray, type Kernels } from "@nn/core/component";
import { addUp, NONE } from "../cell.js";
import type { Plan } from "./plan.js";
import type { TimeStep, Views } from "./views.js";

const HOLD = /* @__PURE__ */ new Computation({
  name: "held state",
  arrays: ["h", "before", "m"],
  byRow: ["m"],
  lines: ["h = m == 0 ? before : h"],
});

/** Divides a derivative in what goes on past a skipped time step, and what goes into a real one. */
const PART = /* @__PURE__ */ new Computation({
  name: "derivative past skipped time steps",
  arrays: ["past", "d", "m"],
  byRow: ["m"],
  lines: ["past = m == 0 ? d : 0", "d = m == 0 ? 0 : d"],
});

/** Where a time step is skipped, the state stays what it was. */
export function hold(kernels: Kernels, batch: number, { cell, units }: Plan, step: TimeStep): void {
  kernels.compute(HOLD, NONE, batch, units, step.h, step.hBefore, step.real);
  for (let i = 0; i < cell.carried; i++) {
    kernels.compute(HOLD, NONE, batch, units, step.kept[i], step.keptBefore[i], step.real);
  }
}

/** Takes what goes past a skipped time step out of dh and of what is carried, so that backward finds 0 there. */
export function part(
  kernels: Kernels,
  batch: number,
  { cell, units }: Plan,
  step: TimeStep,
  { dParts, carried, passed }: Views,
  dh: FloatArray,
): void {
  kernels.compute(PART, NONE, batch, units, dParts[cell.parts], dh, step.real);
  for (let i = 0; i < cell.carried; i++) {
    kernels.compute(PART, NONE, batch, units, passed[i], carried[i], step.real);
  }
}

/** Adds it to what is carried again. That of dh is one of its parts. */
export function join(kernels: Kernels, batch: number, { cell, units }: Plan, { carried, passed }: Views): void {
  for (let i = 0; i < cell.carried; i++) addUp(kernels, batch, units, [carried[i], passed[i]]);
}

import { Computation, type FloatArray, type Kernels } from "@nn/core/component";
import type { CellSizes, TimeStep, Views } from "./passes/views.js";

/**
 * What makes one recurrent layer another: its gates, and what it computes at a time step. Products of whole sequences and what
 * all of them do alike are in `recurrent-layer.ts`. The arrays of a gate have the inputs' share of its sum until they are given its value.
 */
export interface Cell extends CellSizes {
  /** For how many gates, the first ones, the outputs' share of the sum is U times the outputs before. */
  readonly simpleGates: number;
  /** Gives the gates of a time step their values, and then h. */
  forward(kernels: Kernels, batch: number, units: number, step: TimeStep, views: Views): void;
  /** From dh, gives the derivatives of the gates' sums, and those parts of dh before that aren't just products with U. */
  backward(kernels: Kernels, batch: number, units: number, step: TimeStep, views: Views, dh: FloatArray): void;
}

const ADD_ONE = /* @__PURE__ */ new Computation({ name: "sum", arrays: ["a", "b"], lines: ["a = a + b"] });

const ADD_TWO = /* @__PURE__ */ new Computation({ name: "sum", arrays: ["a", "b", "c"], lines: ["a = a + b + c"] });

const ADD_THREE = /* @__PURE__ */ new Computation({
  name: "sum",
  arrays: ["a", "b", "c", "d"],
  lines: ["a = a + b + c + d"],
});

const ADD_FOUR = /* @__PURE__ */ new Computation({
  name: "sum",
  arrays: ["a", "b", "c", "d", "e"],
  lines: ["a = a + b + c + d + e"],
});

const ADD_FIVE = /* @__PURE__ */ new Computation({
  name: "sum",
  arrays: ["a", "b", "c", "d", "e", "f"],
  lines: ["a = a + b + c + d + e + f"],
});

const ADD: readonly Computation[] = [ADD_ONE, ADD_TWO, ADD_THREE, ADD_FOUR, ADD_FIVE];

/** Adds the others to the first of at most six arrays. */
export function addUp(kernels: Kernels, rows: number, columns: number, all: readonly FloatArray[]): void {
  const [a, b, c, d, e, f] = all;
  if (b === undefined) return;
  kernels.compute(ADD[all.length - 2], NONE, rows, columns, a, b, c, d, e, f);
}

/** Two gates between 0 and 1; `zp` is the outputs' share of p's sum. */
export const OPEN: Computation = /* @__PURE__ */ new Computation({
  name: "two gates",
  arrays: ["p", "zp", "q", "zq"],
  lines: ["p = 1 / (1 + exp(-(p + zp)))", "q = 1 / (1 + exp(-(q + zq)))"],
});

export const NONE: readonly number[] = [];

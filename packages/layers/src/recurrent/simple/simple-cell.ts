import { Computation } from "@nn/core/component";
import { type Cell, NONE } from "../cell.js";

/** What a simple recurrent layer computes at one time step: its one gate is its output. */
export const SIMPLE_CELL: Cell = {
  gates: 1,
  biases: 1,
  kept: 0,
  simpleGates: 1,
  recurrentInputs: [undefined],
  recurrentDerivatives: [0],
  parts: 1,
  carried: 0,

  forward(kernels, batch, units, { h, gates }, { recurrent }) {
    kernels.compute(STEP, NONE, batch, units, h, gates[0], recurrent[0]);
  },

  backward(kernels, batch, units, { h, dGates }, _views, dh) {
    kernels.compute(STEP_BACKWARD, NONE, batch, units, dGates[0], dh, h);
  },
};

const STEP = /* @__PURE__ */ new Computation({
  name: "time step",
  arrays: ["h", "z", "zh"],
  lines: ["h = tanh(z + zh)"],
});

const STEP_BACKWARD = /* @__PURE__ */ new Computation({
  name: "time step's derivative",
  arrays: ["dz", "dh", "h"],
  lines: ["dz = dh * (1 - h * h)"],
});

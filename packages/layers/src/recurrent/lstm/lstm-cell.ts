import { Computation } from "@nn/core/component";
import { type Cell, NONE, OPEN } from "../cell.js";

/** What an LSTM computes at one time step between its matrix products, and what it computes on the way back. */
export const LSTM_CELL: Cell = {
  gates: 4,
  biases: 4,
  kept: 2,
  simpleGates: 4,
  recurrentInputs: [undefined, undefined, undefined, undefined],
  recurrentDerivatives: [0, 1, 2, 3],
  parts: 4,
  carried: 1,

  forward(kernels, batch, units, step, { recurrent }) {
    const [i, f, g, o] = step.gates;
    const [zi, zf, zg, zo] = recurrent;
    const [c, tanhOfC] = step.kept;
    kernels.compute(OPEN, NONE, batch, units, i, zi, f, zf);
    kernels.compute(REMEMBER, NONE, batch, units, c, g, zg, i, f, step.keptBefore[0]);
    kernels.compute(SHOW, NONE, batch, units, step.h, o, zo, c, tanhOfC);
  },

  backward(kernels, batch, units, step, { carried }, dh) {
    const [i, f, g, o] = step.gates;
    const [dzi, dzf, dzg, dzo] = step.dGates;
    const [dc] = carried;
    kernels.compute(SHOW_BACKWARD, NONE, batch, units, dzo, dc, dh, o, step.kept[1]);
    kernels.compute(REMEMBER_BACKWARD, NONE, batch, units, dzg, dzi, dc, i, g);
    kernels.compute(FORGET_BACKWARD, NONE, batch, units, dzf, dc, f, step.keptBefore[0]);
  },
};

const REMEMBER = /* @__PURE__ */ new Computation({
  name: "cell",
  arrays: ["c", "g", "zg", "i", "f", "before"],
  lines: ["g = tanh(g + zg)", "c = f * before + i * g"],
});

const SHOW = /* @__PURE__ */ new Computation({
  name: "output gate",
  arrays: ["h", "o", "zo", "c", "t"],
  lines: ["o = 1 / (1 + exp(-(o + zo)))", "t = tanh(c)", "h = o * t"],
});

const SHOW_BACKWARD = /* @__PURE__ */ new Computation({
  name: "output gate's derivative",
  arrays: ["dzo", "dc", "dh", "o", "t"],
  lines: ["dzo = dh * t * o * (1 - o)", "dc = dc + dh * o * (1 - t * t)"],
});

const REMEMBER_BACKWARD = /* @__PURE__ */ new Computation({
  name: "cell's derivative",
  arrays: ["dzg", "dzi", "dc", "i", "g"],
  lines: ["dzg = dc * i * (1 - g * g)", "dzi = dc * g * i * (1 - i)"],
});

/** It leaves the dc of the time step before. */
const FORGET_BACKWARD = /* @__PURE__ */ new Computation({
  name: "forget gate's derivative",
  arrays: ["dzf", "dc", "f", "before"],
  lines: ["dzf = dc * before * f * (1 - f)", "dc = dc * f"],
});

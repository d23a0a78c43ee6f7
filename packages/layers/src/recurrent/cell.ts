import { Computation } from "@nn/core/component";

/*
 * What an LSTM computes at one time step between its matrix products, and what it computes on the way back. The arrays of a
 * gate have the inputs' share of its sum until they are given its value; `zi` is the share of the outputs before.
 */

const OPEN = /* @__PURE__ */ new Computation({
  name: "input and forget gates",
  arrays: ["i", "zi", "f", "zf"],
  lines: ["i = 1 / (1 + exp(-(i + zi)))", "f = 1 / (1 + exp(-(f + zf)))"],
});

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

const FORGET_BACKWARD = /* @__PURE__ */ new Computation({
  name: "forget gate's derivative",
  arrays: ["dzf", "dc", "f", "before"],
  lines: ["dzf = dc * before * f * (1 - f)", "dc = dc * f"],
});

/** In the order in which they are needed. */
export const CELL: Readonly<Record<"OPEN" | "REMEMBER" | "SHOW", Computation>> = { OPEN, REMEMBER, SHOW };
/** The derivatives; the last one leaves the dc of the time step before. */
export const CELL_BACKWARD: Readonly<Record<"SHOW" | "REMEMBER" | "FORGET", Computation>> = {
  SHOW: SHOW_BACKWARD,
  REMEMBER: REMEMBER_BACKWARD,
  FORGET: FORGET_BACKWARD,
};
/** So many further arrays are added to the first one. */
export const ADD: Readonly<Record<"THREE" | "FOUR", Computation>> = { THREE: ADD_THREE, FOUR: ADD_FOUR };

import type { StepEquations } from "../equations.js";

/** The gates in the order that parameters have them in. */
const I = 0;
const F = 1;
const G = 2;
const O = 3;
/** The gates between 0 and 1. */
const OPEN = [I, F, O];
/** The lists of a time step: the sums of all gates, i, f and o, g, c, and h. */
const Z = 0;
const OPENED = 1;
const C = 3;
const H = 4;

export const LSTM_EQUATIONS: StepEquations = {
  lists: 5,
  states: [C, H],
  of({ units, isFirst, sums, now, before }) {
    const gateOf = (at: number): number => Math.floor(at / units);
    const opened = (gate: number, at: number) => now(OPENED, OPEN.indexOf(gate) * units + at);
    return [
      sums([I, F, G, O]),
      {
        formula: "1 / (1 + exp(-z))",
        size: OPEN.length * units,
        reads: (at) => ({ z: OPEN[gateOf(at)] * units + (at % units) }),
      },
      { formula: "tanh(z)", size: units, reads: (at) => ({ z: now(Z, G * units + at) }) },
      {
        formula: isFirst ? "i * g" : "f * c + i * g",
        size: units,
        reads: (at) => ({ i: opened(I, at), g: at, ...(!isFirst && { f: opened(F, at), c: before(C, at) }) }),
      },
      { formula: "o * tanh(c)", size: units, reads: (at) => ({ o: opened(O, at), c: at }) },
    ];
  },
};

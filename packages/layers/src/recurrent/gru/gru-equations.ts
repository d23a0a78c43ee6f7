import type { FormulaEquations } from "@nn/core/component";
import type { StepEquations, StepOf } from "../equations.js";

/** The gates in the order that parameters have them in. */
const U = 0;
const R = 1;
const N = 2;
/** The lists of a time step: the sums of u and r, u and r, two of the candidate's sum, n, h. */
const LISTS = 6;
const OPENED = 1;
const SHARE = 3;
const H = 5;

export const RESET_AFTER_EQUATIONS: StepEquations = {
  lists: LISTS,
  states: [H],
  of(step) {
    const { units, sums, now } = step;
    return [
      sums([U, R], { further: 3 }),
      opened(step),
      sums([N], { outputs: false }),
      sums([N], { inputs: false, own: 3 }),
      {
        formula: "tanh(x + r * h)",
        size: units,
        reads: (at) => ({ x: now(SHARE - 1, at), r: now(OPENED, units + at), h: at }),
      },
      mixed(step),
    ];
  },
};

export const RESET_BEFORE_EQUATIONS: StepEquations = {
  lists: LISTS,
  states: [H],
  of(step) {
    const { units, isFirst, sums, before } = step;
    // Of the first time step's past, which is 0, nothing is left either way.
    const candidate: FormulaEquations[] = isFirst
      ? [sums([N]), { formula: "z", size: units, reads: (at) => ({ z: at }) }]
      : [
          { formula: "r * h", size: units, reads: (at) => ({ r: units + at, h: before(H, at) }) },
          sums([N], { outputs: SHARE - 1 }),
        ];
    return [
      sums([U, R]),
      opened(step),
      ...candidate,
      { formula: "tanh(z)", size: units, reads: (at) => ({ z: at }) },
      mixed(step),
    ];
  },
};

/** u and r, of the sums right before. */
function opened({ units }: StepOf): FormulaEquations {
  return { formula: "1 / (1 + exp(-z))", size: 2 * units, reads: (at) => ({ z: at }) };
}

/** h, of the candidate right before. */
function mixed({ units, isFirst, now, before }: StepOf): FormulaEquations {
  return {
    formula: isFirst ? "(1 - u) * n" : "(1 - u) * n + u * h",
    size: units,
    reads: (at) => ({ u: now(OPENED, at), n: at, ...(!isFirst && { h: before(H, at) }) }),
  };
}

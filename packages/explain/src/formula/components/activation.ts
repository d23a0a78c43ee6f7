import { OptionError, type Warning } from "@nn/core";
import { type Activation, type Formula, madeOfKernels } from "@nn/core/component";
import { SlopeFormula } from "../derivatives/slopes.js";
import { readActivation } from "../symbols.js";
import { sourceOf } from "../text/source.js";
import { ArrayFormula } from "./arrays.js";
import { checkFormula, type Line } from "./check.js";
import { computed, computedSlope, NO_SCALARS } from "./computed.js";
import { checkFormulaOptions, type FormulaOptions, tell } from "./options.js";

/** An activation made from its formula, which is there to be saved: the same text makes the same activation. */
export interface FormulaActivation extends Activation {
  readonly formula: Formula;
  /** What is allowed, and most likely not meant: that the slope is 0 everywhere. */
  readonly warnings: readonly Warning[];
}

/** From −8 to 8 in steps of 1/64, so that whole numbers, halves and quarters are among them. */
const LINE: Line = {
  size: 1,
  places: /* @__PURE__ */ Float64Array.from({ length: 1025 }, (_, i) => (i - 512) / 64),
  write: (target, places) => target.write("z", places, places.length),
  at: String,
};

/**
 * An activation from the formula of its output in terms of x (or z, as the layers call it), for each number by itself.
 *
 *     a = f(x)
 *     da/dx = f′(x), by the rules of differentiation
 *
 * A formula holds numbers, `pi` and `e`, `+ - * / ^`, brackets, and the functions `exp`, `log`, `log10`, `log1p`, `sqrt`,
 * `abs`, `sin`, `cos`, `atan`, `sigmoid`, `tanh`, `sinh`, `cosh`, `erf`, `max`, `min`, `floor`, `sign` and `step`, and is refused
 * with anything else in it. What explanations print in English can be typed, too: `−`, `·`, `×`, `÷`, `x²`, `x⁻¹`, `√x`,
 * `√(x + 1)`, `|x|`, `ln`, `π`, `2 · 10⁻⁷`. A product always has its sign, `2 * x`. At a kink, as of `abs` at 0, the slope
 * lies between those of both sides, and where they are equal it is theirs; of an infinite and a finite one, which only
 * targets and numbers beyond those below can meet, it is the finite one. Where the formula of the derivative overflows
 * though the function is finite, as ∞/∞ far from 0, a difference quotient takes its place.
 *
 * @throws OptionError for a text that isn't such a formula, with what was typed, where, and what to type; or one whose value
 *   or slope isn't finite somewhere between −8 and 8, on both sides: there it is evaluated in steps of 1/64, and where it
 *   takes a root of 0, or divides by it or takes its logarithm, which has no value even where 1/∞ would be 0 again.
 *
 * @example
 * const silu = activationFromFormula("x / (1 + exp(-x))");
 * const network = new Sequential([new Dense(2, 2, { activation: silu }), new Dense(2, 1)], { seed: 1 });
 * const saved = silu.formula.value; // => "x / (1 + exp(-x))"
 * activationFromFormula(saved).name; // => "x / (1 + exp(-x))"
 * activationFromFormula("√(1 + x²) − |x|").name; // => "√(1 + x²) − |x|"
 * activationFromFormula("x = 1"); // throws OptionError: The formula "x = 1" has "=" at character 3. Type only what stands right of it, "1".
 */
export function activationFromFormula(text: string, options: FormulaOptions = {}): FormulaActivation {
  checkFormulaOptions("activationFromFormula", options);
  const formula: Formula = { value: text };
  const { value, derivative, crossDerivative } = readActivation(formula);
  if (crossDerivative !== undefined) {
    throw new OptionError(`The formula "${text}" has a sum in it, but an activation's formula is about one number.`);
  }
  const output = new ArrayFormula(value);
  const slope = new SlopeFormula(value, derivative, "z");
  const warnings = checkFormula({
    text,
    value,
    slope,
    lines: [LINE],
    promise: "an activation needs a finite value and slope everywhere from -8 to 8",
    learners: "the layers before it",
  });
  tell(warnings, options);

  const forward = computed({ name: text, arrays: ["a", "z"], lines: [`a = ${sourceOf(value)}`] });
  const backward = computedSlope({ name: text, arrays: ["dz", "da", "z"] }, derivative, slope, "dz = da * slope");
  const activation: FormulaActivation = {
    kind: "activationFromFormula",
    name: text,
    formula,
    warnings,
    settings: () => ({ formula: text }),

    forward(kernels, a, z, batch, size) {
      if (forward && kernels.compute(forward, NO_SCALARS, batch, size, a, z)) return;
      const length = batch * size;
      output.write("z", z, length);
      const values = output.run(length, size);
      for (let i = 0; i < length; i++) a[i] = values[i]!;
    },

    backward(kernels, dz, da, z, _a, batch, size) {
      if (backward && kernels.compute(backward, NO_SCALARS, batch, size, dz, da, z)) return;
      const length = batch * size;
      slope.write("z", z, length);
      const slopes = slope.run(length, size);
      for (let i = 0; i < length; i++) dz[i] = da[i]! * slopes[i]!;
    },
  };
  return forward && backward
    ? madeOfKernels(activation)
    : // A copy with other functions has other settings.
      Object.defineProperty(activation, "settings", { enumerable: false });
}

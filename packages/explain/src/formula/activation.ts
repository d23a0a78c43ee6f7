import { type Activation, type Formula, OptionError, reference } from "@nn/core";
import { ArrayFormula } from "./arrays.js";
import { checkDerivative } from "./check.js";
import { SlopeFormula } from "./slopes.js";
import { readActivation } from "./units.js";

/** An activation made from its formula, which is there to be saved: the same text makes the same activation. */
export interface FormulaActivation extends Activation {
  readonly formula: Formula;
}

/**
 * An activation from the formula of its output by x (or z, as the layers call it), for each number by itself.
 *
 *     a = f(x)
 *     da/dx = f′(x), by the rules of differentiation
 *
 * A formula holds numbers, `pi` and `e`, `+ - * / ^`, brackets, and the functions `exp`, `log`, `log1p`, `sqrt`, `abs`,
 * `tanh`, `sinh`, `cosh`, `max`, `min` and `step`, and is refused with anything else in it. When it is made, its
 * derivative is compared with central differences. Where the formula of the derivative overflows though the function is
 * finite, as ∞/∞ far from 0, a difference quotient takes its place.
 *
 * @throws OptionError for a text that isn't such a formula, isn't finite between −8 and 8, or whose derivative is wrong.
 *
 * @example
 * const silu = activationFromFormula("x / (1 + exp(-x))");
 * const network = new Sequential([new Dense(2, 2, { activation: silu }), new Dense(2, 1)], { seed: 1 });
 * const saved = silu.formula.value; // => "x / (1 + exp(-x))"
 * activationFromFormula(saved).name; // => "x / (1 + exp(-x))"
 * activationFromFormula("x = 1"); // throws OptionError: The formula "x = 1" may only hold arithmetic and functions, but holds an assignment.
 */
export function activationFromFormula(text: string): FormulaActivation {
  const formula: Formula = { value: text };
  const { value, derivative, crossDerivative } = readActivation(formula);
  if (crossDerivative !== undefined) {
    throw new OptionError(`The formula "${text}" has a sum in it, but an activation's formula is about one number.`);
  }
  const output = new ArrayFormula(value);
  const slope = new SlopeFormula(value, derivative, "z");

  const activation: FormulaActivation = {
    name: text,
    formula,

    forward(_kernels, a, z, batch, size) {
      const length = batch * size;
      output.write("z", z, length);
      const values = output.run(length, size);
      for (let i = 0; i < length; i++) a[i] = values[i]!;
    },

    backward(_kernels, dz, da, z, _a, batch, size) {
      const length = batch * size;
      slope.write("z", z, length);
      const slopes = slope.run(length, size);
      for (let i = 0; i < length; i++) dz[i] = da[i]! * slopes[i]!;
    },
  };
  checkActivation(text, activation);
  return activation;
}

function checkActivation(text: string, activation: Activation): void {
  const kernels = reference.kernels("float64");
  const one = Float64Array.of(1);
  const [a, derivative] = [new Float64Array(1), new Float64Array(1)];
  // Not at whole numbers, where kinks are: there any of the neighbouring slopes is right.
  for (let x = -7.97; x < 8; x += 0.5) {
    const at = Float64Array.of(x);
    const value = (): number => {
      activation.forward(kernels, a, at, 1, 1);
      return a[0]!;
    };
    activation.backward(kernels, derivative, one, at, a, 1, 1);
    checkDerivative(text, { at, value, derivative });
  }
}

import { type Formula, type Loss, reference } from "@nn/core";
import { ArrayFormula } from "./arrays.js";
import { checkDerivative } from "./check.js";
import { SlopeFormula } from "./slopes.js";
import { readLoss } from "./units.js";

/** A loss made from its formula, which is there to be saved: the same text makes the same loss. */
export interface FormulaLoss extends Loss {
  readonly formula: Formula;
}

/**
 * A loss from the formula of one output's error, by the prediction p and the target y (or t): an example's value is the
 * mean over its outputs. With `sum(…)` or `mean(…)` in it, the formula is the example's value itself.
 *
 *     L = 1/n · Σ over the examples of 1/m · Σ over the outputs of f(p, y)
 *     ∂L/∂p = ∂f/∂p / (n·m), by the rules of differentiation
 *
 * What a formula may hold is told at {@link activationFromFormula}. When it is made, its derivative is compared with
 * central differences, for predictions and targets between 0 and 1.
 *
 * @throws OptionError for a text that isn't such a formula, isn't finite there, or whose derivative is wrong.
 *
 * @example
 * const squared = lossFromFormula("(y - p)^2");
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * network.evaluate({ inputs: [1, 2], targets: [1, 4] }, { loss: squared }); // => { loss: 2 }
 * lossFromFormula("-sum(y * log(p))").formula.value; // => "-sum(y * log(p))"
 */
export function lossFromFormula(text: string): FormulaLoss {
  const formula: Formula = { value: text };
  const symbols = readLoss(formula);
  const example = new ArrayFormula(symbols.value);
  const slope = new SlopeFormula(symbols.value, symbols.gradient, "p");

  const loss: FormulaLoss = {
    name: text,
    formula,

    value(_kernels, values, prediction, target, batch, size) {
      example.write("p", prediction, batch * size);
      example.write("t", target, batch * size);
      const results = example.run(batch * size, size);
      for (let i = 0; i < batch; i++) values[i] = results[i * size]!;
    },

    gradient(_kernels, gradient, prediction, target, batch, size) {
      slope.write("p", prediction, batch * size);
      slope.write("t", target, batch * size);
      const results = slope.run(batch * size, size);
      for (let i = 0; i < batch * size; i++) gradient[i] = results[i]! / batch;
    },
  };
  checkLoss(text, loss);
  return loss;
}

function checkLoss(text: string, loss: Loss): void {
  const kernels = reference.kernels("float64");
  const [values, derivative] = [new Float64Array(1), new Float64Array(3)];
  for (const targets of [Float64Array.of(0, 1, 0), Float64Array.of(0.37, 0, 0.63)]) {
    for (let p = 0.06; p < 0.8; p += 0.1) {
      const at = Float64Array.of(p, p + 0.05, p + 0.12);
      const value = (): number => {
        loss.value(kernels, values, at, targets, 1, 3);
        return values[0]!;
      };
      loss.gradient(kernels, derivative, at, targets, 1, 3);
      checkDerivative(text, { at, value, derivative });
    }
  }
}

import type { Warning } from "@nn/core";
import { type Formula, type Loss, madeOfKernels } from "@nn/core/component";
import { SlopeFormula } from "../derivatives/slopes.js";
import { readLoss } from "../symbols.js";
import { sourceOf } from "../text/source.js";
import { ArrayFormula } from "./arrays.js";
import { checkFormula, type Line } from "./check.js";
import { computed, computedSlope, NO_SCALARS } from "./computed.js";
import { checkFormulaOptions, type FormulaOptions, tell } from "./options.js";

/** A loss made from its formula, which is there to be saved: the same text makes the same loss. */
export interface FormulaLoss extends Loss {
  readonly formula: Formula;
  /** What is allowed, and most likely not meant: that the slope is 0 everywhere. */
  readonly warnings: readonly Warning[];
}

/**
 * A loss from the formula of one output's error, in terms of the prediction p and the target y (or t): an example's value is the
 * mean over its outputs. With `sum(…)` or `mean(…)` in it, the formula is the example's value itself.
 *
 *     L = 1/n · Σ over the examples of 1/m · Σ over the outputs of f(p, y)
 *     ∂L/∂p = ∂f/∂p / (n·m), by the rules of differentiation
 *
 * What a formula may hold is told at {@link activationFromFormula}.
 *
 * @throws OptionError for a text that isn't such a formula, or whose value or slope isn't finite for some prediction
 *   between 0 and 1.
 *
 * @example
 * const squared = lossFromFormula("(y - p)^2");
 * const network = new Sequential([new Activate(identity)], { inputShape: [1] });
 * network.evaluate({ inputs: [1, 2], targets: [1, 4] }, { loss: squared }); // => { loss: 2 }
 * lossFromFormula("-sum(y * log(p))").formula.value; // => "-sum(y * log(p))"
 */
export function lossFromFormula(text: string, options: FormulaOptions = {}): FormulaLoss {
  checkFormulaOptions("lossFromFormula", options);
  const formula: Formula = { value: text };
  const symbols = readLoss(formula);
  const example = new ArrayFormula(symbols.value);
  const slope = new SlopeFormula(symbols.value, symbols.gradient, "p");
  const warnings = checkFormula({
    text,
    value: symbols.value,
    slope,
    lines: LINES,
    promise: "a loss needs a finite value and slope for all predictions between 0 and 1, whatever the target",
    learners: "networks",
  });
  tell(warnings, options);

  const computedValue = computed({
    name: text,
    arrays: ["value", "p", "t"],
    byRow: ["value"],
    lines: [`value = ${sourceOf(symbols.value)}`],
  });
  const arrays = { name: text, arrays: ["gradient", "p", "t"] };
  const computedGradient = computedSlope(arrays, symbols.gradient, slope, "gradient = slope / batch");
  const loss: FormulaLoss = {
    kind: "lossFromFormula",
    name: text,
    formula,
    warnings,
    settings: () => ({ formula: text }),

    value({ kernels, values, prediction, target, batch, outputSize: size }) {
      if (computedValue && kernels.compute(computedValue, NO_SCALARS, batch, size, values, prediction, target)) return;
      example.write("p", prediction, batch * size);
      example.write("t", target, batch * size);
      const results = example.run(batch * size, size);
      for (let i = 0; i < batch; i++) values[i] = results[i * size]!;
    },

    gradient({ kernels, dprediction, prediction, target, batch, outputSize: size }) {
      const given = [dprediction, prediction, target] as const;
      if (computedGradient && kernels.compute(computedGradient, NO_SCALARS, batch, size, ...given)) return;
      slope.write("p", prediction, batch * size);
      slope.write("t", target, batch * size);
      const results = slope.run(batch * size, size);
      for (let i = 0; i < batch * size; i++) dprediction[i] = results[i]! / batch;
    },
  };
  return computedValue && computedGradient
    ? madeOfKernels(loss)
    : // A copy with other functions has other settings.
      Object.defineProperty(loss, "settings", { enumerable: false });
}

/**
 * Between 0 and 1 in steps of 1/64: an only prediction, and the first of three, beside targets of 0, of 1, and between.
 */
const LINES: readonly Line[] = /* @__PURE__ */ [[0], [1], [0.375], [0, 1, 0], [1, 0, 0], [0.375, 0, 0.625]].map(
  (targets) => ({
    size: targets.length,
    places: Float64Array.from({ length: 63 }, (_, i) => (i + 1) / 64),
    at: (place) => `${place}, beside a target of ${targets[0]}`,
    write: (target, places) => {
      const predictions = [...places].flatMap((place) => [place, 0.31, 0.47].slice(0, targets.length));
      target.write("p", Float64Array.from(predictions), predictions.length);
      target.write("t", Float64Array.from([...places].flatMap(() => targets)), predictions.length);
    },
  }),
);

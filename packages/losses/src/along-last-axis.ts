import { Computation, DataError, type Loss, type MetricFrame, madeOfKernels, type Shape } from "@nn/core/component";
import { oneForEachRow } from "./probabilities.js";

/**
 * A loss that was made of its formulas for one row, for outputs of several rows, such as the steps of a sequence: each row
 * along the last axis has its own value, and an example has their mean.
 *
 * @param refuse - Throws what is wrong with a batch.
 */
export function alongLastAxis(loss: Loss, refuse: (frame: MetricFrame) => void): Loss {
  const { titles, settings, computes, formula } = loss;
  const [value, gradient] = computes!;
  return madeOfKernels<Loss>({
    ...loss,
    ...(titles && { titles }),
    ...(settings && { settings: () => settings.call(loss) }),
    ...(formula!.oneHot && { targetShape: oneForEachRow }),
    saved: (output: Shape) => (output.length > 1 ? { rows: oneForEachRow(output) } : {}),

    value(frame) {
      const { kernels, values, prediction, target, batch, outputShape, outputSize, saved } = frame;
      const { rows = values } = saved;
      const size = outputShape.at(-1)!;
      const count = (batch * outputSize) / size;
      if (!kernels.compute(value, NONE, count, size, rows, prediction, target)) {
        refuse(frame);
        throw new DataError(`${loss.name} refuses ${value.text.refuses}.`);
      }
      if (saved.rows !== undefined) kernels.compute(MEAN, NONE, batch, count / batch, values, rows);
    },

    gradient({ kernels, dprediction, prediction, target, batch, outputShape, outputSize }) {
      const size = outputShape.at(-1)!;
      // The mean over the examples of their rows' means is that of all rows.
      kernels.compute(gradient, NONE, (batch * outputSize) / size, size, dprediction, prediction, target);
    },
  });
}

const NONE: readonly number[] = [];

const MEAN: Computation = /* @__PURE__ */ new Computation({
  name: "mean",
  arrays: ["value", "rows"],
  byRow: ["value"],
  lines: ["value = mean(rows)"],
});

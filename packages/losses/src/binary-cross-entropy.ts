import { exp, type Loss, log, log1p, madeOfKernels } from "@nn/core";
import { checkPredictions, checkTargets, clipProbability, logitsFor, probabilitiesFor } from "./probabilities.js";

/**
 * How surprised predicted probabilities are by targets of 0 and 1 (or anything between), in nats; the mean over the
 * examples and their outputs.
 *
 *     L = −1/(n·m) · Σ t·ln p + (1 − t)·ln(1 − p)         n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = (p − t) / (p·(1 − p)) / (n·m)
 *
 * p is moved into [1e-12, 1 − 1e-12] in both formulas, so that a saturated output has a finite loss.
 * {@link binaryCrossEntropyFromLogits} needs no such bound and is the better choice for training.
 *
 * Source: C. Bishop, *Pattern Recognition and Machine Learning* (2006), equation 4.90, divided by n·m.
 *
 * @throws DataError for predictions or targets outside [0, 1].
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { weightInitializer: zeros })]);
 * network.evaluate({ inputs: [1], targets: [1] }, { loss: binaryCrossEntropy }); // => { loss: 0.6931471805599453 }
 */
export const binaryCrossEntropy: Loss = /* @__PURE__ */ madeOfKernels<Loss>({
  name: "binaryCrossEntropy",
  predictions: /* @__PURE__ */ probabilitiesFor("binaryCrossEntropy"),
  formula: {
    value: "-mean(t * log(p) + (1 - t) * log(1 - p))",
    derivative: "(p - t) / (p * (1 - p)) / size",
    clip: [1e-12, 1 - 1e-12],
  },

  value(kernels, values, prediction, target, batch, size) {
    if (kernels.binaryCrossEntropy?.(values, prediction, target, batch, size)) return;
    checkPredictions("binaryCrossEntropy", "sigmoid", prediction, batch, size);
    checkTargets("binaryCrossEntropy", target, batch, size);
    for (let example = 0; example < batch; example++) {
      let sum = 0;
      for (let i = example * size; i < (example + 1) * size; i++) {
        const p = clipProbability(prediction[i]!);
        const t = target[i]!;
        sum -= t * log(p) + (1 - t) * log1p(-p);
      }
      values[example] = sum / size;
    }
  },

  gradient(kernels, gradient, prediction, target, batch, size) {
    if (kernels.binaryCrossEntropyGradient?.(gradient, prediction, target, batch, size)) return;
    for (let i = 0; i < batch * size; i++) {
      const p = clipProbability(prediction[i]!);
      gradient[i] = (p - target[i]!) / (p * (1 - p)) / (batch * size);
    }
  },
});

/**
 * {@link binaryCrossEntropy} of p = sigmoid(z), taken from the weighted sums z themselves: exact however large they are.
 * The network's last activation is then `identity`.
 *
 *     L = 1/(n·m) · Σ max(z, 0) − z·t + ln(1 + e^(−|z|))
 *     ∂L/∂z = (sigmoid(z) − t) / (n·m)
 *
 * The gradient is computed as (1 − t)·sigmoid(z) − t·sigmoid(−z): the same number, without a difference from 1, in which
 * the digits of an answer that is nearly right would be lost.
 *
 * @throws DataError for targets outside [0, 1].
 *
 * @example
 * const network = new Sequential([new Dense(1, 1, { activation: identity, weightInitializer: new Constant(1000) })]);
 * network.evaluate({ inputs: [1], targets: [0] }, { loss: binaryCrossEntropyFromLogits }); // => { loss: 1000 }
 */
export const binaryCrossEntropyFromLogits: Loss = /* @__PURE__ */ madeOfKernels<Loss>({
  name: "binaryCrossEntropyFromLogits",
  predictions: /* @__PURE__ */ logitsFor("binaryCrossEntropy"),
  formula: { value: "mean(log(1 + exp(p)) - p * t)" },

  value(kernels, values, prediction, target, batch, size) {
    if (kernels.binaryCrossEntropyFromLogits?.(values, prediction, target, batch, size)) return;
    checkTargets("binaryCrossEntropyFromLogits", target, batch, size);
    for (let example = 0; example < batch; example++) {
      let sum = 0;
      for (let i = example * size; i < (example + 1) * size; i++) {
        const z = prediction[i]!;
        sum += Math.max(z, 0) - z * target[i]! + log1p(exp(-Math.abs(z)));
      }
      values[example] = sum / size;
    }
  },

  gradient(kernels, gradient, prediction, target, batch, size) {
    if (kernels.binaryCrossEntropyFromLogitsGradient?.(gradient, prediction, target, batch, size)) return;
    for (let i = 0; i < batch * size; i++) {
      const z = prediction[i]!;
      const t = target[i]!;
      const e = exp(-Math.abs(z));
      const larger = 1 / (1 + e);
      const smaller = e / (1 + e);
      const difference = z < 0 ? (1 - t) * smaller - t * larger : (1 - t) * larger - t * smaller;
      gradient[i] = difference / (batch * size);
    }
  },
});

import { defineLoss, type Loss } from "@nn/core/component";
import {
  CLIPPED,
  checkPredictions,
  checkTargets,
  endIn,
  logitsFor,
  P_OUTSIDE,
  probabilitiesFor,
  T_OUTSIDE,
} from "../probabilities.js";

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
export const binaryCrossEntropy: Loss = /* @__PURE__ */ defineLoss({
  kind: "binaryCrossEntropy",
  name: "binaryCrossEntropy",
  titles: { en: "the binary cross-entropy", fr: "l’entropie croisée binaire" },
  predictions: /* @__PURE__ */ probabilitiesFor("binaryCrossEntropy", "categoricalCrossEntropy"),
  formula: {
    value: "-mean(t * log(p) + (1 - t) * log(1 - p))",
    derivative: "(p - t) / (p * (1 - p)) / size",
    clip: [1e-12, 1 - 1e-12],
  },
  value: [CLIPPED, "value = -mean(t * log(q) + (1 - t) * log1p(-q))"],
  gradient: [CLIPPED, "gradient = (q - t) / (q * (1 - q)) / (batch * size)"],
  refuses: [P_OUTSIDE, T_OUTSIDE],
  refuse: (frame) => {
    checkPredictions("binaryCrossEntropy", endIn("sigmoid", "binaryCrossEntropy"), frame);
    checkTargets("binaryCrossEntropy", frame);
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
export const binaryCrossEntropyFromLogits: Loss = /* @__PURE__ */ defineLoss({
  kind: "binaryCrossEntropyFromLogits",
  name: "binaryCrossEntropyFromLogits",
  titles: {
    en: "the binary cross-entropy from logits",
    fr: "l’entropie croisée binaire, calculée à partir des logits",
  },
  predictions: /* @__PURE__ */ logitsFor("binaryCrossEntropy"),
  formula: { value: "mean(log(1 + exp(p)) - p * t)" },
  value: ["value = mean(max(p, 0) - p * t + log1p(exp(-abs(p))))"],
  gradient: [
    "e = exp(-abs(p))",
    "larger = 1 / (1 + e)",
    "smaller = e / (1 + e)",
    "difference = (1 - t) * (p < 0 ? smaller : larger) - t * (p < 0 ? larger : smaller)",
    "gradient = difference / (batch * size)",
  ],
  refuses: [T_OUTSIDE],
  refuse: (frame) => checkTargets("binaryCrossEntropyFromLogits", frame),
});

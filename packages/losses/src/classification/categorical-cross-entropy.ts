import { defineLoss, type Loss } from "@nn/core/component";
import {
  CLIPPED,
  checkDistributions,
  checkPredictions,
  distributionsFor,
  endIn,
  logitsFor,
  NO_DISTRIBUTION,
  P_OUTSIDE,
} from "../probabilities.js";

/**
 * How surprised the predicted probabilities of classes are by the right class, in nats; the sum over the classes, the
 * mean over the examples.
 *
 *     L = −1/n · Σ t·ln p            n examples, prediction p, target t (each row sums to 1, usually one-hot)
 *     ∂L/∂p = −t / p / n
 *
 * Of outputs [steps, classes], as of a sequence, each step is a row of its own, and an example has the mean of its steps.
 *
 * p is moved into [1e-12, 1 − 1e-12] in both formulas, so that a class given up has a finite loss.
 * {@link categoricalCrossEntropyFromLogits} needs no such bound and is the better choice for training.
 *
 * Source: C. Bishop, *Pattern Recognition and Machine Learning* (2006), equation 4.108, divided by n.
 *
 * @throws DataError for predictions outside [0, 1], targets that don't sum to 1, and fewer than two classes.
 *
 * @example
 * const network = new Sequential([new Dense(1, 2, { activation: softmax, weightInitializer: zeros })]);
 * network.evaluate({ inputs: [1], targets: [[1, 0]] }, { loss: categoricalCrossEntropy }); // => { loss: 0.6931471805599453 }
 */
export const categoricalCrossEntropy: Loss = /* @__PURE__ */ defineLoss({
  kind: "categoricalCrossEntropy",
  name: "categoricalCrossEntropy",
  titles: { en: "the categorical cross-entropy", fr: "l’entropie croisée catégorielle" },
  predictions: /* @__PURE__ */ distributionsFor("categoricalCrossEntropy", "binaryCrossEntropy"),
  formula: { value: "-sum(t * log(p))", clip: [1e-12, 1 - 1e-12], lastAxis: true },
  value: [CLIPPED, "value = -sum(t * log(q))"],
  gradient: [CLIPPED, "gradient = -t / q / batch"],
  refuses: [P_OUTSIDE, ...NO_DISTRIBUTION],
  refuse: (frame) => {
    checkPredictions("categoricalCrossEntropy", endIn("softmax", "categoricalCrossEntropy"), frame);
    checkDistributions("categoricalCrossEntropy", "binaryCrossEntropy", frame);
  },
});

/**
 * {@link categoricalCrossEntropy} of p = softmax(z), taken from the weighted sums z themselves: exact however large they
 * are. The network's last activation is then `identity`.
 *
 *     L = 1/n · Σ over examples of ln Σⱼ e^(zⱼ) − Σⱼ tⱼ·zⱼ
 *     ∂L/∂z = (softmax(z) − t) / n
 *
 * A row is what lies along the last axis: of outputs [steps, classes] each step is one, and an example has the mean of its
 * steps.
 *
 * The row's largest number is subtracted from all of them first, so that nothing can overflow. The gradient is computed as
 * (1 − t)·p − t·(the sum of the others' p), p = softmax(z): the same number, without a difference from 1, in which the
 * digits of an answer that is nearly right would be lost.
 *
 * @throws DataError for targets that don't sum to 1, and fewer than two classes.
 *
 * @example
 * const options = { activation: identity, weightInitializer: zeros, biasInitializer: new Constant(1000) };
 * const network = new Sequential([new Dense(1, 2, options)]);
 * const data = { inputs: [1], targets: [[1, 0]] };
 * network.evaluate(data, { loss: categoricalCrossEntropyFromLogits }); // => { loss: 0.6931471805599453 }
 */
export const categoricalCrossEntropyFromLogits: Loss = /* @__PURE__ */ defineLoss({
  kind: "categoricalCrossEntropyFromLogits",
  name: "categoricalCrossEntropyFromLogits",
  titles: {
    en: "the categorical cross-entropy from logits",
    fr: "l’entropie croisée catégorielle, calculée à partir des logits",
  },
  predictions: /* @__PURE__ */ logitsFor("categoricalCrossEntropy"),
  formula: { value: "log(sum(exp(p))) - sum(t * p)", lastAxis: true },
  value: [
    "below = p - max(p)",
    // Without the 1 of the largest itself, so that the digits of what is far below it aren't lost.
    "smaller = sum(below < 0 ? exp(below) : 0)",
    "others = sum(below < 0 ? 0 : 1) - 1",
    // A class that isn't meant may be infinitely far below the largest: it counts nothing, not 0·∞.
    "chosen = sum(t == 0 ? 0 : t * below)",
    "value = log1p(smaller + others) - chosen",
  ],
  gradient: [
    "below = p - max(p)",
    "e = exp(below)",
    // Beside the 1 of the largest, whose own p − 1 has no digits left where p is near 1; −(the sum of the others' p) has all.
    "beside = sum(below < 0 ? e : 0) + (sum(below < 0 ? 0 : 1) - 1)",
    "others = below < 0 ? 1 + beside - e : beside",
    "gradient = ((1 - t) * e - t * others) / (1 + beside) / batch",
  ],
  refuses: NO_DISTRIBUTION,
  refuse: (frame) => checkDistributions("categoricalCrossEntropyFromLogits", "binaryCrossEntropyFromLogits", frame),
});

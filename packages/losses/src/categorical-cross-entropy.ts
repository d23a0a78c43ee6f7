import { exp, type FloatArray, type Loss, log, log1p, madeOfKernels } from "@nn/core";
import { checkDistributions, checkPredictions, clipProbability, distributionsFor, logitsFor } from "./probabilities.js";

/**
 * How surprised the predicted probabilities of classes are by the right class, in nats; the sum over the classes, the
 * mean over the examples.
 *
 *     L = −1/n · Σ t·ln p            n examples, prediction p, target t (each row sums to 1, usually one-hot)
 *     ∂L/∂p = −t / p / n
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
export const categoricalCrossEntropy: Loss = /* @__PURE__ */ madeOfKernels<Loss>({
  name: "categoricalCrossEntropy",
  predictions: /* @__PURE__ */ distributionsFor("categoricalCrossEntropy", "binaryCrossEntropy"),
  formula: { value: "-sum(t * log(p))", clip: [1e-12, 1 - 1e-12] },

  value(kernels, values, prediction, target, batch, size) {
    if (kernels.categoricalCrossEntropy?.(values, prediction, target, batch, size)) return;
    checkPredictions("categoricalCrossEntropy", "softmax", prediction, batch, size);
    checkDistributions("categoricalCrossEntropy", "binaryCrossEntropy", target, batch, size);
    for (let example = 0; example < batch; example++) {
      let sum = 0;
      for (let i = example * size; i < (example + 1) * size; i++) {
        sum -= target[i]! * log(clipProbability(prediction[i]!));
      }
      values[example] = sum;
    }
  },

  gradient(kernels, gradient, prediction, target, batch, size) {
    if (kernels.categoricalCrossEntropyGradient?.(gradient, prediction, target, batch, size)) return;
    for (let i = 0; i < batch * size; i++) gradient[i] = -target[i]! / clipProbability(prediction[i]!) / batch;
  },
});

/**
 * {@link categoricalCrossEntropy} of p = softmax(z), taken from the weighted sums z themselves: exact however large they
 * are. The network's last activation is then `identity`.
 *
 *     L = 1/n · Σ over examples of ln Σⱼ e^(zⱼ) − Σⱼ tⱼ·zⱼ
 *     ∂L/∂z = (softmax(z) − t) / n
 *
 * The row's largest number is subtracted from all of them first, so that nothing can overflow.
 *
 * @throws DataError for targets that don't sum to 1, and fewer than two classes.
 *
 * @example
 * const options = { activation: identity, weightInitializer: zeros, biasInitializer: new Constant(1000) };
 * const network = new Sequential([new Dense(1, 2, options)]);
 * const data = { inputs: [1], targets: [[1, 0]] };
 * network.evaluate(data, { loss: categoricalCrossEntropyFromLogits }); // => { loss: 0.6931471805599453 }
 */
export const categoricalCrossEntropyFromLogits: Loss = /* @__PURE__ */ madeOfKernels<Loss>({
  name: "categoricalCrossEntropyFromLogits",
  predictions: /* @__PURE__ */ logitsFor("categoricalCrossEntropy"),
  formula: { value: "log(sum(exp(p))) - sum(t * p)" },

  value(kernels, values, prediction, target, batch, size) {
    if (kernels.categoricalCrossEntropyFromLogits?.(values, prediction, target, batch, size)) return;
    checkDistributions("categoricalCrossEntropyFromLogits", "binaryCrossEntropyFromLogits", target, batch, size);
    for (let example = 0; example < batch; example++) {
      const row = example * size;
      const largest = largestIn(prediction, row, size);
      // Without the 1 of the largest itself, so that the digits of what is far behind it aren't lost.
      let smaller = 0;
      let others = -1;
      let chosen = 0;
      for (let i = row; i < row + size; i++) {
        const below = prediction[i]! - largest;
        if (below < 0) smaller += exp(below);
        else others += 1;
        // A class that isn't meant may be infinitely far behind the largest: it counts nothing, not 0·∞.
        if (target[i] !== 0) chosen += target[i]! * below;
      }
      values[example] = log1p(smaller + others) - chosen;
    }
  },

  gradient(kernels, gradient, prediction, target, batch, size) {
    if (kernels.categoricalCrossEntropyFromLogitsGradient?.(gradient, prediction, target, batch, size)) return;
    for (let row = 0; row < batch * size; row += size) {
      const largest = largestIn(prediction, row, size);
      let sum = 0;
      for (let i = row; i < row + size; i++) sum += exp(prediction[i]! - largest);
      for (let i = row; i < row + size; i++) {
        gradient[i] = (exp(prediction[i]! - largest) / sum - target[i]!) / batch;
      }
    }
  },
});

function largestIn(values: FloatArray, row: number, size: number): number {
  let largest = values[row]!;
  for (let i = row + 1; i < row + size; i++) largest = Math.max(largest, values[i]!);
  return largest;
}

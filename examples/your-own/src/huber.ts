import type { Loss } from "@nn/core/component";

/**
 * A loss of one's own: squared where the error e is small, straight where it is large, so that outliers pull less.
 *
 *     h(e) = ½·e² if |e| ≤ 1, else |e| − ½          L = 1/(n·m) · Σ h(p − t)
 *     ∂L/∂p = e, held within [−1, 1], divided by n·m
 *
 * Source: P. Huber, "Robust Estimation of a Location Parameter" (1964).
 */
export const huber: Loss = {
  name: "huber",

  value({ batch, outputSize: size, prediction, target, values }) {
    for (let example = 0; example < batch; example++) {
      let sum = 0;
      for (let i = example * size; i < (example + 1) * size; i++) {
        const error = Math.abs(prediction[i] - target[i]);
        sum += error <= 1 ? 0.5 * error * error : error - 0.5;
      }
      values[example] = sum / size;
    }
  },

  gradient({ batch, outputSize: size, prediction, target, dprediction }) {
    for (let i = 0; i < batch * size; i++) {
      dprediction[i] = Math.max(-1, Math.min(1, prediction[i] - target[i])) / (batch * size);
    }
  },
};

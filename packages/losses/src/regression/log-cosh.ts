import { defineLoss, type Loss } from "@nn/core/component";

/**
 * The mean over the examples and their outputs of the logarithm of the differences' hyperbolic cosine: about d²/2 for a
 * small difference d, about |d| − ln 2 for a large one, so that a few targets that are far off weigh little.
 *
 *     L = 1/(n·m) · Σ ln cosh(p − t)       n examples with m outputs each, prediction p, target t
 *     ∂L/∂p = tanh(p − t) / (n·m)
 *
 * Exact at any size of d: it is computed as −½·ln(1 − tanh² d) where |d| < 1, and as |d| + ln(1 + e^(−2·|d|)) − ln 2
 * elsewhere.
 *
 * Source: P. Chen, G. Chen and S. Zhang, "Log Hyperbolic Cosine Loss Improves Variational Auto-Encoder" (2019).
 *
 * @example
 * lossOf(logCosh, { targets: [0, 0], predictions: [0, 1000] }); // => 499.6534264097200273
 */
export const logCosh: Loss = /* @__PURE__ */ defineLoss({
  kind: "logCosh",
  name: "logCosh",
  titles: { en: "the log-cosh loss", fr: "la perte log-cosh" },
  formula: { value: "mean(log((exp(p - t) + exp(t - p)) / 2))", derivative: "tanh(p - t) / size" },
  value: ["d = abs(p - t)", "value = mean(d < 1 ? -log1p(-tanh(d)^2) / 2 : d + log1p(exp(-2 * d)) - log(2))"],
  gradient: ["gradient = tanh(p - t) / (batch * size)"],
});

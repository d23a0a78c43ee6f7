import { Computation } from "@nn/core/component";

// What batch normalization computes, on rows of features, and on what all rows have in common.

export const MEAN: Computation = /* @__PURE__ */ new Computation({
  name: "mean of a feature",
  arrays: ["sum"],
  scalars: ["n"],
  lines: ["sum = sum / n"],
});

export const CENTRE: Computation = /* @__PURE__ */ new Computation({
  name: "centred features",
  arrays: ["c", "x", "m"],
  byColumn: ["m"],
  lines: ["c = x - m"],
});

export const PRODUCT: Computation = /* @__PURE__ */ new Computation({
  name: "products",
  arrays: ["p", "a", "b"],
  lines: ["p = a * b"],
});

/** Makes a sum of squares the variance, and brings the moving averages up to date. */
export const MOVE: Computation = /* @__PURE__ */ new Computation({
  name: "moving averages",
  arrays: ["v", "m", "movingMean", "movingVariance"],
  scalars: ["n", "momentum"],
  lines: [
    "v = v / n",
    "movingMean = momentum * movingMean + (1 - momentum) * m",
    "movingVariance = momentum * movingVariance + (1 - momentum) * v",
  ],
});

export const DEVIATION: Computation = /* @__PURE__ */ new Computation({
  name: "deviation of features",
  arrays: ["d", "v"],
  scalars: ["epsilon"],
  lines: ["d = sqrt(v + epsilon)"],
});

/** Divides what is centred, and scales it. */
export const SCALE: Computation = /* @__PURE__ */ new Computation({
  name: "normalized features",
  arrays: ["y", "c", "d", "gamma", "beta"],
  byColumn: ["d", "gamma", "beta"],
  lines: ["c = c / d", "y = gamma * c + beta"],
});

export const ADD: Computation = /* @__PURE__ */ new Computation({
  name: "addition",
  arrays: ["sum", "a"],
  lines: ["sum = sum + a"],
});

export const SLOPE: Computation = /* @__PURE__ */ new Computation({
  name: "slope of features",
  arrays: ["s", "gamma", "d"],
  lines: ["s = gamma / d"],
});

export const BACK: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of normalized features",
  arrays: ["dx", "dy", "c", "s", "meanBeta", "meanGamma"],
  byColumn: ["s", "meanBeta", "meanGamma"],
  lines: ["dx = s * (dy - meanBeta - c * meanGamma)"],
});

export const BACK_FROM_MOVING: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of features",
  arrays: ["dx", "dy", "s"],
  byColumn: ["s"],
  lines: ["dx = s * dy"],
});

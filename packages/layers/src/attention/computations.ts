import { Computation } from "@nn/core/component";

// What attention computes between its products, on rows of as many numbers as there are time steps.

export const SOFTMAX: Computation = /* @__PURE__ */ new Computation({
  name: "shares",
  arrays: ["p", "s"],
  scalars: ["scale"],
  lines: ["p = exp(scale * (s - max(s)))", "p = p / sum(p)"],
});

/** The number of each row's time step. */
export const PLACES: Computation = /* @__PURE__ */ new Computation({
  name: "places",
  arrays: ["t"],
  lines: ["t = index"],
});

/** Later time steps than a row's own have no share. */
export const CAUSAL_SOFTMAX: Computation = /* @__PURE__ */ new Computation({
  name: "shares of the past",
  arrays: ["p", "s", "t"],
  byRow: ["t"],
  scalars: ["scale"],
  lines: ["most = max(index > t ? -1e300 : s)", "p = index > t ? 0 : exp(scale * (s - most))", "p = p / sum(p)"],
});

export const SOFTMAX_BACKWARD: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of shares",
  arrays: ["ds", "dp", "p"],
  scalars: ["scale"],
  lines: ["ds = scale * p * (dp - sum(p * dp))"],
});

export const ADD: Computation = /* @__PURE__ */ new Computation({
  name: "sum",
  arrays: ["a", "b"],
  lines: ["a = a + b"],
});

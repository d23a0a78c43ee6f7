import { Computation } from "@nn/core/component";

// What the normalizations compute that look at each row of features by itself. c is what was divided by d.

export const CENTRE_AND_SCALE: Computation = /* @__PURE__ */ new Computation({
  name: "normalized rows",
  arrays: ["y", "c", "x", "d", "gamma", "beta"],
  byRow: ["d"],
  byColumn: ["gamma", "beta"],
  scalars: ["epsilon"],
  lines: [
    "centred = x - mean(x)",
    "d = sqrt(mean(centred * centred) + epsilon)",
    "c = centred / d",
    "y = gamma * c + beta",
  ],
});

export const CENTRE_BACK: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of normalized rows",
  arrays: ["dx", "dy", "c", "d", "gamma"],
  byRow: ["d"],
  byColumn: ["gamma"],
  lines: ["dc = gamma * dy", "dx = (dc - mean(dc) - c * mean(dc * c)) / d"],
});

export const SCALE_ROWS: Computation = /* @__PURE__ */ new Computation({
  name: "scaled rows",
  arrays: ["y", "c", "x", "d", "gamma"],
  byRow: ["d"],
  byColumn: ["gamma"],
  scalars: ["epsilon"],
  lines: ["d = sqrt(mean(x * x) + epsilon)", "c = x / d", "y = gamma * c"],
});

export const SCALE_BACK: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of scaled rows",
  arrays: ["dx", "dy", "c", "d", "gamma"],
  byRow: ["d"],
  byColumn: ["gamma"],
  lines: ["dc = gamma * dy", "dx = (dc - c * mean(dc * c)) / d"],
});

import { Computation } from "@nn/core/component";

// What group normalization computes, on a row for each group, and on rows of channels.

export const NORMALIZE_ROWS: Computation = /* @__PURE__ */ new Computation({
  name: "normalized groups",
  arrays: ["c", "x", "d"],
  byRow: ["d"],
  scalars: ["epsilon"],
  lines: ["centred = x - mean(x)", "d = sqrt(mean(centred * centred) + epsilon)", "c = centred / d"],
});

export const NORMALIZE_BACK: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of normalized groups",
  arrays: ["dx", "dc", "c", "d"],
  byRow: ["d"],
  lines: ["dx = (dc - mean(dc) - c * mean(dc * c)) / d"],
});

export const AFFINE: Computation = /* @__PURE__ */ new Computation({
  name: "scaled channels",
  arrays: ["y", "c", "gamma", "beta"],
  byColumn: ["gamma", "beta"],
  lines: ["y = gamma * c + beta"],
});

export const SCALED: Computation = /* @__PURE__ */ new Computation({
  name: "derivative of scaled channels",
  arrays: ["dc", "dy", "gamma"],
  byColumn: ["gamma"],
  lines: ["dc = gamma * dy"],
});

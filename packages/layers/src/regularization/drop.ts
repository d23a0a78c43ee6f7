import { Computation } from "@nn/core/component";

/** Drops the numbers whose u is below the rate, and scales the others up. */
export const DROP: Computation = /* @__PURE__ */ new Computation({
  name: "dropout",
  arrays: ["y", "x", "u"],
  scalars: ["rate", "scale"],
  lines: ["y = u < rate ? 0 : scale * x"],
});

import { Computation, type Frame, type Shape } from "@nn/core/component";
import { REAL, REAL_ALONE } from "../../../real-steps.js";
import { type PoolingKernels, type SumKernels, sumKernels } from "../../windows/kernels.js";
import { LARGEST } from "../largest.js";
import { MEAN } from "../mean.js";
import type { Reduction } from "../reduction.js";

/** How the numbers of real steps become one: m is 1, or 0 of a step that only fills up. */
export interface MaskedReduction {
  /** As explanations have it. */
  readonly formula: string;
  /** The name of a class in Python, and what it makes of x and `is_real`. */
  readonly python: readonly [name: string, expression: string];
  /** The reduction with a mask of that value. */
  with(mask: readonly [value: number]): Reduction;
}

/** y = Σ m·x / n of n real steps, and dx = m·dy / n. */
export const MASKED_MEAN: MaskedReduction = {
  formula: "sum(m * x) / max(sum(m), 1)",
  python: ["MeanOfRealSteps", "(x * is_real).sum(1) / is_real.sum(1).clamp(min=1)"],
  with: (mask): Reduction<SumKernels> => ({
    ...MEAN,
    saved: (input, output) => ({ ...savedShapes(input), dmean: output }),
    kernels: (geometry) => sumKernels(geometry, "sum"),
    forward(frame) {
      const { kernels, batch, outputSize, y, saved, prepared } = frame;
      markReal(frame, mask, ZERO);
      kernels.run(prepared.places, batch, y, saved.rows);
      kernels.compute(DIVIDE, NONE, batch, outputSize, y, saved.count);
    },
    backward({ kernels, batch, inputShape, outputSize, dx, dy, saved, prepared }) {
      if (!dx) return;
      kernels.compute(SHARE, NONE, batch, outputSize, saved.dmean, dy, saved.count);
      kernels.run(prepared.pixels, batch, dx, saved.dmean);
      kernels.compute(REAL_ALONE, NONE, batch * inputShape[0], outputSize, dx, saved.real);
    },
  }),
};

/** y = max x over the real steps, and dx = dy where it was found. */
export const MASKED_LARGEST: MaskedReduction = {
  formula: "step(sum(m)) * max(m * x + (m - 1) * 1e300)",
  python: ["LargestOfRealSteps", "(x.masked_fill(~is_real, -3e38).amax(1) * is_real.any(1))"],
  with: (mask): Reduction<PoolingKernels> => ({
    ...LARGEST,
    saved: (input, output) => ({ ...savedShapes(input), taken: output }),
    forward(frame) {
      const { kernels, batch, outputSize, y, saved, prepared } = frame;
      markReal(frame, mask, LEAST);
      kernels.run(prepared.outputs, batch, y, saved.taken, saved.rows);
      kernels.compute(IF_ANY, NONE, batch, outputSize, y, saved.count);
    },
    backward({ kernels, batch, inputShape, outputSize, dx, dy, saved, prepared }) {
      if (!dx) return;
      kernels.run(prepared.inputs, batch, dx, dy, saved.taken);
      kernels.compute(REAL_ALONE, NONE, batch * inputShape[0], outputSize, dx, saved.real);
    },
  }),
};

/** Less than what float32 holds of usual numbers. */
const LEAST: readonly number[] = [-3e38];
const ZERO: readonly number[] = [0];
const NONE: readonly number[] = [];

function savedShapes(input: Shape): Record<"real" | "count" | "rows", Shape> {
  return { real: [input[0]], count: [1], rows: input };
}

/** Which steps are real, how many those are, and the steps with another number in the place of all others. */
function markReal(
  { kernels, batch, inputShape, x, saved }: Frame,
  mask: readonly number[],
  other: readonly number[],
): void {
  const [steps, features] = inputShape;
  kernels.compute(REAL, mask, batch * steps, features, saved.real, x);
  kernels.compute(REAL_ROWS, other, batch * steps, features, saved.rows, x, saved.real);
  kernels.compute(COUNT, NONE, batch, steps, saved.count, saved.real);
}

const REAL_ROWS = /* @__PURE__ */ new Computation({
  name: "steps of a pooling",
  arrays: ["r", "x", "m"],
  byRow: ["m"],
  scalars: ["other"],
  lines: ["r = m == 0 ? other : x"],
});

const COUNT = /* @__PURE__ */ new Computation({
  name: "number of real steps",
  arrays: ["n", "m"],
  byRow: ["n"],
  lines: ["n = sum(m)"],
});

const DIVIDE = /* @__PURE__ */ new Computation({
  name: "mean of real steps",
  arrays: ["y", "n"],
  byRow: ["n"],
  lines: ["y = y / max(n, 1)"],
});

const SHARE = /* @__PURE__ */ new Computation({
  name: "share of a real step",
  arrays: ["d", "dy", "n"],
  byRow: ["n"],
  lines: ["d = dy / max(n, 1)"],
});

const IF_ANY = /* @__PURE__ */ new Computation({
  name: "largest of real steps",
  arrays: ["y", "n"],
  byRow: ["n"],
  lines: ["y = n == 0 ? 0 : y"],
});

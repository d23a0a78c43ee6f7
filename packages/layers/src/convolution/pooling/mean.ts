import { type SumKernels, sumKernels } from "../windows/kernels.js";
import { averageModules } from "../windows/modules.js";
import type { Reduction } from "./reduction.js";

/** y = mean over x, and dx = dy / n for each of the n numbers. */
export const MEAN: Reduction<SumKernels> = {
  formula: "mean(x)",
  saved: () => ({}),
  operators: ["AveragePool", "ReduceMean"],
  moduleOfAll: "nn.AdaptiveAvgPool",
  modules: averageModules,
  kernels: (geometry) => sumKernels(geometry, "mean"),
  forward: ({ kernels, batch, x, y, prepared }) => kernels.run(prepared.places, batch, y, x),
  backward: ({ kernels, batch, dx, dy, prepared }) => {
    if (dx) kernels.run(prepared.pixels, batch, dx, dy);
  },
};

import { type PoolingKernels, poolingKernels } from "../windows/kernels.js";
import { poolingModules } from "../windows/modules.js";
import type { Reduction } from "./reduction.js";

/** y = max over x, and dx = dy where the largest number was found: under which tap of the window is kept, counted from 0. */
export const LARGEST: Reduction<PoolingKernels> = {
  formula: "max(x)",
  saved: (_, output) => ({ taken: output }),
  operators: ["MaxPool", "ReduceMax"],
  moduleOfAll: "nn.AdaptiveMaxPool",
  modules: poolingModules,
  kernels: poolingKernels,
  forward: ({ kernels, batch, x, y, saved, prepared }) => {
    kernels.run(prepared.outputs, batch, y, saved.taken, x);
  },
  backward: ({ kernels, batch, dx, dy, saved, prepared }) => {
    if (dx) kernels.run(prepared.inputs, batch, dx, dy, saved.taken);
  },
};

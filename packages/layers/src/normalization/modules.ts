import type { PyTorchModule, Shape } from "@nn/core/component";

/** By how many dimensions an example has. */
const NAMES: Readonly<Record<number, string>> = {
  1: "nn.BatchNorm1d",
  2: "nn.BatchNorm1d",
  3: "nn.BatchNorm2d",
  4: "nn.BatchNorm3d",
};

/** Batch normalization in PyTorch, which has the features before the places; nothing for more dimensions than it takes. */
export function normalizationModules(input: Shape, epsilon: number, momentum: number): PyTorchModule[] | undefined {
  const module = NAMES[input.length];
  if (module === undefined) return undefined;
  const isFlat = input.length === 1;
  const inputs = isFlat ? { inputs: 0 } : {};
  const tensors = {
    weight: { parameter: "gamma", ...inputs },
    bias: { parameter: "beta", ...inputs },
    running_mean: { state: "movingMean", ...inputs },
    running_var: { state: "movingVariance", ...inputs },
    num_batches_tracked: { count: 0 },
  };
  // There, momentum is the share that is replaced.
  const named = { eps: epsilon, momentum: 1 - momentum };
  return [{ module, given: [input.at(-1)!], named, tensors, order: isFlat ? "any" : "channels first" }];
}

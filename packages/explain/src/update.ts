import type { Network, Optimizer } from "@nn/core";
import type { Update } from "./explanation.js";

/**
 * The optimizer's first update. It is given all parameters with all gradients, as in a training, for one that looks at
 * more than one number; the numbers are copies.
 *
 * @param at - The parameter's index among all.
 * @param gradient - Its derivative, as the chain gave it.
 */
export function updateOf(
  { backend, parameters }: Network,
  optimizer: Optimizer,
  gradients: ArrayLike<number>,
  at: number,
  before: number,
  gradient: number,
  round: (value: number) => number,
): Update {
  const { length } = parameters.block;
  const [value, derivative, ...slots] = backend.allocate("float64", [
    length,
    length,
    ...optimizer.slots.map(() => length),
  ]);
  value!.set(parameters.block);
  derivative!.set(gradients);
  value![at] = before;
  derivative![at] = gradient;
  optimizer.update(backend.kernels("float64"), value!, derivative!, slots, 1);
  return {
    optimizer: optimizer.name,
    before,
    gradient,
    slots: optimizer.slots.map((symbol, i) => ({ symbol, value: round(slots[i]![at]!) })),
    after: round(value![at]!),
  };
}

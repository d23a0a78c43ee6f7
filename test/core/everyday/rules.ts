import type { FloatArray, Optimizer } from "@nn/core/component";
import type { Everyday, Training } from "./run.js";

export const one = (what: string, optimizer: (training: Training) => Optimizer): Everyday => ({
  what: `an optimizer ${what}`,
  make: (training) => ({ optimizer: optimizer(training) }),
});

/** In plain loops. */
export const rule = (update: Optimizer["update"], slots: readonly string[] = []): Optimizer => ({
  name: "own",
  slots,
  update,
});

export const plainStep = (value: FloatArray, gradient: FloatArray, rate: number): void => {
  for (let i = 0; i < value.length; i++) value[i]! -= rate * gradient[i]!;
};

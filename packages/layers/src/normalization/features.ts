import type { Shape } from "@nn/core/component";

/** The last dimension alone. */
export function featuresOf(input: Shape): Shape {
  return input.slice(-1);
}

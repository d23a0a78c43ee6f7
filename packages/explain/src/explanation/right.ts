import type { Explanation } from "./explanation.js";

/** From so much of the exact result on, it is told what rounding has made of it. */
const LARGE_ROUNDING = 0.05;

type Results = Pick<Explanation, "gradient" | "exactGradient" | "preciseGradient">;

/** The derivative itself, which rounding and float64 may have missed. */
export function rightGradient({ preciseGradient, exactGradient }: Results): number {
  return preciseGradient ?? exactGradient;
}

/** Whether they have. */
export function isLost(explanation: Results): boolean {
  const right = rightGradient(explanation);
  return Math.abs(explanation.gradient - right) > LARGE_ROUNDING * Math.abs(right);
}

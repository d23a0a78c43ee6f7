import { type Decimal, decimal } from "./decimal/decimal.js";

/** By how much float64 may be off before it is told. */
const TOLERANCE = /* @__PURE__ */ decimal(0.05);

/** The last is enough for 1 − f(z) wherever f(z) is a float64 below 1 in truth, and takes its time. */
export const DIGITS = [40, 100, 400] as const;

export function isNear(value: Decimal, right: Decimal): boolean {
  return !(value.isNaN || right.isNaN || value.sub(right).abs().isAbove(right.abs().mul(TOLERANCE)));
}

import type { DescribedNumber } from "./description.js";

/** A number as data that JSON holds. */
export function numberAsData(value: number): number | DescribedNumber {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  const text = Object.is(value, -0) ? "-0" : (String(value) as "Infinity" | "-Infinity" | "NaN");
  return { kind: "number", value: text };
}

import { shortNumber as short } from "../../advice/short-number.js";
import type { Warning } from "./warning.js";

/** A loss that has been far beyond its first value for some reports. */
export function describeGrowth(first: number, loss: number, epoch: number): Warning {
  const message =
    `The loss has grown from ${short(first)} before the first step to ${short(loss)} after epoch ` +
    `${epoch}: the training moves away from a minimum. A smaller learningRate is the usual remedy, and inputs ` +
    "and targets scaled to about -1 to 1 (standardize, minMax).";
  return { kind: "grown loss", message };
}

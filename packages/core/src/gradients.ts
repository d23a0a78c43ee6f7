/**
 * `@nn/core/gradients`: claimed derivatives beside those that differences give.
 *
 * @module
 */

export { ContractError } from "./gradients/contract-error.js";
export type { ClaimedGradient, GradientComparison } from "./gradients/gradients.js";
export { checkGradients, compareGradients } from "./gradients/gradients.js";
export type { Kink } from "./gradients/slope.js";
export type { DerivativeComparison, Verdict } from "./gradients/verdict.js";

import { arrays } from "./arrays.js";
import { computations } from "./computations.js";
import type { Operations } from "./operation.js";

/**
 * The operations that tiny networks are made of. Each gives the bits that assembly/ gives: sums of products are in the
 * arrays' format, and formulas of one number are computed in double precision and rounded when they are stored.
 */
export const OPERATIONS: Partial<Operations> = /* @__PURE__ */ allOperations();

/** Made by a function, so that a bundler can leave it out of a program that needs none of this. */
function allOperations(): Partial<Operations> {
  return { ...arrays(), ...computations() };
}

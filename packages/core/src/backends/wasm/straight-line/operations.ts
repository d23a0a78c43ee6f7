import { activations } from "./activations.js";
import { arrays } from "./arrays.js";
import { losses } from "./losses.js";
import type { Operations } from "./operation.js";
import { optimizers } from "./optimizers.js";

/**
 * The operations that tiny networks are made of. Each gives the bits that assembly/ gives: sums of products are in the
 * arrays' format, and formulas of one number are computed in double precision and rounded when they are stored.
 */
export const OPERATIONS: Partial<Operations> = { ...arrays, ...activations, ...losses, ...optimizers };

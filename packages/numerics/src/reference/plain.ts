import { allocateOrdinary } from "../arrays/dtype.js";
import type { Backend } from "../backend.js";
import { loops } from "./reference.js";

/**
 * The loops of the reference backend without a check of sizes and arrays before each: the same bits in less code. A wrong
 * size in a component of your own spoils its result; it reaches no other array's memory.
 */
export const plain: Backend = { name: "plain", allocate: allocateOrdinary, kernels: (dtype) => loops[dtype] };

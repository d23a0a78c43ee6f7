/**
 * `@nn/core/plain`: the network of `@nn/core` on plain loops, for pages in which the size of the script counts more than
 * the time that a large network takes. What not every page needs stands beside the network: `setParameters`, and a trainer that is
 * driven step by step. Everything else comes from `@nn/core`.
 *
 * @module
 */

export { Sequential } from "./network/sequential.js";
export type { SequentialOptions } from "./network/sequential-options.js";
export { setParameters } from "./parameters/set-parameters.js";
export { PlainTrainer } from "./training/trainer/plain-trainer.js";

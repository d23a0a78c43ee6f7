/**
 * `@nn/core/plain`: the network of `@nn/core` on plain loops, for pages in which the size of the script counts more than
 * the time that a large network takes. Everything else comes from `@nn/core`.
 *
 * @module
 */

export { Sequential } from "./network/sequential.js";
export type { SequentialOptions } from "./network/sequential-options.js";
export type { PlainTrainer } from "./training/plain-trainer.js";

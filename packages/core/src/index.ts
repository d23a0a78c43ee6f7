/**
 * @module
 * @mergeModuleWith <project>
 */

export type { WorkerPool } from "@nn/numerics";
export {
  DataError,
  defaultBackend,
  OptionError,
  ShapeError,
  seededRandom,
  ThreadError,
  workerPool,
} from "@nn/numerics";
export type { Dataset } from "./contracts/dataset.js";
export type { Data } from "./data/data.js";
export { datasetFor, datasetOf } from "./data/dataset.js";
export { Sequential } from "./network/accelerated.js";
export type { SequentialOptions } from "./network/sequential-options.js";
export { DivergenceError } from "./training/divergence-error.js";
export type { Fit } from "./training/fit/fit.js";
export type { FitOptions, History } from "./training/fit/fit-options.js";
export { showProgress } from "./training/fit/progress.js";
export { lossOf } from "./training/measures/loss-of.js";
export type { EpochReport, Evaluation } from "./training/measures/reports.js";
export type { Warning } from "./training/notes/warning.js";
export { Trainer } from "./training/trainer/trainer.js";
export type { TrainerOptions } from "./training/trainer/trainer-options.js";

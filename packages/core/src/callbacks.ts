/**
 * `@nn/core/callbacks`: what goes along with a `fit`: the contract of callbacks, those that most trainings want, and `runTraining`,
 * which has them go along with a training of one's own.
 *
 * @module
 */

export type { Pause } from "./equipment/companion.js";
export type { Callback, CallbackAnswer, FitView } from "./training/callbacks/callback.js";
export type { EarlyStoppingOptions } from "./training/callbacks/early-stopping.js";
export { EarlyStopping } from "./training/callbacks/early-stopping.js";
export type { LearningRateFinderOptions, TriedRate } from "./training/callbacks/learning-rate-finder.js";
export { LearningRateFinder } from "./training/callbacks/learning-rate-finder.js";
export { MeanBatchLoss } from "./training/callbacks/mean-batch-loss.js";
export type { MonitorOptions, MonitorState } from "./training/callbacks/monitor.js";
export type { ReduceLearningRateOptions } from "./training/callbacks/reduce-learning-rate.js";
export { ReduceLearningRateOnPlateau } from "./training/callbacks/reduce-learning-rate.js";
export type {
  Company,
  OwnFrom,
  OwnReport,
  OwnTraining,
  OwnTrainingOptions,
  RunningTraining,
} from "./training/own/own-training.js";
export { runTraining } from "./training/own/run-training.js";

/**
 * `@nn/core/callbacks`: what goes along with a `fit`: the contract of callbacks, and those that most trainings want.
 *
 * @module
 */

export type { Callback, CallbackAnswer, FitView } from "./training/callbacks/callback.js";
export type { EarlyStoppingOptions } from "./training/callbacks/early-stopping.js";
export { EarlyStopping } from "./training/callbacks/early-stopping.js";
export type { MonitorOptions, MonitorState } from "./training/callbacks/monitor.js";
export type { ReduceLearningRateOptions } from "./training/callbacks/reduce-learning-rate.js";
export { ReduceLearningRateOnPlateau } from "./training/callbacks/reduce-learning-rate.js";

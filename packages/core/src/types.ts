/**
 * `@nn/core/types`: the types that the functions of `@nn/core` take and give, and that programs seldom name.
 *
 * @module
 */

export type { RandomState, Seed, SeededRandom, WorkerPoolOptions } from "@nn/numerics";
export type { Metrics } from "./contracts/loss.js";
export type { AnswerOf, PipelineOf, RowOf, TableOf } from "./contracts/pipeline.js";
export type { ClassWeights, ExamplePairs } from "./data/data.js";
export type { Examples, NestedNumbers, NumberArray } from "./data/examples.js";
export type { ExampleOf, NewArray, OutputForExample, OutputForNested, OutputOf } from "./network/prediction-type.js";
export type { Fitting } from "./network/stack/fits.js";
export type { ParameterArrays } from "./parameters/parameters.js";
export type { DivergencePlace, LossGrowth } from "./training/divergence-error.js";
export type { StopSignal } from "./training/fit/signals.js";
export type { EvaluateOptions } from "./training/measures/evaluate.js";
export type { LossLists } from "./training/measures/loss-of.js";
export type { WarningKind } from "./training/notes/warning.js";
export type { ByParameter } from "./training/state/by-parameter.js";
export type { FitState } from "./training/state/fit-state.js";
export type { TrainingSettings } from "./training/state/settings.js";
export type { RestoreOptions, TrainerState } from "./training/state/trainer-state.js";

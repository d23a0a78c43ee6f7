/**
 * @module
 * @mergeModuleWith <project>
 */

export { Sequential } from "./accelerated.js";
export type { Activation } from "./activation.js";
export type { Backend, Kernels, Program, Recorder, StepParts, StepsProgram } from "./backend.js";
export type { Address, PoolThread, ThreadSource } from "./backends/pool/thread-source.js";
export type { WorkerPool, WorkerPoolOptions } from "./backends/pool.js";
export { workerPool } from "./backends/pool.js";
export { reference } from "./backends/reference.js";
export { defaultBackend } from "./backends/wasm.js";
export { lackOf } from "./component.js";
export type { Data, Dataset, ExamplePairs } from "./dataset.js";
export { datasetFor, datasetOf } from "./dataset.js";
export type { Random } from "./draws.js";
export { normal, permutation, permute, uniform } from "./draws.js";
export type { DType, FloatArray } from "./dtype.js";
export { exp, hyperbolicTangent, log, log1p, power } from "./elementary.js";
export type { DivergencePlace, LossGrowth } from "./errors.js";
export { DataError, DivergenceError, OptionError, ShapeError, ThreadError } from "./errors.js";
export type { EvaluateOptions, Evaluation, Metrics } from "./evaluate.js";
export type { Examples, NestedNumbers } from "./examples.js";
export type { Fit } from "./fit.js";
export type { EpochReport, FitOptions, History } from "./fit-options.js";
export type { Fitting } from "./fits.js";
export type { Formula } from "./formula.js";
export type { Fans, Initializer } from "./initializer.js";
export type { KernelsOnly } from "./kernels-only.js";
export { madeOfKernels, methodsOf } from "./kernels-only.js";
export type { Frame, Layer, ParameterSpec, TrainFrame } from "./layer.js";
export type { Loss, Metric } from "./loss.js";
export { checkLoss } from "./loss.js";
export type { Network } from "./network.js";
export { checkNetwork } from "./network.js";
export type { LearningRate, Optimizer } from "./optimizer.js";
export { checkLearningRate, checkOptimizer, rateAt } from "./optimizer.js";
export type { Bounds } from "./options.js";
export { checkOptions, finiteNumber, positiveInteger, show, suggestion, trueOrFalse } from "./options.js";
export type { ParameterArrays } from "./parameters.js";
export type { ExampleOf, NewArray, OutputForExample, OutputForNested, OutputOf } from "./prediction-type.js";
export { printable } from "./printable.js";
export { showProgress } from "./progress.js";
export { refusePromise } from "./promises.js";
export type { RandomState, Seed, SeededRandom } from "./random.js";
export { restoreRandom, seededRandom } from "./random.js";
export type { OutputRange, TakenPredictions } from "./range.js";
export type { SequentialOptions } from "./sequential-options.js";
export type { Shape } from "./shape.js";
export { formatShape, isShape, sameShape, sizeOf } from "./shape.js";
export type { StopSignal } from "./signals.js";
export type { Place, PlacedParameter, Stack } from "./stack.js";
export { resolveStack } from "./stack.js";
export type { TrainerOptions } from "./trainer.js";
export { Trainer } from "./trainer.js";
export type { Warning, WarningKind } from "./training-notes/warning.js";
export type { UnitKernels } from "./unit-kernels.js";
export { TrainingWorkspace, Workspace } from "./workspace.js";

/**
 * `@nn/core/backend`: for programs that choose what computes, and for authors of backends.
 *
 * @module
 */

export type {
  Address,
  Backend,
  ComputationText,
  DType,
  FloatArray,
  Kernels,
  Loop,
  PoolThread,
  Program,
  ProgramPart,
  Recorder,
  ThreadSource,
  WorkerPool,
  WorkerPoolOptions,
  WrittenLoop,
} from "@nn/numerics";
export { Computation, defaultBackend, reference, workerPool, writtenLoop } from "@nn/numerics";

export type { DType, FloatArray } from "./arrays/dtype.js";
export { allFinite, allocateOrdinary, checkDType, hasDType, zerosOf } from "./arrays/dtype.js";
export type { Shape } from "./arrays/shape.js";
export { formatShape, isShape, sameShape, sizeOf } from "./arrays/shape.js";
export type { Backend, Kernels, Program, ProgramPart, Recorder } from "./backend.js";
export { exp, hyperbolicTangent, log, log1p, power } from "./elementary.js";
export { erf, erfFormula } from "./error-function.js";
export type { Advice, Asker } from "./errors/advice.js";
export { advice } from "./errors/advice.js";
export { DataError, OptionError, placed, ShapeError, ThreadError, within } from "./errors/errors.js";
export type { Bounds } from "./errors/options.js";
export {
  checkOptions,
  finiteNumber,
  isPlain,
  isRecord,
  kindOf,
  positiveInteger,
  show,
  suggest,
  told,
  trueOrFalse,
} from "./errors/options.js";
export { bare, printable } from "./errors/printable.js";
export type { ComputationText, Loop } from "./expressions/computation.js";
export { Computation, readTexts } from "./expressions/computation.js";
export type { Graph, Store as GraphStore } from "./expressions/graph.js";
export { graphFor, graphOf } from "./expressions/graph.js";
export { interpreted } from "./expressions/interpreter.js";
export type { Node as GraphNode } from "./expressions/node.js";
export type { WrittenLoop } from "./expressions/written-loop.js";
export { writtenLoop } from "./expressions/written-loop.js";
export type { KernelCode, OwnArray, OwnKernel, OwnLoop, WrittenKernel } from "./own-kernel.js";
export type { Random } from "./random/draws.js";
export { countUp, normal, permutation, permute, shuffle, uniform } from "./random/draws.js";
export type { RandomState, Seed, SeededRandom } from "./random/random.js";
export { checkSeed, restoreRandom, seededRandom } from "./random/random.js";
export { threefry, uniformLoop } from "./random/threefry.js";
export type { Piece } from "./reference/held.js";
export { pieceOf } from "./reference/held.js";
export { arraysIn, bytesFor } from "./reference/pieces.js";
export { plain } from "./reference/plain.js";
export { loops, reference } from "./reference/reference.js";
export { sparing, sparingOn } from "./sparing.js";
export { Parallelism } from "./threads/parallelism.js";
export type { WorkerPool, WorkerPoolOptions } from "./threads/pool.js";
export { workerPool } from "./threads/pool.js";
export type { Address, PoolThread, ThreadSource } from "./threads/workers/thread-source.js";
export { backendWithRoom, defaultBackend } from "./wasm/wasm.js";

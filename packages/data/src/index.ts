/**
 * @module
 * @mergeModuleWith <project>
 */

export type { AdditionOptions } from "./generators/binary-addition.js";
export { binaryAddition } from "./generators/binary-addition.js";
export type { BlobOptions } from "./generators/blobs.js";
export { blobs } from "./generators/blobs.js";
export type { CircleOptions } from "./generators/circles.js";
export { circles } from "./generators/circles.js";
export { moons } from "./generators/moons.js";
export { noisySine } from "./generators/noisy-sine.js";
export type { Generated, GeneratorOptions } from "./generators/options.js";
export type { SpiralOptions } from "./generators/spirals.js";
export { spirals } from "./generators/spirals.js";
export { xor } from "./generators/xor.js";
export { LabelEncoder } from "./label-encoder.js";
export type { BalanceOptions } from "./parts/balanced.js";
export { balanced } from "./parts/balanced.js";
export type { Batch, BatchesOptions } from "./parts/batches.js";
export { batches } from "./parts/batches.js";
export type { Values } from "./parts/classes.js";
export type { DivisionOptions } from "./parts/divisions/division-of.js";
export type { Pairs, Selectable } from "./parts/examples.js";
export type { FoldOptions } from "./parts/k-fold.js";
export { kFold } from "./parts/k-fold.js";
export { shuffled } from "./parts/shuffled.js";
export type { Divided, Split, SplitOptions } from "./parts/split.js";
export { trainTestSplit } from "./parts/split.js";
export type { ClassAnswer, ClassOutputs, TargetColumn } from "./pipeline/answers.js";
export type { CategoryOptions } from "./pipeline/categories.js";
export { label, oneHot, ordinal } from "./pipeline/categories.js";
export type { Category, CategoryCodeSettings } from "./pipeline/category-code.js";
export { CategoryCode } from "./pipeline/category-code.js";
export type { CellPlace, ColumnCode } from "./pipeline/column-code.js";
export type { ColumnMaker } from "./pipeline/column-maker.js";
export type { InputColumn } from "./pipeline/encode-rows.js";
export { pipelineKinds } from "./pipeline/kinds.js";
export { logarithm } from "./pipeline/logarithm.js";
export type { NumberCodeSettings, Scaling } from "./pipeline/number-code.js";
export { NumberCode } from "./pipeline/number-code.js";
export type { NumericOptions } from "./pipeline/numeric.js";
export { numeric } from "./pipeline/numeric.js";
export type { PipelineSettings } from "./pipeline/pipeline.js";
export { Pipeline } from "./pipeline/pipeline.js";
export type { AnswerFor, Makers, PipelineOptions } from "./pipeline/pipeline-options.js";
export type { RawRow, RawRows } from "./pipeline/rows.js";
export { mean, median, mostFrequent } from "./pipeline/typical.js";
export type { Rows } from "./rows.js";
export type { ScalerData } from "./scaling/scaler.js";
export { Scaler } from "./scaling/scaler.js";
export { minMax, robust, shift, standardize } from "./scaling/scalers.js";
export type { Cell, Columnar } from "./table/columnar.js";
export type { CsvOptions } from "./table/header.js";
export { Table } from "./table/table.js";
export type { TableError, TableFacts, TableFault, TableProblem } from "./table/table-error.js";

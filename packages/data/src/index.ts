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
export type { CategoryOptions } from "./pipeline/codes/categories.js";
export { label, oneHot, ordinal } from "./pipeline/codes/categories.js";
export type { Category, CategoryCodeSettings } from "./pipeline/codes/category-code.js";
export { CategoryCode } from "./pipeline/codes/category-code.js";
export type { CellPlace, ColumnCode } from "./pipeline/codes/column-code.js";
export type { ColumnMaker } from "./pipeline/codes/column-maker.js";
export { logarithm } from "./pipeline/codes/logarithm.js";
export type { NumberCodeSettings, Scaling } from "./pipeline/codes/number-code.js";
export { NumberCode } from "./pipeline/codes/number-code.js";
export type { NumericOptions } from "./pipeline/codes/numeric.js";
export { numeric } from "./pipeline/codes/numeric.js";
export { mean, median, mostFrequent } from "./pipeline/codes/typical.js";
export type { InputColumn } from "./pipeline/encode-rows.js";
export { pipelineKinds } from "./pipeline/kinds.js";
export type { PipelineSettings } from "./pipeline/pipeline.js";
export { Pipeline } from "./pipeline/pipeline.js";
export type { AnswerFor, Makers, PipelineOptions } from "./pipeline/pipeline-options.js";
export type { RawRow, RawRows } from "./pipeline/rows.js";
export type { Rows } from "./rows.js";
export type { ScalerData } from "./scaling/scaler.js";
export { Scaler } from "./scaling/scaler.js";
export { minMax, robust, shift, standardize } from "./scaling/scalers.js";
export type { Cell, Columnar } from "./table/columnar.js";
export type { CsvOptions } from "./table/header.js";
export { Table } from "./table/table.js";
export type { TableError, TableFacts, TableFault, TableProblem } from "./table/table-error.js";

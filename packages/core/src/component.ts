/**
 * `@nn/core/component`: for authors of layers, activations, losses, metrics, optimizers and initializers.
 *
 * @module
 */

// Errors give advice to authors of components as well, also in a program without a network.
import "./equipment/full-equipment.js";

export type {
  Bounds,
  ComputationText,
  DType,
  FloatArray,
  Graph,
  GraphNode,
  GraphStore,
  KernelCode,
  Kernels,
  Loop,
  OwnArray,
  OwnKernel,
  OwnLoop,
  Random,
  Shape,
  WrittenKernel,
} from "@nn/numerics";
export {
  Computation,
  checkOptions,
  DataError,
  erf,
  erfFormula,
  exp,
  finiteNumber,
  hyperbolicTangent,
  isShape,
  log,
  log1p,
  normal,
  OptionError,
  permutation,
  permute,
  positiveInteger,
  power,
  printable,
  restoreRandom,
  ShapeError,
  seededRandom,
  show,
  trueOrFalse,
  uniform,
} from "@nn/numerics";
export { suggestion } from "./advice/suggestion.js";
export type { Arranged } from "./components/arranged.js";
export { arranged } from "./components/arranged.js";
export { formatShape, sameShape, sizeOf } from "./components/checked-shape.js";
export { lackOf } from "./components/component.js";
export { copyNumbers } from "./components/copy-numbers.js";
export { exampleError } from "./components/example-error.js";
export { refusePromise } from "./components/promises.js";
export type { Activation } from "./contracts/activation.js";
export type { Described, Titles } from "./contracts/formats/described.js";
export type {
  ActivationOperator,
  Arrangement,
  BranchOperand,
  NumbersOperand,
  Operand,
  OperatorNode,
  ParameterOperand,
  StandardOperator,
  StateOperand,
  ValuesOperand,
} from "./contracts/formats/operators.js";
export type {
  ActivationModule,
  AddedTensor,
  CountTensor,
  LayerTensor,
  NamedModule,
  PyTorchModule,
  PyTorchTensor,
  PythonValue,
} from "./contracts/formats/pytorch.js";
export type {
  ArrayRows,
  CategoryCell,
  CellColumn,
  CellRows,
  CellTarget,
  NumberCell,
  RowFormat,
} from "./contracts/formats/row-format.js";
export type { Fans, Initializer } from "./contracts/initializer.js";
export type { Branch, Frame, Layer, LayerEquipment, ParameterSpec, TrainFrame } from "./contracts/layer.js";
export type { LearningRate } from "./contracts/learning-rate.js";
export { checkLearningRate, checkOptimizer, RATE, rateAt } from "./contracts/learning-rate.js";
export type {
  BatchFrame,
  ComparedOutput,
  DatasetMetric,
  Giver,
  Loss,
  LossFrame,
  LossOfOutput,
  MaskedRows,
  Metric,
  MetricFrame,
  PartOfExample,
  Tally,
} from "./contracts/loss.js";
export { checkLoss } from "./contracts/loss.js";
export type { Axes, OtherAxes } from "./contracts/mathematics/axes.js";
export type {
  ActivationEquations,
  BranchElement,
  Equations,
  FormulaEquations,
  InputElement,
  ListElement,
  MatrixEquations,
  ParameterElement,
  Source,
  StateElement,
  WeightedSum,
  WeightedSums,
  WeightedTerm,
} from "./contracts/mathematics/equations.js";
export type { Formula } from "./contracts/mathematics/formula.js";
export type { OutputRange, TakenPredictions } from "./contracts/mathematics/range.js";
export type { Network } from "./contracts/network.js";
export { checkNetwork } from "./contracts/network.js";
export type {
  GivenNumbers,
  Optimizer,
  OwnShapesOf,
  Part,
  PartParameter,
  PartsOf,
  PyTorchAround,
  UpdateArrays,
  UpdatedParameter,
  UpdateFrame,
  UpdatePart,
  UpdateRule,
} from "./contracts/optimizer.js";
export type { ParameterRole } from "./contracts/parameter-role.js";
export type { Penalty, PenaltyFrame, PyTorchPenalty } from "./contracts/penalty.js";
export type { NetworkPipeline } from "./contracts/pipeline.js";
export type { RandomStream } from "./contracts/random-stream.js";
export type { ActivationDefinition } from "./definitions/define-activation.js";
export { defineActivation } from "./definitions/define-activation.js";
export type { LossDefinition } from "./definitions/define-loss.js";
export { defineLoss } from "./definitions/define-loss.js";
export { operationsOf } from "./definitions/operations-of.js";
export { RuleOptimizer } from "./definitions/rule-optimizer.js";
export type { RuleDefinition, RunnableRule } from "./definitions/rule-update.js";
export { defineRule } from "./definitions/rule-update.js";
export { numbersOf } from "./definitions/update-numbers.js";
export { writtenEquations } from "./definitions/written-equations.js";
export type { Describe, DescribedNetwork } from "./descriptions/describe-network.js";
export { describeNetwork, describerOf } from "./descriptions/describe-network.js";
export type { DescribedNumber, DescribedSetting, Description } from "./descriptions/description.js";
export type { ComponentClass, ComponentMaker, Registrable } from "./descriptions/kinds.js";
export { Registry } from "./descriptions/registry.js";
export type { Chance } from "./memory/chance.js";
export { chance } from "./memory/chance.js";
export { allFrames } from "./memory/frames/all-frames.js";
export type { Remembered, TriedFrame, TriedParameter } from "./memory/frames/frame-for.js";
export { frameFor } from "./memory/frames/frame-for.js";
export type { LossFrameOptions } from "./memory/frames/loss-frame.js";
export { lossFrame } from "./memory/frames/loss-frame.js";
export { Parts } from "./memory/frames/parts.js";
export { OwnShapes } from "./memory/own-shapes.js";
export type { TrainingWorkspaceOptions } from "./memory/workspace.js";
export { TrainingWorkspace, Workspace } from "./memory/workspace.js";
export { checkLayers } from "./network/stack/check-layers.js";
export type { CountOfAxes, Fits, Fitting, LastSize, TakenOf } from "./network/stack/fits.js";
export type { GivenBy } from "./network/stack/given-by.js";
export { parametersWithin } from "./network/stack/parameters-within.js";
export { resolveStack } from "./network/stack/resolve-stack.js";
export type { Place, PlacedParameter, Stack } from "./network/stack/stack.js";
export { checkChoice } from "./parameters/check-choice.js";
export type { KernelsOnly } from "./recording/watch/kernels-only.js";
export { madeOfKernels, methodsOf } from "./recording/watch/kernels-only.js";
export { saysKernelsOnly } from "./recording/watch/says-kernels-only.js";

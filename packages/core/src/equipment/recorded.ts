import type { FloatArray, Program, Recorder } from "@nn/numerics";
import type { WritingCheck } from "../components/writing-check.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Loss, LossFrame, Metrics } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { RowsInMemory } from "../data/rows-in-memory.js";
import type { Figure, FigureFrame } from "../memory/frames/figure-frame.js";
import type { OwnFrame, UpdateMemory } from "../memory/frames/update-frame.js";
import type { Passes } from "../memory/passes.js";
import type { EpochOrder } from "../training/fit/order.js";
import type { StopSignal } from "../training/fit/signals.js";
import type { Moved } from "../training/past.js";

/** The forward passes of a workspace that were recorded. */
export interface RecordedForwards {
  /** The program for a pass over so many examples; `undefined` where it is to be run kernel by kernel. */
  programFor(batch: number): Program | undefined;
}

/** The evaluation of a batch, to be traced. */
export interface RecordableEvaluation {
  /** What the memory is given back with. */
  readonly owner: { data: Dataset; unseen: WritingCheck | undefined };
  readonly data: Pick<Dataset, "size" | "read" | "weights">;
  readonly workspace: {
    readonly capacity: number;
    readonly inputs: FloatArray;
    readonly tracedPasses: Passes;
    unseen: WritingCheck | undefined;
  };
  /** The loss and the metrics of examples. */
  readonly figures: readonly Figure[];
  /** All metrics of a report, with those of the data set. */
  readonly metrics: Metrics;
}

/** An evaluation of a whole data set that takes one batch. */
export interface WholeEvaluation {
  readonly recorded: RecordedEvaluation;
  /** The names of its figures. */
  readonly names: readonly string[];
  /** How many examples it has. */
  readonly size: number;
  /** Where its figures are written, by the example. */
  readonly values: () => readonly FloatArray[];
}

/** The evaluations of a data set that were recorded. */
export interface RecordedEvaluation {
  /**
   * Evaluates so many examples, and adds their figures to sums.
   *
   * @returns `false` where that is to be done kernel by kernel, and nothing was added: also for a loss that isn't finite.
   */
  run(from: number, batch: number, sums: Float64Array, weights: ArrayLike<number> | undefined): boolean;
  /** Gives a batch to the metrics of the data set, once it went through the network. @param from - Its first example. */
  tally(frame: FigureFrame, batch: number, from: number, weights: ArrayLike<number> | undefined): void;
  /** The means of the figures of examples, and what the metrics of the data set give; `undefined` where there are none. */
  report(means: Readonly<Record<string, number>>): Record<string, unknown> | undefined;
  /** The mean loss of the answer 0, of as many examples as tell its size; 0 where the loss has none. */
  lossOfZero(): number;
  /** Whether it is of as many examples, and of these figures. */
  serves(size: number, loss: Loss, metrics: Metrics): boolean;
  /** To be called when it has ended: it holds the data no longer. */
  rest(): void;
  /** Begins anew, with other data. */
  renew(data: Dataset): void;
  /** The evaluation of all examples at once; `undefined` where there are too many. */
  readonly whole: WholeEvaluation | undefined;
  /** Whether nothing is called in it that isn't recorded. */
  readonly callsNothing: boolean;
  /** What does it, if it could be recorded. */
  programFor(batch: number): Program | undefined;
}

/** What parameters cost in a training, beside the loss of its data. */
export interface PenaltiesOf {
  /** Their sum in the last step. */
  readonly sum: number;
  /** Their sum at present. */
  measure(): number;
  /** Measures them for a step, and adds their derivatives to the gradients. */
  add(): void;
  /** The same, to be recorded. */
  record(recorder: Recorder, array: (array: FloatArray) => FloatArray): void;
  /** Whether those that are recorded are as they were. */
  hold(): boolean;
}

/** An update in its parts, to be traced. */
export interface RecordableUpdate {
  /** How many updates were made. */
  count: number;
  optimizer: Optimizer;
  readonly workspace: {
    unseen: WritingCheck | undefined;
    unseenBackward: WritingCheck | undefined;
    readonly step: FloatArray;
    readonly capacity: number;
    readonly inputs: FloatArray;
    readonly gradients: { readonly block: FloatArray };
    readonly tracedPasses: Passes;
  };
  /** What the loss is given. */
  readonly frame: FigureFrame;
  readonly meanLoss: FloatArray;
  readonly penalties: PenaltiesOf | undefined;
  readonly weights: WeightsOfBatch | undefined;
  readonly evaluates: boolean;
  readonly value: FloatArray;
  /** What the optimizer is given. */
  readonly updateFrame: OwnFrame;
  /** All that the optimizer and the rules inside it remember, by name, and in a list. */
  readonly memory: UpdateMemory;
  readonly slots: readonly FloatArray[];
  /** What layers remember from step to step. */
  readonly state: FloatArray;
  /** What all of that was before the update, and its state before the step. */
  readonly past: Moved;
  /** The loss of each example. */
  lossValue(frame: LossFrame): void;
  /** The derivative of its mean with respect to the prediction. */
  lossGradient(frame: LossFrame): void;
  /** The end of an update whose gradients are there. */
  apply(): void;
  /** Whether all parameters are finite. */
  isFinite(): boolean;
  /** Takes back an update after which they aren't. @throws DivergenceError that says where. */
  refuse(): never;
}

/** The weights of a batch's examples. */
export interface WeightsOfBatch {
  /** As they were read. */
  readonly weights: FloatArray;
  /** Whether it is yet to be seen that the loss gives each example's own value. */
  readonly unseen: boolean;
  /** Reads those of the examples numbered `rows[from .. to)`. */
  read(weights: ArrayLike<number>, rows: ArrayLike<number>, from: number, to: number): void;
  /** Multiplies the value of each example by its share in the mean. @param array - Gives the traced array of an array. */
  forward(frame: FigureFrame, array?: (array: FloatArray) => FloatArray): void;
  /**
   * Multiplies the derivatives of each example, in the same way, by the shares that `forward` found. Where nothing is traced, it
   * looks at the first batch of several examples.
   *
   * @throws OptionError for a loss that doesn't give each example's own value.
   */
  backward(frame: FigureFrame, array?: (array: FloatArray) => FloatArray): void;
}

/** What the steps of a training are made with. */
export interface StepsAsked {
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly batchSize: number;
  readonly allowMismatch?: boolean;
  readonly frozen?: unknown;
  readonly penalties?: unknown;
}

/** What evaluates examples after an epoch. */
export interface RecordableEvaluator {
  readonly data: Pick<Dataset, "weights">;
  readonly recorded: RecordedEvaluation | undefined;
}

/** The steps of a training that were recorded. */
export interface RecordedSteps {
  /**
   * Up to `count` updates in one call, on the examples of a data set or else on what was read into the workspace.
   *
   * @returns How many were made. What ends them early shows when the next one is made by itself.
   */
  run(
    data: Pick<RowsInMemory, "read"> | undefined,
    rows: Uint32Array,
    from: number,
    batch: number,
    count: number,
  ): number;
  /** Whether a training with these can go on with them. @throws OptionError for what is no optimizer. */
  serves(asked: StepsAsked): boolean;
  /** To be called when the training has ended: they hold its data no longer. */
  rest(): void;
  /** Begins anew, in memory that is all zero. */
  renew(optimizer: Optimizer): void;
  /** Whether a signal may abort between two updates of one call. */
  mayBeAborted(signal: StopSignal): boolean;
  /** Epochs of such steps with their evaluations, where those are recorded as well. @param batch - The most examples of a step. */
  epochs(
    options: { readonly evaluateEvery?: number },
    data: Pick<RowsInMemory, "size" | "read">,
    batch: number,
    evaluators: readonly (RecordableEvaluator | undefined)[],
  ): RecordedEpochs | undefined;
  /** What makes whole updates on so many examples, where nothing is called in them. */
  wholeProgramFor(data: Pick<RowsInMemory, "read">, batch: number): Program | undefined;
  /** How many numbers such an update is given. */
  readonly scalarCount: number;
  /** Writes those of so many updates, from a place on. @param first - The number of the first one. */
  writeScalars(rows: Program["numbers"], at: number, steps: number, first: number): void;
}

/** A training of a data set. */
export interface RecordableTraining {
  readonly network: Network;
  readonly update: RecordableUpdate;
  readonly data: Pick<RowsInMemory, "size" | "read">;
  /** The most examples that a step takes. */
  readonly batch: number;
}

/** As far as they look at reports, the notes that are taken of a training. */
export interface ReportNotes {
  /** How many of the next reports are taken no look at. */
  readonly quietReports: number;
  /** To be called in place of a look at so many of them. */
  skip(reports: number): void;
}

/** Epochs that were recorded with their evaluations. */
export interface RecordedEpochs {
  /**
   * Makes the next epochs with their reports in one go: each epoch has one.
   *
   * @param done - How many epochs were made.
   * @returns How many it made: 0 where the next one is to be made by itself, as something looks at it.
   */
  run(
    options: { readonly epochs: number; readonly signal?: StopSignal },
    done: number,
    order: EpochOrder,
    pacer: { readonly allowance: number },
    reports: { readonly epoch: number; readonly loss: number }[],
    notes: ReportNotes | undefined,
    course: { isOrdinary(loss: number): boolean } | undefined,
  ): number;
}

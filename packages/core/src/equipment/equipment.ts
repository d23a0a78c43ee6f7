import type { Backend, DType, FloatArray, Program } from "@nn/numerics";
import type { WritingCheck } from "../components/writing-check.js";
import type { Frame } from "../contracts/layer.js";
import type { Loss, LossFrame } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { RowsInMemory } from "../data/rows-in-memory.js";
import type { FigureFrame } from "../memory/figure-frame.js";
import type { Memory } from "../memory/home.js";
import type { Passes } from "../memory/passes.js";
import type { Stack } from "../network/stack.js";
import type { Figure } from "../training/figures.js";
import type { EpochOrder } from "../training/fit/order.js";
import type { StopSignal } from "../training/fit/signals.js";
import type { Warning } from "../training/notes/warning.js";

/**
 * The services that the network of `@nn/core` has and that of `@nn/core/plain` does without: recording, reuse of memory,
 * warnings, and checks of components. Results are the same with them and without.
 */
export interface Equipment {
  /** Reuse of the memory of passes and trainings that have ended. */
  readonly memoryOn: (backend: Backend, parameters: FloatArray) => Memory;
  /** Records the forward passes of a workspace. */
  readonly recordForwards: (network: Network, passes: Passes) => RecordedForwards;
  /** Records the evaluations of a data set. */
  readonly recordEvaluations: (network: Network, evaluation: RecordableEvaluation) => RecordedEvaluation;
  /** Records the steps of a training. */
  readonly recordSteps: (network: Network, update: RecordableUpdate, loss: Loss, optimizer: Optimizer) => RecordedSteps;
  /** Collects the warnings of a training. */
  readonly noteTraining: (training: NotedTraining, onWarning: ((warning: Warning) => void) | undefined) => Notes;
  /** Checks what layers say of themselves. */
  readonly checkPlaces: (stack: Stack) => void;
  /** Checks that components write what they are to write. */
  readonly writing: WritingCheck;
  /** The errors where memory runs out. */
  readonly noRoom: NoRoom;
  /** Refuses targets in the place of options, as other libraries take them. */
  readonly refuseApart: (where: string, options: unknown) => void;
  /** Lets a history answer to the names of other libraries. */
  readonly foreignNames: <History extends object>(history: History) => History;
  /** Lets a training that isn't over answer to the names of its history. */
  readonly refuseEarly: (training: object) => void;
}

/** The forward passes of a workspace that were recorded. */
export interface RecordedForwards {
  /** The program for a pass over so many examples; `undefined` where it is to be run kernel by kernel. */
  programFor(batch: number): Program | undefined;
}

/** The evaluation of a batch, to be traced. */
export interface RecordableEvaluation {
  /** What the memory is given back with. */
  readonly owner: object;
  readonly data: Pick<RowsInMemory, "size" | "read">;
  readonly workspace: { readonly capacity: number; readonly inputs: FloatArray; readonly tracedPasses: Passes };
  /** The loss and the metrics. */
  readonly figures: readonly Figure[];
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
  run(from: number, batch: number, sums: Float64Array): boolean;
  /** The evaluation of all examples at once; `undefined` where there are too many. */
  readonly whole: WholeEvaluation | undefined;
  /** Whether nothing is called in it that isn't recorded. */
  readonly callsNothing: boolean;
  /** What does it, if it could be recorded. */
  programFor(batch: number): Program | undefined;
}

/** An update in its parts, to be traced. */
export interface RecordableUpdate {
  /** How many updates were made. */
  count: number;
  readonly workspace: {
    readonly inputs: FloatArray;
    readonly gradients: { readonly block: FloatArray };
    readonly tracedPasses: Passes;
  };
  /** What the loss is given. */
  readonly frame: FigureFrame;
  readonly meanLoss: FloatArray;
  readonly value: FloatArray;
  readonly before: FloatArray;
  readonly slots: readonly FloatArray[];
  /** The slots before the update. */
  readonly kept: readonly FloatArray[];
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
  /** Goes back to where the last update began. */
  takeBack(): void;
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
  /** Whether a signal may abort between two updates of one call. */
  mayBeAborted(signal: StopSignal): boolean;
  /** Epochs of such steps with their evaluations, where those are recorded as well. @param batch - The most examples of a step. */
  epochs(
    data: Pick<RowsInMemory, "size" | "read">,
    batch: number,
    evaluators: readonly ({ readonly recorded: RecordedEvaluation | undefined } | undefined)[],
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

/** Epochs that were recorded with their evaluations. */
export interface RecordedEpochs {
  /**
   * Makes the next epochs with their reports in one go.
   *
   * @param done - How many epochs were made.
   * @returns How many it made: 0 where the next one is to be made by itself, as something looks at it.
   */
  run(
    options: { readonly epochs: number; readonly evaluateEvery?: number; readonly signal?: StopSignal },
    done: number,
    order: EpochOrder,
    pacer: { readonly allowance: number },
    reports: { readonly epoch: number; readonly loss: number }[],
    notes: Notes | undefined,
    course: { isOrdinary(loss: number): boolean } | undefined,
  ): number;
}

/** What the warnings of a training are found from. */
export interface NotedTraining {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** How many examples it has. */
  readonly examples: number;
  /** Whether its epochs differ in the order of the examples. */
  readonly isShuffled: boolean;
  readonly trainer: { readonly stepCount: number; gradients(): Record<string, number[]> };
}

/** Is shown the evaluation of all examples, a batch at a time. */
export interface Observer {
  see(
    pass: { readonly inputs: FloatArray; readonly frames: readonly Frame[] },
    targets: FloatArray,
    batch: number,
  ): void;
}

/** The warnings of a training, each kind once. */
export interface Notes {
  readonly warnings: readonly Warning[];
  /** What is to be shown the evaluation before the first step. */
  readonly first: Observer;
  /** To be called after that evaluation. @param loss - What it gave; missing where the signal ended it. */
  begin(loss: number | undefined): void;
  /** What is to be shown the evaluation of the next report, if anything is. */
  watch(isLast: boolean): Observer | undefined;
  /** To be called with each report that is shown to what `watch` gave. */
  report(epoch: number, isLast: boolean, loss: number): void;
  /** The loss has been far beyond its first value for so many reports. */
  growth(first: number, loss: number, epoch: number): void;
  /** How many of the next reports it takes no look at. */
  readonly quietReports: number;
  /** To be called in place of `report` for so many of them. */
  skip(reports: number): void;
  /** The training is awaited while the loop over its reports stands still. @param progress - Where it stands. */
  awaited(progress: () => string): void;
  /** The loop goes on. */
  wentOn(): void;
}

/** The errors where there is no memory for something, with the bytes that it takes. */
export interface NoRoom {
  /** @param what - Which numbers: `"The parameters"`. */
  parameters(stack: Stack, dtype: DType, what: string): Error;
  /** For forward passes over so many examples. */
  pass(stack: Stack, dtype: DType, capacity: number): Error;
  /** For what backward passes give beside the gradients of parameters. */
  derivatives(stack: Stack, dtype: DType, capacity: number): Error;
  /** For what an update needs beside its passes. */
  updates(optimizer: Optimizer, dtype: DType, lengths: readonly number[]): Error;
  /** For a data set in memory. */
  examples(size: number, dtype: DType, lengths: readonly number[]): Error;
  /** For the order of so many examples. */
  order(size: number): Error;
  /** For the outputs of a prediction. */
  outputs(count: number, size: number): Error;
}

const EQUIPMENT: WeakMap<object, Equipment> = /* @__PURE__ */ new WeakMap();

/** To be called when a network is made. */
export function equip(network: object, equipment: Equipment | undefined): void {
  if (equipment !== undefined) EQUIPMENT.set(network, equipment);
}

/** The services of a network; `undefined` for one without any. */
export function equipmentOf(network: object): Equipment | undefined {
  return EQUIPMENT.get(network);
}

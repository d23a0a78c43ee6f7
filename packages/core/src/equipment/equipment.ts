import type { Backend, DType, FloatArray } from "@nn/numerics";
import type { WritingCheck } from "../components/writing-check.js";
import type { Dataset } from "../contracts/dataset.js";
import type { Frame } from "../contracts/layer.js";
import type { Loss, Metrics } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer, PartParameter } from "../contracts/optimizer.js";
import type { Penalty } from "../contracts/penalty.js";
import type { NetworkPipeline } from "../contracts/pipeline.js";
import type { ClassWeights } from "../data/data.js";
import type { Examples } from "../data/examples.js";
import type { Chance } from "../memory/chance.js";
import type { FrozenParameters } from "../memory/frames/frames.js";
import type { Passes } from "../memory/passes.js";
import type { Stack } from "../network/stack/stack.js";
import type { LossCourse } from "../training/fit/loss-course.js";
import type { Warning } from "../training/notes/warning.js";
import type { Companion, RunningFit } from "./companion.js";
import type {
  PenaltiesOf,
  RecordableEvaluation,
  RecordableUpdate,
  RecordedEvaluation,
  RecordedForwards,
  RecordedSteps,
  ReportNotes,
  StepsAsked,
  WeightsOfBatch,
} from "./recorded.js";

/**
 * The services that the network of `@nn/core` has and that of `@nn/core/plain` does without: recording, reuse of memory,
 * warnings, and checks of components. Results are the same with them and without.
 */
export interface Equipment {
  /**
   * Where a network lives: what works on it uses the memory of what has ended, and it moves where there is no room.
   *
   * @param own - The backend where it stays, if it is given one.
   */
  readonly house: (network: Network, own: Backend | undefined) => House;
  /** Records the forward passes of a workspace. */
  readonly recordForwards: (network: Network, passes: Passes) => RecordedForwards;
  /** Records the evaluations of a data set. */
  readonly recordEvaluations: (network: Network, evaluation: RecordableEvaluation) => RecordedEvaluation;
  /** Records the steps of a training. */
  readonly recordSteps: (network: Network, update: RecordableUpdate, loss: Loss, optimizer: Optimizer) => RecordedSteps;
  /** What small trainings leave for the network's next one. */
  readonly kept: KeptTrainings;
  /** What parameters cost in a training. @param gradient - The block of gradients. */
  penalize(
    network: Network,
    gradient: FloatArray,
    penalties: readonly Penalty[],
    frozen: ReadonlySet<string>,
  ): PenaltiesOf;
  /** The weights of examples, if there are any, checked and copied. */
  weightsOf(data: { readonly weights?: unknown }, examples: number): Float64Array | undefined;
  /** A training's data set with the weights of its examples' classes. @param data - What it was made from. */
  weighClasses(
    network: Network,
    dataset: Dataset,
    data: unknown,
    options: { readonly loss: Loss; readonly classWeights?: ClassWeights },
  ): Dataset;
  /** What weighs the examples of a training's batches. @param owner - What its memory is given back with. */
  weigh(network: Network, owner: { readonly update: RecordableUpdate }): WeightsOfBatch;
  /** Parameters that a training leaves alone. */
  readonly freezing: Freezing;
  /** Collects the warnings of a training. */
  readonly noteTraining: (training: NotedTraining, onWarning: ((warning: Warning) => void) | undefined) => Notes;
  /** Checks what layers say of themselves. */
  readonly checkPlaces: (stack: Stack) => void;
  /** Checks that a pipeline is one, and fits the layers. */
  readonly checkPipeline: (pipeline: NetworkPipeline, stack: Stack) => void;
  /** Checks that components write what they are to write. */
  readonly writing: WritingCheck;
  /** The errors where memory runs out. */
  readonly noRoom: NoRoom;
  /** Refuses targets in the place of options, as other libraries take them. */
  readonly refuseApart: (where: string, options: unknown) => void;
  /** Checks the options of `fit` that it alone has, and gives their names. */
  readonly moreFitOptions: (options: unknown) => readonly string[];
  /** Follows the loss of a training's reports. @param first - What it was before the first step. */
  readonly courseOf: (first: number, evaluator: EvaluationTool) => LossCourse;
  /** Random numbers for all layers. */
  readonly chance: Chance;
  /** What goes along with a fit. */
  readonly accompany: (run: RunningFit) => Companion;
  /** Lets a training be put away while it runs. */
  readonly giveState: (training: object, run: Pick<RunningFit, "companion">) => void;
  /** Lets a history answer to the names of other libraries. */
  readonly foreignNames: <History extends object>(history: History) => History;
  /** Lets trainings that aren't over answer to the names of their history. @param trainings - What all inherit from. */
  readonly refuseEarly: (trainings: object) => void;
  /** What `JSON.stringify` writes of a network. */
  readonly asJson: (network: Network) => object;
}

/** Where a network lives. */
export interface House {
  /** What it predicts with now. */
  readonly predictor: { predict(inputs: Examples): Examples };
}

/** Parameters that a training leaves alone. */
export interface Freezing {
  /** Their names. @throws OptionError for what chooses none, and for all. */
  namesIn(network: Network, frozen: ((parameter: PartParameter) => boolean) | undefined): ReadonlySet<string>;
  /** An optimizer on the others. */
  trained(optimizer: Optimizer, frozen: ReadonlySet<string>): Optimizer;
  /** What spares passes their gradients. */
  inPasses(frozen: ReadonlySet<string>): FrozenParameters;
}

/** What the last training of a small network worked with: the next one begins anew in its memory. */
export interface KeptTrainings {
  /** What made the steps; `undefined` unless it serves. */
  trainer<Trainer extends StepTool>(network: Network, options: StepsAsked): Trainer | undefined;
  /** What evaluated some examples, in the same way. */
  evaluator<Evaluator extends EvaluationTool>(
    network: Network,
    name: EvaluatorName,
    data: Dataset,
    loss: Loss,
    metrics: Metrics | undefined,
  ): Evaluator | undefined;
  /** To be called when a training has ended: keeps what it worked with, if it came to its end, or gives the memory back. */
  handOn(
    network: Network,
    tools: { readonly trainer: StepTool } & Readonly<Record<EvaluatorName, EvaluationTool | undefined>>,
    isFinished: boolean,
  ): void;
}

/** What makes the steps of a training. */
export interface StepTool {
  /** The parameters that they leave alone. */
  readonly frozen: ReadonlySet<string> | undefined;
  readonly recorded: RecordedSteps | undefined;
}

/** What evaluates examples in a training. */
export interface EvaluationTool {
  readonly recorded: RecordedEvaluation | undefined;
}

/** Which examples of a training. */
export type EvaluatorName = "training" | "validation";

/** What the warnings of a training are found from. */
export interface NotedTraining {
  readonly network: Network;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  /** How many examples it has. */
  readonly examples: number;
  /** They, and those that it is judged by, as `fit` was given them. */
  readonly data: unknown;
  readonly validation: unknown;
  /** Whether its epochs differ in the order of the examples. */
  readonly isShuffled: boolean;
  /** What it was asked for. */
  readonly options: {
    /** Whether targets may be labels that the last layer can't give. */
    readonly allowMismatch?: boolean | undefined;
  };
  /** Where examples come window by window, how many the window has of which these are the first. */
  readonly window?: number;
  readonly trainer: {
    readonly stepCount: number;
    gradients(): Record<string, number[]>;
    readonly update: { readonly workspace: { readonly frames: readonly Frame[]; readonly capacity: number } };
  };
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
export interface Notes extends ReportNotes {
  readonly warnings: readonly Warning[];
  /** What is to be shown the evaluation before the first step. */
  readonly first: Observer;
  /** To be called after that evaluation. @param loss - What it gave; missing where the signal ended it. */
  begin(loss: number | undefined): void;
  /** To be called with the number of examples of each window but the first, where batches are of one window each. */
  window(examples: number): void;
  /** What is to be shown the evaluation of the next report, if anything is. */
  watch(isLast: boolean): Observer | undefined;
  /** To be called with each report that is shown to what `watch` gave. */
  report(epoch: number, isLast: boolean, loss: number): void;
  /** The loss has been far beyond its first value for so many reports. */
  growth(first: number, loss: number, epoch: number): void;
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

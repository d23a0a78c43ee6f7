import type { Seed } from "@nn/numerics";
import type { Loss } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { Penalty } from "../contracts/penalty.js";
import type { ClassWeights } from "../data/data.js";
import type { Callback } from "../training/callbacks/callback.js";
import type { LossCourse } from "../training/fit/loss-course.js";
import type { EpochReport } from "../training/measures/reports.js";
import type { Occupancy, Occupant } from "../training/occupancy.js";
import type { FitState } from "../training/state/fit-state.js";
import type { RecordableUpdate, RecordedEvaluation } from "./recorded.js";

/** Something that a fit waits for, between two steps. */
export type Pause = () => Promise<unknown>;

/** What goes along with a fit: callbacks are told of what happens, and may end it, and its state is taken and taken up. */
export interface Companion {
  /** Why a callback has ended the training. */
  readonly stopped: string | undefined;
  /** How many steps may be made in one go; `undefined` for any number of them. */
  readonly stepsAtOnce: number | undefined;
  /** Whether each epoch has to be made by itself. */
  readonly isBusy: boolean;
  /** Takes up what the fit goes on from. */
  takeUp(): void;
  /** Each tells the callbacks, and gives what has to be waited for. */
  started(): readonly Pause[];
  stepped(): Pause | undefined;
  reported(report: EpochReport): readonly Pause[];
  ended(): readonly Pause[];
  /** To be called when an error ends the training: it comes before those of the end. */
  failed(): void;
  /** All that another fit needs to go on from here. */
  state(): FitState;
}

/** A fit, as its companion sees it. */
export interface RunningFit extends Occupant {
  readonly network: Network;
  readonly trainer: {
    readonly update: RecordableUpdate;
    readonly frozen: ReadonlySet<string> | undefined;
    readonly stepCount: number;
    readonly loss: number;
    gradients(): Record<string, number[]>;
  };
  readonly options: {
    readonly loss: Loss;
    readonly optimizer: Optimizer;
    readonly penalties?: readonly Penalty[];
    readonly classWeights?: ClassWeights;
    readonly epochs: number;
    readonly batchSize: number;
    readonly evaluateEvery?: number;
    readonly shuffle?: boolean;
    readonly seed?: Seed;
    readonly callbacks?: readonly Callback[];
    readonly from?: FitState;
    readonly changed?: readonly string[];
  };
  readonly data: { readonly size: number };
  readonly order: { next(epochs: number): void };
  readonly occupancy: Occupancy;
  readonly training: { readonly recorded: RecordedEvaluation | undefined };
  readonly reports: EpochReport[];
  readonly begun: boolean;
  readonly isReleased: boolean;
  readonly companion: Companion | undefined;
  /** How many epochs were finished. */
  epochs: number;
  /** How many examples of the next epoch were trained on by the fit that this one goes on from. */
  first: number;
  course: LossCourse | undefined;
}

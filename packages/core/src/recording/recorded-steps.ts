import type { Program } from "@nn/numerics";
import { ThreadError } from "@nn/numerics";
import type { Loss } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer } from "../contracts/optimizer.js";
import { type RowsInMemory, readsRows } from "../data/rows-in-memory.js";
import { equipmentOf } from "../equipment/equipment.js";
import type {
  RecordableEvaluator,
  RecordableTraining,
  RecordableUpdate,
  RecordedEpochs,
  RecordedSteps,
  StepsAsked,
} from "../equipment/recorded.js";
import type { StopSignal } from "../training/fit/signals.js";
import { takeBack, takeBackState } from "../training/past.js";
import { ByData } from "./by-data.js";
import { EpochRecording } from "./recorded-epochs.js";
import { UpdateRecording } from "./recorded-update.js";
import { serves } from "./serves.js";
import { traceStep } from "./traced-step.js";
import { watch } from "./watch/kernels-only.js";
import { LayersWatch } from "./watch/layers-watch.js";
import { mayAbortByItself } from "./watch/own-signals.js";
import type { Watched } from "./watch/watched.js";

/** Where a layer or the loss has changed, recording waits for so many steps: it may change again. */
const STEPS_TO_WAIT = 8;

/** A data set. */
type Rows = Pick<RowsInMemory, "read">;

/**
 * The recorded steps of a training. Components that say that they call kernels alone are recorded, for as long as they
 * stay as they are; any other one is called where it stands. An optimizer that isn't a rule, and one with a setting that is
 * a function, moves the parameters by itself, right where its turn is.
 */
export class StepRecording implements RecordedSteps {
  readonly #network: Network;
  readonly #update: RecordableUpdate;
  readonly #loss: Loss;
  /** Whether the backend records. Asked once, as a network stays where a training of it works. */
  readonly #records: boolean;
  #scalars: UpdateRecording | undefined;
  /** What was recorded, by batch, for the examples of each data set. */
  readonly #recorded: ByData<Steps> = new ByData();
  #epochs: EpochRecording | undefined;
  #layers: LayersWatch;
  #watchedLoss: Watched | undefined;
  /** Whether layers draw random numbers, so that each run is given the number of its step ahead of the rule's scalars. */
  #usesStep = false;
  /** How many steps recording still waits for. */
  #wait = 0;

  constructor(network: Network, update: RecordableUpdate, loss: Loss, optimizer: Optimizer) {
    this.#network = network;
    this.#update = update;
    this.#loss = loss;
    this.#records = network.backend.record !== undefined;
    this.#scalars = UpdateRecording.of(optimizer, update.updateFrame);
    this.#layers = new LayersWatch(network.stack);
    this.#watchedLoss = watch(loss, ["value", "gradient"]);
  }

  run(data: Rows | undefined, rows: Uint32Array, from: number, batch: number, count: number): number {
    if (!this.#records || !this.#isRight()) return 0;
    const update = this.#update;
    if (update.evaluates || (batch > 1 && update.weights?.unseen)) return 0;
    // Components that are called are checked when they first write their arrays.
    if (update.count === 0 && this.#hasCalls) return 0;
    let scalars = this.#scalars?.areNumbers() ? this.#scalars : undefined;
    let program = this.#programFor(data, batch, scalars);
    if (program === undefined && scalars !== undefined) {
      scalars = undefined;
      program = this.#programFor(data, batch, undefined);
    }
    if (program === undefined) return 0;
    const asked = scalars === undefined || scalars.hasPhases ? 1 : Math.min(count, program.capacity);
    if (data !== undefined) for (let i = 0; i < asked * batch; i++) program.rows[i] = rows[from + i]!;
    this.#writeScalars(program.numbers, 0, asked, update.count + 1, scalars);
    // For layers that are called, and draw random numbers; others are given the step in their row.
    update.workspace.step[0] = update.count + 1;
    const finished = this.#runOf(program, asked, scalars !== undefined);
    if (finished < asked) takeBackState(update);
    if (scalars === undefined) {
      if (finished > 0) update.apply();
    } else {
      update.count += finished;
      // A run that stopped before its update is made by itself, and says why.
      if (finished < asked && !update.isFinite()) update.refuse();
    }
    return finished;
  }

  #runOf(program: Program, asked: number, isWhole: boolean): number {
    try {
      return program.run(asked);
    } catch (error) {
      takeBackState(this.#update);
      // Where a component threw, no parameter has moved yet; where a thread was lost, an update may be half made.
      if (isWhole && error instanceof ThreadError) {
        this.#update.count += error.steps;
        takeBack(this.#update);
      }
      throw error;
    }
  }

  epochs(
    { evaluateEvery = 1 }: { readonly evaluateEvery?: number },
    data: RecordableTraining["data"],
    batch: number,
    evaluators: readonly (RecordableEvaluator | undefined)[],
  ): RecordedEpochs | undefined {
    // What penalties are at a report is measured at its turn, and weighted means are taken there.
    if (evaluateEvery > 1 || this.#update.penalties !== undefined) return undefined;
    const asked = evaluators.flatMap((evaluator) => evaluator ?? []);
    if (asked.some(({ data: { weights } }) => weights !== undefined)) return undefined;
    const whole = asked.flatMap(({ recorded }) => recorded?.whole ?? []);
    if (whole.length < asked.length) return undefined;
    if (this.#epochs?.renew(data, batch, whole)) return this.#epochs;
    this.#epochs = new EpochRecording({ network: this.#network, update: this.#update, data, batch }, this, whole);
    return this.#epochs;
  }

  serves(asked: StepsAsked): boolean {
    return serves(this.#update, this.#loss, asked);
  }

  rest(): void {
    this.#epochs?.rest();
  }

  renew(optimizer: Optimizer): void {
    const update = this.#update;
    Object.assign(update, { optimizer, count: 0 });
    update.memory.rate.scale = 1;
    update.meanLoss[0] = Number.NaN;
    const writing = equipmentOf(this.#network)?.writing;
    update.workspace.unseen = writing;
    update.workspace.unseenBackward = writing;
    const scalars = UpdateRecording.of(optimizer, update.updateFrame);
    if (scalars?.rule !== this.#scalars?.rule) this.#recorded.forget();
    this.#scalars = scalars;
  }

  get scalarCount(): number {
    return (this.#usesStep ? 1 : 0) + (this.#scalars?.count ?? 0);
  }

  wholeProgramFor(data: Rows, batch: number): Program | undefined {
    const scalars = this.#scalars;
    if (scalars?.areNumbers() !== true || scalars.hasPhases || !this.#isRight() || this.#hasCalls) return undefined;
    return this.#programFor(data, batch, scalars);
  }

  writeScalars(rows: Program["numbers"], at: number, steps: number, first: number): void {
    this.#writeScalars(rows, at, steps, first, this.#scalars);
  }

  #writeScalars(
    rows: Program["numbers"],
    at: number,
    steps: number,
    first: number,
    scalars: UpdateRecording | undefined,
  ): void {
    const ahead = this.#usesStep ? 1 : 0;
    const width = ahead + (scalars?.count ?? 0);
    if (this.#usesStep) for (let step = 0; step < steps; step++) rows[at + step * width] = first + step;
    scalars?.write(rows, at + ahead, steps, first, width, this.#update.memory.rate);
  }

  mayBeAborted(signal: StopSignal): boolean {
    return mayAbortByItself(signal);
  }

  get #hasCalls(): boolean {
    return this.#watchedLoss === undefined || !this.#layers.isTraceable;
  }

  /** Whether what was recorded is what the layers and the loss do now. */
  #isRight(): boolean {
    if (!(this.#layers.hold() && (this.#watchedLoss?.hold() ?? true) && (this.#update.penalties?.hold() ?? true))) {
      this.#layers = new LayersWatch(this.#network.stack);
      this.#watchedLoss = watch(this.#loss, ["value", "gradient"]);
      this.#recorded.forget();
      this.#wait = STEPS_TO_WAIT;
    }
    if (this.#wait === 0) return this.#layers.isWorthRecording;
    this.#wait--;
    return false;
  }

  #programFor(data: Rows | undefined, batch: number, scalars: UpdateRecording | undefined): Program | undefined {
    if (data !== undefined && !readsRows(data)) return undefined;
    const recorded = this.#recorded.of(data);
    // Those with weights are others.
    const size = this.#update.weights === undefined ? batch : -batch;
    let steps = recorded.get(size);
    if (steps === undefined) {
      steps = {};
      recorded.set(size, steps);
    }
    const kind = scalars === undefined ? UNTIL_UPDATE : scalars.phaseOf(this.#update.count + 1);
    if (!(kind in steps)) steps[kind] = this.#record(data, batch, scalars);
    return steps[kind];
  }

  /**
   * @param data - Where each step takes its examples from; without it, from what was read into the workspace.
   * @param scalars - Those of the rule that moves the parameters; without it, a step ends where the optimizer's turn is.
   */
  #record(data: RowsInMemory | undefined, batch: number, scalars: UpdateRecording | undefined): Program | undefined {
    const { backend, dtype } = this.#network;
    const step = {
      network: this.#network,
      update: this.#update,
      layers: this.#layers,
      loss: this.#watchedLoss,
      data,
      batch,
      scalars,
    };
    return backend.record?.(dtype, (recorder) => {
      this.#usesStep = traceStep(recorder, step);
    });
  }
}

/** Steps of one size on one data set that were recorded, by their kind, as far as they were asked for. */
type Steps = Record<number, Program | undefined>;

/** The kind of steps that end where the optimizer's turn is; the others are those of its updates. */
const UNTIL_UPDATE = -1;

import type { StepParts, StepsProgram } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import type { Loss } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer } from "../contracts/optimizer.js";
import { RowsInMemory, readsRows } from "../data/rows-in-memory.js";
import type { RecordableUpdate, RecordedSteps } from "../equipment/equipment.js";
import type { StopSignal } from "../training/fit/signals.js";
import { watch } from "./kernels-only.js";
import { LayersWatch } from "./layers-watch.js";
import { mayAbortByItself } from "./own-signals.js";
import { standInPasses } from "./stand-ins.js";
import type { Watched } from "./watched.js";

/** Where a layer or the loss has changed, recording waits for so many steps: it may change again. */
const STEPS_TO_WAIT = 8;

/** A data set. */
type Rows = Pick<RowsInMemory, "read">;

/** Steps of one size on one data set that were recorded. */
interface Recorded {
  readonly program: StepsProgram;
  /** Whether its steps are whole updates; otherwise they end before what the optimizer does. */
  readonly isWhole: boolean;
  /** Which of the optimizer's settings it was written for. */
  settings: number;
}

/**
 * The recorded steps of a training. Only components that say that they call kernels alone are recorded, and for as long as
 * they stay as they are. An optimizer that doesn't say so, as one whose learning rate is a function, is asked at each step,
 * right where its turn is; what comes before it is recorded all the same.
 */
export class StepRecording implements RecordedSteps {
  readonly #network: Network;
  readonly #update: RecordableUpdate;
  readonly #rules: { readonly loss: Loss; readonly optimizer: Optimizer };
  /** What was recorded for the examples of a data set, and for those in the workspace, by their batch. */
  #recorded: WeakMap<Rows, Map<number, Recorded | undefined>> = new WeakMap();
  #recordedInPlace: Map<number, Recorded | undefined> = new Map();
  #layers: LayersWatch | undefined;
  #loss: Watched | undefined;
  #optimizer: Watched | undefined;
  /** How many times the optimizer's settings have changed, and whether they did so at the last call. */
  #settings = 0;
  #haveChanged = false;
  /** How many steps recording still waits for. */
  #wait = 0;

  constructor(network: Network, update: RecordableUpdate, loss: Loss, optimizer: Optimizer) {
    this.#network = network;
    this.#update = update;
    this.#rules = { loss, optimizer };
    this.#begin();
  }

  run(data: Rows | undefined, rows: Uint32Array, from: number, batch: number, count: number): number {
    if (!this.#isRight()) return 0;
    const recorded = this.#recordedFor(data, batch);
    if (recorded === undefined) return 0;
    const { program, isWhole } = recorded;
    const update = this.#update;
    const asked = Math.min(count, program.capacity);
    let finished: number;
    try {
      finished = program.run(rows, from, asked, update.count + 1);
    } catch (error) {
      // Up to the optimizer, nothing has moved.
      if (isWhole) update.takeBackInterrupted(error);
      throw error;
    }
    if (!isWhole) {
      if (finished > 0) update.move();
    } else {
      update.count += finished;
      if (finished < asked) update.takeBackIfNotFinite();
    }
    return finished;
  }

  mayBeAborted(signal: StopSignal): boolean {
    return mayAbortByItself(signal);
  }

  /** Whether what was recorded is what the layers and the loss do now. */
  #isRight(): boolean {
    if (this.#layers === undefined || this.#loss === undefined) return false;
    if (!this.#layers.hold() || !this.#loss.hold()) {
      this.#begin();
      this.#wait = STEPS_TO_WAIT;
    }
    if (this.#wait > 0) {
      this.#wait--;
      return false;
    }
    if (this.#optimizer !== undefined) this.#look(this.#optimizer);
    return true;
  }

  #begin(): void {
    const { loss, optimizer } = this.#rules;
    this.#layers = LayersWatch.of(this.#network.stack.places.map(({ layer }) => layer));
    this.#loss = watch(loss, ["value", "gradient"]);
    this.#optimizer = watch(optimizer, ["update"]);
    this.#forget();
  }

  #forget(): void {
    this.#recorded = new WeakMap();
    this.#recordedInPlace = new Map();
  }

  #look(optimizer: Watched): void {
    const change = !optimizer.hold();
    if (change) {
      this.#settings++;
      // Settings that change from call to call are quicker asked for than taken over.
      this.#optimizer = this.#haveChanged ? undefined : watch(this.#rules.optimizer, ["update"]);
      if (this.#optimizer === undefined) this.#forget();
    }
    this.#haveChanged = change;
  }

  #recordedFor(data: Rows | undefined, batch: number): Recorded | undefined {
    const recorded = data === undefined ? this.#recordedInPlace : this.#recordedOf(data);
    let known = recorded.get(batch);
    if (known === undefined ? !recorded.has(batch) : !this.#serves(known, data)) {
      known = this.#record(data, batch);
      recorded.set(batch, known);
    }
    return known;
  }

  #recordedOf(data: Rows): Map<number, Recorded | undefined> {
    let recorded = this.#recorded.get(data);
    if (recorded === undefined) {
      recorded = new Map();
      this.#recorded.set(data, recorded);
    }
    return recorded;
  }

  /** Whether a recording still does what a step does now, if need be with other numbers. */
  #serves(recorded: Recorded, data: Rows | undefined): boolean {
    if (data !== undefined && !readsRows(data)) return false;
    if (recorded.isWhole && recorded.settings !== this.#settings) {
      if (!recorded.program.renew(this.#update.count + 1)) return false;
      recorded.settings = this.#settings;
    }
    return true;
  }

  #record(data: Rows | undefined, batch: number): Recorded | undefined {
    if (data !== undefined && !readsRows(data)) return undefined;
    const { backend, dtype } = this.#network;
    const record = (isWhole: boolean): Recorded | undefined => {
      const program = backend.recordSteps?.(dtype, this.#parts(data, batch, isWhole));
      return program && { program, isWhole, settings: this.#settings };
    };
    return (this.#optimizer && record(true)) ?? record(false);
  }

  /**
   * An update to be recorded.
   *
   * @param data - Where each step takes its examples from; without it, from what was read into the workspace.
   * @param isWhole - Whether it goes on to what the optimizer does.
   */
  #parts(data: RowsInMemory | undefined, batch: number, isWhole: boolean): StepParts {
    const { stack, backend, dtype } = this.#network;
    const update = this.#update;
    const { workspace, value } = update;
    const { block } = workspace.gradients;
    return {
      batch,
      step: update.count + 1,
      pass: (recorder) => {
        if (data !== undefined) {
          const { inputs, targets } = RowsInMemory.arraysOf(data);
          recorder.gather(workspace.inputs, inputs, batch, sizeOf(stack.inputShape));
          recorder.gather(update.targets, targets, batch, sizeOf(stack.outputShape));
        }
        const { standIn } = recorder;
        const passes = workspace.standIn((passes) => standInPasses(passes, recorder, batch), standIn(block));
        passes.forward();
        update.derive(passes, standIn(update.targets), standIn(update.losses), standIn(update.meanLoss), batch);
      },
      look: ({ standIn }) => {
        update.keep(standIn(update.before), standIn(value), standIn(block));
      },
      ...(isWhole && {
        update: ({ standIn }, step) => {
          update.update(standIn(value), standIn(block), update.slots.map(standIn), step);
        },
      }),
      after: ({ standIn }) => {
        backend.kernels(dtype).allFinite(standIn(value), value.length);
      },
    };
  }
}

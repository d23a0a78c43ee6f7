import type { FloatArray, Kernels } from "@nn/numerics";
import { sizeOf, ThreadError } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import type { WritingCheck } from "../components/writing-check.js";
import { checkLoss, type Loss, type LossFrame } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import { checkOptimizer, type Optimizer } from "../contracts/optimizer.js";
import { equipmentOf, type RecordableUpdate } from "../equipment/equipment.js";
import { FigureFrame, savedFrom, savedSizes, targetShapeOf } from "../memory/figure-frame.js";
import { allocationsOf, homeOf, worksIn } from "../memory/home.js";
import { allocateFor } from "../memory/room.js";
import { TrainingWorkspace } from "../memory/workspace.js";
import { gradientDivergence, lossDivergence, parameterDivergence } from "./divergence.js";
import { DivergenceError } from "./divergence-error.js";

/**
 * What an update of a network does, and the memory that it does it in: forward, loss, backward, optimizer. It runs kernel
 * by kernel, or is taken apart to be recorded, as a whole or up to the optimizer; all ways are the same calls.
 */
export class Update implements RecordableUpdate {
  readonly workspace: TrainingWorkspace;
  /** What the loss is given. */
  readonly frame: FigureFrame;
  /** How many updates were made. */
  count = 0;
  readonly #network: Network;
  readonly #kernels: Kernels;
  readonly #loss: Loss;
  readonly #optimizer: Optimizer;
  /** The parameters. */
  readonly value: FloatArray;
  readonly slots: readonly FloatArray[];
  /** The parameters before the last update, to return to if it leaves the finite numbers. */
  readonly before: FloatArray;
  readonly meanLoss: FloatArray;
  /** Looks at the first update; `undefined` where nothing does. */
  readonly #writing: WritingCheck | undefined;
  /** The update that was taken back, if the optimizer remembers it all the same. */
  #refused: DivergenceError | ThreadError | undefined;

  constructor(network: Network, loss: Loss, optimizer: Optimizer, capacity: number) {
    const { stack, backend, dtype } = network;
    const { parameters, store } = homeOf(network);
    const length = parameters.block.length;
    this.value = parameters.block;
    this.#network = network;
    this.#kernels = backend.kernels(dtype);
    this.#loss = checkLoss(loss);
    this.#optimizer = checkOptimizer(optimizer);
    const equipment = equipmentOf(network);
    this.#writing = equipment?.writing;
    this.workspace = new TrainingWorkspace(network, capacity);
    const { outputShape } = stack;
    const targetShape = targetShapeOf(loss, outputShape);
    const saved = savedSizes(loss, outputShape);
    const slotCount = this.#optimizer.slots.length;
    const lengths = [
      capacity * sizeOf(targetShape),
      capacity,
      ...new Array<number>(1 + slotCount).fill(length),
      ...saved.map(([, size]) => capacity * size),
    ];
    const arrays = allocateFor(
      store,
      dtype,
      lengths,
      equipment && (() => equipment.noRoom.updates(this.#optimizer, dtype, lengths)),
    );
    const [target, values, before] = arrays;
    this.before = before!;
    this.slots = arrays.slice(3, 3 + slotCount);
    const { prediction, dprediction } = this.workspace;
    this.frame = new FigureFrame(
      this.#kernels,
      { outputShape, targetShape },
      {
        prediction,
        dprediction,
        target: target!,
        values: values!,
        saved: savedFrom(saved, arrays, 3 + slotCount),
      },
    );
    const meanLoss = store.allocate("float64", [1]);
    this.meanLoss = meanLoss[0]!.fill(Number.NaN);
    worksIn(this, ...allocationsOf(this.workspace), [target!], meanLoss);
  }

  /** The mean loss of the last batch, before its update; NaN before the first one. */
  get loss(): number {
    return this.meanLoss[0]!;
  }

  /** @throws DivergenceError or ThreadError again, after an update that was taken back but that the optimizer remembers. */
  checkUsable(): void {
    if (this.#refused !== undefined) throw this.#refused;
  }

  /** One update on what was read into the workspace, kernel by kernel. */
  run(batch: number): void {
    const { workspace } = this;
    workspace.forward(batch);
    if (!this.#derive(batch, this.#writingAtFirst)) {
      throw lossDivergence(this.#network, workspace, batch, this.count);
    }
    if (!this.#kernels.snapshot(this.before, this.value, this.#gradient, this.value.length)) {
      throw gradientDivergence(this.#network, this.#gradient, this.count);
    }
    this.move();
  }

  /** The end of an update whose gradients are there: what the optimizer makes of them. */
  move(): void {
    try {
      this.#update(this.#writingAtFirst);
    } catch (error) {
      this.#takeBack(error);
      throw error;
    }
    this.takeBackIfNotFinite();
    this.count++;
  }

  get #writingAtFirst(): WritingCheck | undefined {
    return this.count === 0 ? this.#writing : undefined;
  }

  /** The loss of what forward gave, and all gradients of it; `false` where the loss isn't finite. */
  #derive(batch: number, writing: WritingCheck | undefined): boolean {
    const { workspace, frame } = this;
    const { values, dprediction } = frame;
    const { name } = this.#loss;
    frame.batch = batch;
    writing?.mark(values, batch);
    this.lossValue(frame);
    writing?.refuse(values, batch, `${name}: value`, "values");
    if (!this.#kernels.mean(this.meanLoss, values, batch)) return false;
    writing?.mark(dprediction, batch * frame.outputSize);
    this.lossGradient(frame);
    writing?.refuse(dprediction, batch * frame.outputSize, `${name}: gradient`, "dprediction");
    workspace.backward();
    return true;
  }

  lossValue(frame: LossFrame): void {
    const returned: unknown = this.#loss.value(frame);
    if (returned !== undefined) refusePromise(`${this.#loss.name}: value`, returned);
  }

  lossGradient(frame: LossFrame): void {
    const returned: unknown = this.#loss.gradient(frame);
    if (returned !== undefined) refusePromise(`${this.#loss.name}: gradient`, returned);
  }

  #update(writing: WritingCheck | undefined): void {
    const optimizer = this.#optimizer;
    const { value, slots, count } = this;
    const returned: unknown = optimizer.update(this.#kernels, value, this.#gradient, slots, count + 1);
    if (returned === undefined) return;
    refusePromise(`${optimizer.name}: update`, returned);
    if (returned !== value) writing?.refuseUnmoved(optimizer, returned, value, this.before);
  }

  /** @throws DivergenceError for an update that left the finite numbers, after taking it back. */
  takeBackIfNotFinite(): void {
    if (this.#kernels.allFinite(this.value, this.value.length)) return;
    const error = parameterDivergence(this.#network, this.#gradient, this.#optimizer, this.slots, this.count);
    this.#takeBack(error);
    throw error;
  }

  /** Takes back the update that recorded steps were interrupted in, and counts those that were finished before it. */
  takeBackInterrupted(error: unknown): void {
    if (!(error instanceof ThreadError)) return;
    this.count += error.steps;
    this.#takeBack(error);
  }

  #takeBack(error: unknown): void {
    this.value.set(this.before);
    const isMade = error instanceof DivergenceError || error instanceof ThreadError;
    // The optimizer's slots can't be taken back, so that going on with them would give wrong updates.
    if (isMade && this.slots.length > 0) this.#refused = error;
  }

  get #gradient(): FloatArray {
    return this.workspace.gradients.block;
  }
}

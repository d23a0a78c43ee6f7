import type { FloatArray, Kernels } from "@nn/numerics";
import { sizeOf } from "@nn/numerics";
import { refusePromise } from "../components/promises.js";
import type { WritingCheck } from "../components/writing-check.js";
import { checkOptimizer } from "../contracts/learning-rate.js";
import type { Loss, LossFrame } from "../contracts/loss.js";
import type { Network } from "../contracts/network.js";
import type { Optimizer } from "../contracts/optimizer.js";
import type { Penalty } from "../contracts/penalty.js";
import { equipmentOf } from "../equipment/equipment.js";
import type { PenaltiesOf, RecordableUpdate, WeightsOfBatch } from "../equipment/recorded.js";
import { type FigureFrame, framesOn, targetShapeOf } from "../memory/frames/figure-frame.js";
import { type OwnFrame, planUpdate, type UpdateMemory } from "../memory/frames/update-frame.js";
import { allocationsOf, homeOf, worksIn } from "../memory/home.js";
import { allocateUpdate, updateLengths } from "../memory/update-arrays.js";
import { TrainingWorkspace } from "../memory/workspace.js";
import { listParameters } from "../parameters/parameters.js";
import { gradientDivergence, lossDivergence, parameterDivergence, updateDivergence } from "./divergence.js";
import { type Moved, type Restorable, takeBack, takeBackState } from "./past.js";
import { derive, type StepParts } from "./step.js";

/** What a training leaves alone, and what it minimises beside the loss. */
interface UpdateOptions {
  readonly frozen?: ReadonlySet<string> | undefined;
  readonly penalties?: readonly Penalty[] | undefined;
}

/**
 * An update of a network, kernel by kernel, and the memory that it works in: forward, loss, backward, optimizer. A
 * recording has the same parts on traced arrays; both are put together in `step.ts`.
 */
export class Update implements RecordableUpdate, StepParts, Restorable {
  readonly workspace: TrainingWorkspace;
  /** What the loss is given. */
  readonly frame: FigureFrame;
  /** How many updates were made. */
  count = 0;
  /** How many there were when gradients were asked for that no update has moved by yet; −1 where there are none. */
  derivedAt = -1;
  readonly #network: Network;
  readonly #kernels: Kernels;
  readonly #loss: Loss;
  optimizer: Optimizer;
  /** The parameters. */
  readonly value: FloatArray;
  /** What the optimizer is given. */
  readonly updateFrame: OwnFrame;
  /** All that the optimizer and the rules inside it remember, by name, and in a list. */
  readonly memory: UpdateMemory;
  readonly slots: readonly FloatArray[];
  /** What layers remember from step to step. */
  readonly state: FloatArray;
  /** What all of that was before, to return to if an update can't be finished. */
  readonly past: Moved;
  readonly meanLoss: FloatArray;
  /** What parameters cost beside the loss of the data. */
  readonly penalties: PenaltiesOf | undefined;
  /** What the examples of the batch count; `undefined` where each counts as one. */
  weights: WeightsOfBatch | undefined = undefined;
  /** Whether the optimizer asks for the loss at other parameters. */
  readonly evaluates: boolean;
  /** The loss before an update that has asked for others since, and how much of it are penalties: not on the heap, as of a field that may be empty. */
  readonly #told: Float64Array = new Float64Array(2);
  #isTold = false;
  /** Looks at the first update; `undefined` where nothing does. */
  readonly #writing: WritingCheck | undefined;

  constructor(
    network: Network,
    loss: Loss,
    optimizer: Optimizer,
    capacity: number,
    { frozen, penalties }: UpdateOptions = {},
  ) {
    const { stack, backend, dtype } = network;
    const { parameters, store } = homeOf(network);
    const { block } = parameters;
    const length = stack.parameterCount;
    this.value = stack.stateCount === 0 ? block : block.subarray(0, length);
    this.state = block.subarray(length);
    this.#network = network;
    this.#kernels = backend.kernels(dtype);
    this.#loss = loss;
    this.optimizer = checkOptimizer(optimizer);
    const equipment = equipmentOf(network);
    this.#writing = equipment?.writing;
    this.workspace = new TrainingWorkspace(network, capacity, frozen === undefined ? {} : { frozen });
    const targetSize = sizeOf(targetShapeOf(loss, stack.outputShape));
    const plan = planUpdate(this.optimizer, listParameters(stack));
    const lengths = [capacity * targetSize, capacity, ...updateLengths(plan, stack.stateCount)];
    const noRoom = () => equipment?.noRoom.updates(this.optimizer, dtype, lengths);
    [this.frame] = framesOn(this, network, this.workspace, [loss], noRoom) as [FigureFrame];
    const made = allocateUpdate(plan, stack.stateCount, store, dtype, noRoom);
    ({ meanLoss: this.meanLoss, slots: this.slots, past: this.past, memory: this.memory } = made);
    this.updateFrame = plan.frame(this.#kernels, this.value, this.#gradient, this.memory);
    this.penalties = penalties && equipment?.penalize(network, this.#gradient, penalties, frozen ?? new Set());
    this.evaluates = plan.evaluates;
    if (this.evaluates) this.updateFrame.evaluate = this.#evaluate;
    worksIn(this, ...allocationsOf(this.workspace), ...made.allocations);
  }

  /** The mean loss of the last batch with all penalties, before its update; NaN before the first one. */
  get loss(): number {
    // Each by itself: of a choice between numbers, the engine puts them on the heap.
    if (this.#isTold) return this.#told[0]!;
    if (this.penalties === undefined) return this.meanLoss[0]!;
    return this.#present;
  }

  /** How much of that loss are penalties. */
  get penalty(): number {
    if (this.#isTold) return this.#told[1]!;
    return this.penalties === undefined ? 0 : this.penalties.sum;
  }

  get #present(): number {
    return this.meanLoss[0]! + (this.penalties === undefined ? 0 : this.penalties.sum);
  }

  /** The loss of what was read into the workspace, and its gradients. @throws DivergenceError where one isn't finite. */
  derive(batch: number): void {
    this.frame.batch = batch;
    this.#isTold = false;
    try {
      if (derive(this.#parts)) return;
      if (Number.isFinite(this.meanLoss[0])) throw gradientDivergence(this.#network, this.#gradient, this.count);
      throw lossDivergence(this.#network, this.workspace.frames, batch, this.count);
    } catch (error) {
      takeBackState(this);
      throw error;
    }
  }

  /** Moves the parameters by the gradients that are there. @throws DivergenceError where one leaves the finite numbers. */
  apply(): void {
    const { slots, past } = this;
    for (let i = 0; i < slots.length; i++) past.slots[i]!.set(slots[i]!);
    try {
      this.#parts.move();
      if (!this.isFinite()) this.refuse();
      this.count++;
    } catch (error) {
      takeBack(this);
      throw error;
    }
  }

  begin(): void {
    this.workspace.step[0] = this.count + 1;
    this.past.state.set(this.state);
  }

  forward(): void {
    this.workspace.forward(this.frame.batch);
    if (!this.#kernels.allFinite(this.state, this.state.length)) throw parameterDivergence(this.#network, this.count);
  }

  measure(): void {
    this.lossValue(this.frame);
  }

  mean(): boolean {
    this.weights?.forward(this.frame);
    return this.#kernels.mean(this.meanLoss, this.frame.values, this.frame.batch);
  }

  differentiate(): void {
    this.lossGradient(this.frame);
  }

  backward(): void {
    this.weights?.backward(this.frame);
    this.workspace.backward();
  }

  penalize(): void {
    this.penalties?.add();
  }

  keep(): boolean {
    return this.#kernels.snapshot(this.past.value, this.value, this.#gradient, this.value.length);
  }

  move(): unknown {
    if (!this.evaluates) return this.#move();
    this.#told[0] = this.loss;
    this.#told[1] = this.penalty;
    this.#isTold = true;
    this.updateFrame.loss = this.#told[0];
    return this.#move();
  }

  /** The loss of the batch at the present parameters, which the gradients are then of. State is that of one pass. */
  readonly #evaluate = (): number => {
    this.workspace.step[0] = this.count + 1;
    takeBackState(this);
    this.forward();
    this.measure();
    if (!this.mean()) return Infinity;
    this.differentiate();
    this.backward();
    this.penalize();
    const { length } = this.value;
    return this.#kernels.allFinite(this.#gradient, length) ? this.#present : Infinity;
  };

  #move(): unknown {
    const optimizer = this.optimizer;
    this.updateFrame.step = this.count + 1;
    const returned: unknown = optimizer.update(this.updateFrame);
    if (returned !== undefined) refusePromise(`${optimizer.name}: update`, returned);
    return returned;
  }

  isFinite(): boolean {
    return this.#kernels.allFinite(this.value, this.value.length);
  }

  /** The parts of this update; the first one's are looked at. */
  get #parts(): StepParts {
    return (this.count === 0 && this.#writing?.update(this, this.#loss, this.optimizer)) || this;
  }

  lossValue(frame: LossFrame): void {
    const returned: unknown = this.#loss.value(frame);
    if (returned !== undefined) refusePromise(`${this.#loss.name}: value`, returned);
  }

  lossGradient(frame: LossFrame): void {
    const returned: unknown = this.#loss.gradient(frame);
    if (returned !== undefined) refusePromise(`${this.#loss.name}: gradient`, returned);
  }

  /** Takes back an update that left the finite numbers. @throws DivergenceError that says where. */
  refuse(): never {
    const error = updateDivergence(this.#network, this.#gradient, this.optimizer, this.memory.slots, this.count);
    takeBack(this);
    throw error;
  }

  get #gradient(): FloatArray {
    return this.workspace.gradients.block;
  }
}
